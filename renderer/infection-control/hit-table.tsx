import { Paragraph, Table, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Rehearsal } from '../../shared/api/policy.ts';
import { useSay } from '../components/staff/language.ts';
import { StaffTable } from '../components/staff/staff-table.tsx';
import { clockOf, momentOf } from '../components/staff/times.ts';
import { Fate } from './fate.tsx';
import type { Policy } from './use-policy.ts';

type Past = Rehearsal['visitsHit'][number];
type Booked = Rehearsal['bookingsHit'][number];

export type Hit = Pick<
  Past,
  'at' | 'permitClass' | 'ward' | 'partySize' | 'before' | 'after' | 'certain' | 'rules'
> & {
  readonly key: string;
  /** With whom to ring; null for visits that have been. */
  readonly who: Pick<Booked, 'visitorName' | 'phone' | 'residentName'> | null;
};

interface Props {
  readonly policy: Policy;
  readonly label: string;
  readonly hits: readonly Hit[];
  readonly zone: string;
}

/** Who would fare otherwise: what it was, what it would be, and by which rule. */
export function HitTable({ policy, label, hits, zone }: Props) {
  const { t } = useTranslation('staff');
  const { say, language } = useSay();
  const wardName = (id: string) => policy.state?.wards.find((ward) => ward.id === id)?.name ?? id;
  const called = hits.some(({ who }) => who !== null);
  return (
    <StaffTable
      aria-label={label}
      columns={[
        t('rehearsal.when'),
        ...(called ? [t('board.visitor')] : []),
        ...(called ? [t('visit.phone')] : []),
        t('board.class'),
        t('rehearsal.fate'),
        t('rehearsal.rule'),
      ]}
    >
      {hits.map((hit) => (
        <Table.Row key={hit.key}>
          <Table.Cell>
            {hit.who === null ? momentOf(hit.at, language, zone) : clockOf(hit.at, language, zone)}
          </Table.Cell>
          {hit.who !== null && (
            <>
              <Table.Cell>
                <strong>{hit.who.visitorName}</strong>
                <span className="staff-line">{hit.who.residentName}</span>
              </Table.Cell>
              <Table.Cell>
                <strong className="staff-phone">{hit.who.phone ?? t('rehearsal.noPhone')}</strong>
              </Table.Cell>
            </>
          )}
          <Table.Cell>
            {t(`class.${hit.permitClass}`)}
            <span className="staff-line">
              {wardName(hit.ward)}, {t('board.party', { count: hit.partySize })}
            </span>
          </Table.Cell>
          <Table.Cell>
            <Fate hit={hit} />{' '}
            <Tag data-color={hit.certain ? 'neutral' : 'info'}>
              {hit.certain ? t('rehearsal.certain') : t('rehearsal.possible')}
            </Tag>
          </Table.Cell>
          <Table.Cell>
            {hit.rules.map((rule) => (
              <div key={rule.id}>
                <Paragraph data-size="sm">{say(rule.staffText)}</Paragraph>
                <Paragraph data-size="xs">{t('visit.citation', rule.citation)}</Paragraph>
              </div>
            ))}
          </Table.Cell>
        </Table.Row>
      ))}
    </StaffTable>
  );
}
