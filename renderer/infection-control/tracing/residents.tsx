import { Alert, Button, Paragraph, Table } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResidentsAnswer, TracingState } from '../../../shared/api/tracing.ts';
import type { LookupPurpose } from '../../../shared/domain/events.ts';
import { FormDialog } from '../../components/staff/form-dialog.tsx';
import { Part } from '../../components/staff/part.tsx';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';
import { StaffTable } from '../../components/staff/staff-table.tsx';
import { dayOf, momentOf } from '../../components/staff/times.ts';
import { Locked } from './locked.tsx';
import { Spark } from './spark.tsx';
import { WhyFields } from './why-fields.tsx';

interface Props {
  readonly page: StaffPage;
  readonly state: TracingState;
}

/** Who has had visits, and who has not for long (P4). */
export function Residents({ page, state }: Props) {
  const { t } = useTranslation('staff');
  const [asking, setAsking] = useState(false);
  const [purpose, setPurpose] = useState<LookupPurpose | null>(null);
  const [found, setFound] = useState<ResidentsAnswer | null>(null);
  const ask = async () => page.heard(await page.client.residentsSeen(purpose ?? 'supervision'));
  return (
    <Part id="tracing-residents" heading={t('tracing.residents')}>
      <Paragraph>{t('tracing.residentsHelp')}</Paragraph>
      {found === null ? (
        <div className="staff-actions">
          <Button variant="secondary" onClick={() => setAsking(true)}>
            {t('tracing.showResidents')}
          </Button>
        </div>
      ) : (
        <>
          {found.locked && (
            <Locked then={() => void ask().then((reply) => reply.ok && setFound(reply.value))} />
          )}
          {found.unopened > 0 && (
            <Alert data-color="info">{t('tracing.unopenedVisits', { count: found.unopened })}</Alert>
          )}
          <figure className="tracing-line">
            <figcaption>{t('tracing.perDay')}</figcaption>
            <Spark counts={found.perDay} days={found.days} wide />
          </figure>
          <ResidentTable found={found} state={state} zone={page.zone} />
        </>
      )}
      {asking && (
        <FormDialog<ResidentsAnswer>
          heading={t('tracing.residents')}
          submit={t('tracing.showResidents')}
          close={() => setAsking(false)}
          check={() => (purpose === null ? t('tracing.badPurpose') : null)}
          send={ask}
          done={(answer) => {
            setFound(answer);
            setAsking(false);
          }}
        >
          <WhyFields
            name="tracing-residents-why"
            legend={t('tracing.why')}
            value={purpose}
            set={setPurpose}
          />
        </FormDialog>
      )}
    </Part>
  );
}

interface TableProps {
  readonly found: ResidentsAnswer;
  readonly state: TracingState;
  readonly zone: string;
}

function ResidentTable({ found, state, zone }: TableProps) {
  const { t, i18n } = useTranslation('staff');
  const ward = (id: string): string => state.wards.find((one) => one.id === id)?.name ?? id;
  return (
    <StaffTable
      aria-label={t('tracing.residents')}
      columns={[
        t('tracing.resident'),
        t('tracing.ward'),
        t('tracing.lastVisit'),
        t('tracing.chart'),
        t('tracing.postponedHeading'),
        t('tracing.next'),
      ]}
    >
      {found.residents.map((row) => (
        <Table.Row key={`${row.ward} ${row.name}`}>
          <Table.HeaderCell scope="row" className="tracing-name">
            {row.name}
          </Table.HeaderCell>
          <Table.Cell>{ward(row.ward)}</Table.Cell>
          <Table.Cell>
            {row.daysSince === null || row.lastVisit === null ? (
              t('tracing.never')
            ) : (
              <>
                <strong>{t('tracing.daysSince', { count: row.daysSince })}</strong>
                <span className="staff-line tracing-small">
                  {dayOf(row.lastVisit, i18n.language, 'medium')}
                </span>
              </>
            )}
          </Table.Cell>
          <Table.Cell>
            <Spark counts={row.perDay} days={found.days} />
          </Table.Cell>
          <Table.Cell>{t('tracing.postponed', { count: row.postponements })}</Table.Cell>
          <Table.Cell>
            {row.next === null ? t('tracing.none') : momentOf(row.next, i18n.language, zone)}
          </Table.Cell>
        </Table.Row>
      ))}
    </StaffTable>
  );
}
