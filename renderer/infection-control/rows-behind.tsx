import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../components/staff/client.ts';
import { LostContact, type StaffPage } from '../components/staff/staff-frame.tsx';
import { StaffTable } from '../components/staff/staff-table.tsx';

interface Props<Row> {
  readonly page: StaffPage;
  readonly title: string;
  readonly back: () => void;
  readonly columns: readonly string[];
  /** A page of rows, after the last of those that are there. Asked anew when it is another function. */
  readonly load: (
    last: Row | undefined,
  ) => Promise<Reply<{ readonly total: number; readonly rows: readonly Row[] }>>;
  /** How many of how many are shown. */
  readonly said: (shown: number, count: number) => string;
  /** Whether `load` gives those after a last one. */
  readonly goesOn?: boolean;
  /** Each a Table.Row. */
  readonly row: (row: Row) => ReactNode;
}

/** The rows behind a number. Receipts, not names: whoever needs those says why first, in tracing. */
export function RowsBehind<Row>({ page, title, back, columns, load, said, goesOn = false, row }: Props<Row>) {
  const { t } = useTranslation('staff');
  const { heard } = page;
  const top = useRef<HTMLHeadingElement>(null);
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const [total, setTotal] = useState(0);
  const [lost, setLost] = useState(false);

  const more = useCallback(
    (before: readonly Row[]) => {
      void load(before.at(-1)).then((reply) => {
        const now = heard(reply);
        setLost(!now.ok);
        if (!now.ok) return;
        setTotal(now.value.total);
        setRows([...before, ...now.value.rows]);
      });
    },
    [load, heard],
  );
  useEffect(() => {
    top.current?.focus();
    more([]);
  }, [more]);

  return (
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
          <Paragraph role="status">{said(rows.length, total)}</Paragraph>
          <StaffTable columns={columns} aria-labelledby="rows">
            {rows.map(row)}
          </StaffTable>
          {goesOn && rows.length < total && (
            <div className="staff-actions">
              <Button variant="secondary" onClick={() => more(rows)}>
                {t('overview.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
