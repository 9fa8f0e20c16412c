import { Table } from '@digdir/designsystemet-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview, OverviewRow, RowsQuery } from '../../../shared/api/overview.ts';
import type { PresenceEnd } from '../../../shared/domain/presence.ts';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';
import { clockOf, dayOf } from '../../components/staff/times.ts';
import { RowsBehind } from '../rows-behind.tsx';
import { useNames } from './use-overview.ts';

interface Props {
  readonly page: StaffPage;
  readonly overview: Overview | null;
  readonly query: RowsQuery;
  readonly title: string;
  readonly back: () => void;
}

/** The visits behind a number of the first page, the newest first. */
export function RowsView({ page, overview, query, title, back }: Props) {
  const { t, i18n } = useTranslation('staff');
  const { client, zone } = page;
  const names = useNames(overview);
  const load = useCallback(
    (last: OverviewRow | undefined) =>
      client.overviewRows({ ...query, ...(last === undefined ? {} : { after: last.visitId }) }),
    [client, query],
  );
  const end = (one: PresenceEnd | null): string =>
    one === null
      ? ''
      : one.evidence === 'scanned'
        ? clockOf(one.at, i18n.language, zone)
        : t('overview.end', {
            time: clockOf(one.at, i18n.language, zone),
            how: t(`evidence.${one.evidence}`),
          });
  return (
    <main className="staff-board">
      <RowsBehind
        page={page}
        title={title}
        back={back}
        load={load}
        goesOn
        said={(shown, count) => t('overview.shown', { shown, count })}
        columns={[
          t('infectionControl.day'),
          t('overview.receipt'),
          t('overview.ward'),
          t('board.place'),
          t('board.class'),
          t('overview.outcome'),
          t('board.arrived'),
          t('board.left'),
        ]}
        row={(row) => (
          <Table.Row key={row.visitId}>
            <Table.Cell>{dayOf(row.day, i18n.language, 'medium')}</Table.Cell>
            <Table.Cell>{row.receipt}</Table.Cell>
            <Table.Cell>{names.ward(row.ward)}</Table.Cell>
            <Table.Cell>{names.place(row.place)}</Table.Cell>
            <Table.Cell>{t(`class.${row.permitClass}`)}</Table.Cell>
            <Table.Cell>
              {t(`outcome.${row.outcome}`)}
              {row.overridden && ` (${t('overview.overridden')})`}
            </Table.Cell>
            <Table.Cell>{end(row.arrived)}</Table.Cell>
            <Table.Cell>{end(row.left)}</Table.Cell>
          </Table.Row>
        )}
      />
    </main>
  );
}
