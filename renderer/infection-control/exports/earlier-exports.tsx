import { Paragraph, Table } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { OWN_TARGET, type ExportsOverview } from '../../../shared/api/exports.ts';
import { dayOf, momentOf, numberOf } from '../../components/staff/times.ts';

interface Props {
  readonly overview: ExportsOverview;
  readonly zone: string;
}

type Earlier = ExportsOverview['earlier'][number];

/** Who made which file, when and why: from the protocol's own events. */
export function EarlierExports({ overview, zone }: Props) {
  const { t, i18n } = useTranslation('staff');
  const { earlier, targets } = overview;
  if (earlier.length === 0) return <Paragraph>{t('exports.none')}</Paragraph>;
  const subject = ({ from, to, caseId }: Earlier): string => {
    if (caseId !== null) return caseId;
    if (from === null || to === null) return t('exports.now');
    return [...new Set([from, to])].map((day) => dayOf(day, i18n.language, 'medium')).join(' – ');
  };
  const where = ({ target, encrypted }: Earlier): string => {
    const name =
      target === OWN_TARGET ? t('exports.kiosk') : (targets.find(({ id }) => id === target)?.name ?? target);
    return encrypted ? t('exports.encrypted', { where: name }) : name;
  };
  return (
    <div className="staff-scroll" tabIndex={0} role="group" aria-labelledby="earlier-exports">
      <Table zebra>
        <Table.Head>
          <Table.Row>
            {(['when', 'who', 'what', 'period', 'rowsHead', 'where', 'purpose'] as const).map((head) => (
              <Table.HeaderCell key={head}>{t(`exports.${head}`)}</Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {earlier.map((one) => (
            <Table.Row key={`${one.at} ${one.sha256}`}>
              <Table.Cell>{momentOf(one.at, i18n.language, zone)}</Table.Cell>
              <Table.Cell>{one.by}</Table.Cell>
              <Table.Cell>{`${t(`exports.kind.${one.what}`)}, ${one.format.toUpperCase()}`}</Table.Cell>
              <Table.Cell>{subject(one)}</Table.Cell>
              <Table.Cell>{numberOf(one.rows, i18n.language)}</Table.Cell>
              <Table.Cell>{where(one)}</Table.Cell>
              <Table.Cell>
                {one.purpose === null ? t('exports.noPurpose') : t(`tracing.purpose.${one.purpose}`)}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}
