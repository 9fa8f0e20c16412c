import { Button, Heading, Paragraph, Table } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../shared/api/overview.ts';
import type { RetentionQuery, RetentionRows } from '../../../shared/api/retention.ts';
import { LostContact, type StaffPage } from '../../components/staff/staff-frame.tsx';
import { StaffTable } from '../../components/staff/staff-table.tsx';
import { dayOf } from '../../components/staff/times.ts';
import { useNames } from '../overview/use-overview.ts';

interface Props {
  readonly page: StaffPage;
  readonly overview: Overview | null;
  readonly query: RetentionQuery;
  readonly title: string;
  readonly back: () => void;
}

/** Whom a number is about, by receipt code: never by name. */
export function KeptRows({ page, overview, query, title, back }: Props) {
  const { t, i18n } = useTranslation('staff');
  const { client, heard } = page;
  const names = useNames(overview);
  const top = useRef<HTMLHeadingElement>(null);
  const [found, setFound] = useState<RetentionRows | null>(null);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    top.current?.focus();
    void client.retentionRows(query).then((reply) => {
      const now = heard(reply);
      setLost(!now.ok);
      if (now.ok) setFound(now.value);
    });
  }, [client, heard, query]);
  return (
    <section aria-labelledby="kept-rows">
      <Heading level={2} data-size="sm" id="kept-rows" ref={top} tabIndex={-1}>
        {title}
      </Heading>
      <div className="staff-actions">
        <Button variant="secondary" onClick={back}>
          {t('common.back')}
        </Button>
      </div>
      <LostContact lost={lost} />
      {found === null && !lost && <Paragraph role="status">{t('common.loading')}</Paragraph>}
      {found !== null && (
        <>
          <Paragraph role="status">
            {t('retention.shown', { shown: found.rows.length, count: found.total })}
          </Paragraph>
          <StaffTable
            aria-labelledby="kept-rows"
            columns={[
              t('retention.column.receipt'),
              t('retention.column.lastDay'),
              t('retention.column.ward'),
            ]}
          >
            {found.rows.map(({ visitId, receipt, lastDay, ward }) => (
              <Table.Row key={visitId}>
                <Table.Cell>{receipt ?? t('retention.noReceipt')}</Table.Cell>
                <Table.Cell>{dayOf(lastDay, i18n.language, 'long')}</Table.Cell>
                <Table.Cell>{ward === null ? '' : names.ward(ward)}</Table.Cell>
              </Table.Row>
            ))}
          </StaffTable>
        </>
      )}
    </section>
  );
}
