import { Button, Heading, Paragraph, Table } from '@digdir/designsystemet-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview, OverviewRow, RowsQuery } from '../../../shared/api/overview.ts';
import type { PresenceEnd } from '../../../shared/domain/presence.ts';
import { LostContact, type StaffPage } from '../../components/staff/staff-frame.tsx';
import { StaffTable } from '../../components/staff/staff-table.tsx';
import { clockOf, dayOf } from '../../components/staff/times.ts';
import { useNames } from './use-overview.ts';

interface Props {
  readonly page: StaffPage;
  readonly overview: Overview | null;
  readonly query: RowsQuery;
  readonly title: string;
  readonly back: () => void;
}

/** The rows behind a number, the newest first. Receipts, not names: whoever needs those says why first, in tracing. */
export function RowsView({ page, overview, query, title, back }: Props) {
  const { t, i18n } = useTranslation('staff');
  const { client, heard, zone } = page;
  const names = useNames(overview);
  const top = useRef<HTMLHeadingElement>(null);
  const [rows, setRows] = useState<readonly OverviewRow[] | null>(null);
  const [total, setTotal] = useState(0);
  const [lost, setLost] = useState(false);

  const more = useCallback(
    (before: readonly OverviewRow[]) => {
      const after = before.at(-1)?.visitId;
      void client.overviewRows({ ...query, ...(after === undefined ? {} : { after }) }).then((reply) => {
        const now = heard(reply);
        setLost(!now.ok);
        if (!now.ok) return;
        setTotal(now.value.total);
        setRows([...before, ...now.value.rows]);
      });
    },
    [client, heard, query],
  );
  useEffect(() => {
    top.current?.focus();
    more([]);
  }, [more]);

  const end = (one: PresenceEnd | null): string =>
    one === null
      ? ''
      : one.evidence === 'scanned'
        ? clockOf(one.at, zone)
        : t('overview.end', { time: clockOf(one.at, zone), how: t(`evidence.${one.evidence}`) });
  const columns = [
    t('infectionControl.day'),
    t('overview.receipt'),
    t('overview.ward'),
    t('board.place'),
    t('board.class'),
    t('overview.outcome'),
    t('board.arrived'),
    t('board.left'),
  ];
  return (
    <main className="staff-board">
      <section aria-labelledby="rows">
        <Heading level={2} data-size="sm" id="rows" ref={top} tabIndex={-1}>
          {title}
        </Heading>
        <div className="staff-actions">
          <Button variant="secondary" onClick={back}>
            {t('common.back')}
          </Button>
        </div>
        <LostContact lost={lost} />
        {rows === null && !lost && <Paragraph role="status">{t('common.loading')}</Paragraph>}
        {rows !== null && (
          <>
            <Paragraph role="status">{t('overview.shown', { shown: rows.length, count: total })}</Paragraph>
            <StaffTable columns={columns} aria-labelledby="rows">
              {rows.map((row) => (
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
              ))}
            </StaffTable>
            <div className="staff-actions">
              {rows.length < total && (
                <Button variant="secondary" onClick={() => more(rows)}>
                  {t('overview.more')}
                </Button>
              )}
            </div>
          </>
        )}
      </section>
    </main>
  );
}
