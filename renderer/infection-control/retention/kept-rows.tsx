import { Table } from '@digdir/designsystemet-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../shared/api/overview.ts';
import type { RetentionQuery } from '../../../shared/api/retention.ts';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';
import { dayOf } from '../../components/staff/times.ts';
import { useNames } from '../overview/use-overview.ts';
import { RowsBehind } from '../rows-behind.tsx';

interface Props {
  readonly page: StaffPage;
  readonly overview: Overview | null;
  readonly query: RetentionQuery;
  readonly title: string;
  readonly back: () => void;
}

/** Whom a number of what is kept is about. */
export function KeptRows({ page, overview, query, title, back }: Props) {
  const { t, i18n } = useTranslation('staff');
  const { client } = page;
  const names = useNames(overview);
  const load = useCallback(() => client.retentionRows(query), [client, query]);
  return (
    <RowsBehind
      page={page}
      title={title}
      back={back}
      load={load}
      said={(shown, count) => t('retention.shown', { shown, count })}
      columns={(['receipt', 'lastDay', 'ward'] as const).map((one) => t(`retention.column.${one}`))}
      row={({ visitId, receipt, lastDay, ward }) => (
        <Table.Row key={visitId}>
          <Table.Cell>{receipt ?? t('retention.noReceipt')}</Table.Cell>
          <Table.Cell>{dayOf(lastDay, i18n.language, 'long')}</Table.Cell>
          <Table.Cell>{ward === null ? '' : names.ward(ward)}</Table.Cell>
        </Table.Row>
      )}
    />
  );
}
