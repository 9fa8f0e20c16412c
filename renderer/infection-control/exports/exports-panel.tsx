import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { Part } from '../../components/staff/part.tsx';
import { LostContact, type StaffPage } from '../../components/staff/staff-frame.tsx';
import { ClosedRows } from '../closed-rows.tsx';
import { EarlierExports } from './earlier-exports.tsx';
import { ExportForm } from './export-form.tsx';
import { ExportJobView } from './export-job-view.tsx';
import { useExports } from './use-exports.ts';

/** What leaves the house: a form, how far the file is, and what left before (T4, S3:217-221). */
export function ExportsPanel({ page, isShown }: { readonly page: StaffPage; readonly isShown: boolean }) {
  const { t } = useTranslation('staff');
  const exports = useExports(page, isShown);
  const { overview, job, problem } = exports;
  if (overview === null)
    return (
      <>
        <LostContact lost={exports.lost} />
        <Paragraph role="status">{t('common.loading')}</Paragraph>
      </>
    );
  const isRunning = job?.state === 'running';
  return (
    <>
      <LostContact lost={exports.lost} />
      <Part id="make-export" heading={t('exports.make')}>
        <Paragraph>{t('exports.help')}</Paragraph>
        <ExportForm
          page={page}
          overview={overview}
          busy={isRunning}
          start={exports.start}
          look={exports.look}
        />
        <div aria-live="assertive">{problem !== null && <Alert data-color="danger">{problem}</Alert>}</div>
        {job !== null && <ExportJobView job={job} cancel={exports.cancel} />}
        {job !== null && (
          <ClosedRows count={job.result?.closed ?? 0} then={() => void exports.start(job.order)} />
        )}
      </Part>
      <Part id="earlier-exports" heading={t('exports.earlier')}>
        <EarlierExports overview={overview} zone={page.zone} />
      </Part>
    </>
  );
}
