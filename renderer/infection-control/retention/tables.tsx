import { Paragraph, Table } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { RetentionQuery, RetentionState } from '../../../shared/api/retention.ts';
import { CountButton } from '../../components/staff/count-button.tsx';
import { StaffTable } from '../../components/staff/staff-table.tsx';
import { dayOf, momentOf } from '../../components/staff/times.ts';

export type OpenKept = (query: RetentionQuery, title: string) => void;
interface Props {
  readonly state: RetentionState;
  readonly zone: string;
  readonly open: OpenKept;
}

export function KeptTable({ state, open }: Props) {
  const { t, i18n } = useTranslation('staff');
  const day = (at: string | null) => (at === null ? '' : dayOf(at, i18n.language, 'long'));
  const columns = (['kind', 'days', 'kept', 'oldest', 'next'] as const).map((one) =>
    t(`retention.column.${one}`),
  );
  return (
    <>
      <StaffTable columns={columns} aria-label={t('retention.heading')}>
        {state.kinds.map(({ kind, days, kept, oldest, next }) => {
          const name = t(`retention.kind.${kind}`);
          return (
            <Table.Row key={kind}>
              <Table.Cell>{name}</Table.Cell>
              <Table.Cell>{days}</Table.Cell>
              <Table.Cell>
                <CountButton
                  count={kept}
                  label={t('retention.show', { count: kept, what: name })}
                  onClick={() => open({ of: 'kept', kind }, `${t('retention.heading')}: ${name}`)}
                />
              </Table.Cell>
              <Table.Cell>{day(oldest)}</Table.Cell>
              <Table.Cell>{day(next)}</Table.Cell>
            </Table.Row>
          );
        })}
      </StaffTable>
      {state.why !== null && <Paragraph>{t('retention.longer', { why: state.why })}</Paragraph>}
    </>
  );
}

export function ErasuresTable({ state, zone, open }: Props) {
  const { t, i18n } = useTranslation('staff');
  if (state.erasures.length === 0) return <Paragraph>{t('retention.noErasures')}</Paragraph>;
  const columns = (['when', 'kind', 'why', 'upTo', 'visits', 'by'] as const).map((one) =>
    t(`retention.column.${one}`),
  );
  return (
    <StaffTable columns={columns} aria-label={t('retention.erasures')}>
      {state.erasures.map(({ seq, at, kind, why, upTo, visits, by }) => {
        const what = `${t(`retention.kind.${kind}`)}, ${momentOf(at, i18n.language, zone)}`;
        return (
          <Table.Row key={seq}>
            <Table.Cell>{momentOf(at, i18n.language, zone)}</Table.Cell>
            <Table.Cell>{t(`retention.kind.${kind}`)}</Table.Cell>
            <Table.Cell>{t(`retention.whyOf.${why}`)}</Table.Cell>
            <Table.Cell>{upTo === null ? '' : dayOf(upTo, i18n.language, 'medium')}</Table.Cell>
            <Table.Cell>
              <CountButton
                count={visits}
                label={t('retention.show', { count: visits, what })}
                onClick={() => open({ of: 'erased', seq }, `${t('retention.erasures')}: ${what}`)}
              />
            </Table.Cell>
            <Table.Cell>{by === 'kiosk' ? t('retention.kiosk') : by}</Table.Cell>
          </Table.Row>
        );
      })}
    </StaffTable>
  );
}

export function HoldsTable({ state, zone, open }: Props) {
  const { t, i18n } = useTranslation('staff');
  if (state.holds.length === 0) return <Paragraph>{t('retention.noHolds')}</Paragraph>;
  const columns = (['case', 'since', 'visits'] as const).map((one) => t(`retention.column.${one}`));
  return (
    <StaffTable columns={columns} aria-label={t('retention.holds')}>
      {state.holds.map(({ caseId, since, visits }) => (
        <Table.Row key={caseId}>
          <Table.Cell>{caseId}</Table.Cell>
          <Table.Cell>{momentOf(since, i18n.language, zone)}</Table.Cell>
          <Table.Cell>
            <CountButton
              count={visits}
              label={t('retention.show', { count: visits, what: caseId })}
              onClick={() => open({ of: 'held', caseId }, `${t('retention.holds')}: ${caseId}`)}
            />
          </Table.Cell>
        </Table.Row>
      ))}
    </StaffTable>
  );
}
