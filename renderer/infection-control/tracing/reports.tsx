import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TracingState } from '../../../shared/api/tracing.ts';
import { FormDialog } from '../../components/staff/form-dialog.tsx';
import { Part } from '../../components/staff/part.tsx';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';
import { dayOf, momentOf } from '../../components/staff/times.ts';
import type { Tracing } from './use-tracing.ts';

interface Props {
  readonly page: StaffPage;
  readonly tracing: Tracing;
  readonly reports: TracingState['reports'];
}
type Report = TracingState['reports'][number];

/** Who said afterwards that they have fallen ill (T2): one press away from whom they met. */
export function Reports({ page, tracing, reports }: Props) {
  const { t, i18n } = useTranslation('staff');
  const [settling, setSettling] = useState<Report | null>(null);
  if (reports.length === 0) return null;
  return (
    <Part id="tracing-reports" heading={t('tracing.reports')}>
      <Paragraph>{t('tracing.reportsHelp')}</Paragraph>
      <ul className="staff-cards">
        {reports.map((report) => (
          <li key={report.taskId}>
            <div className="staff-card">
              <strong>
                {t('tracing.reportSaid', {
                  receipt: report.receipt,
                  day: dayOf(report.symptomsFrom, i18n.language, 'long'),
                })}
              </strong>
              <span>
                {t(`tracing.reportVia.${report.via}`, {
                  when: momentOf(report.reportedAt, i18n.language, page.zone),
                })}
              </span>
              <div className="staff-actions">
                <Button onClick={() => tracing.start(report)}>{t('tracing.reportSearch')}</Button>
                <Button variant="secondary" onClick={() => setSettling(report)}>
                  {t('tracing.reportSettle')}
                </Button>
              </div>
            </div>
          </li>
        ))}
      </ul>
      {settling !== null && (
        <FormDialog
          heading={t('tracing.reportSettle')}
          submit={t('tracing.reportSettle')}
          close={() => setSettling(null)}
          send={async () => page.heard(await page.client.settleReport(settling.taskId))}
          done={() => {
            setSettling(null);
            tracing.refresh();
          }}
        >
          <p>{t('tracing.settleAsk', { receipt: settling.receipt })}</p>
        </FormDialog>
      )}
    </Part>
  );
}
