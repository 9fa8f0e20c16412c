import { Alert, Button, Details, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Exported, ExportJob } from '../../../shared/api/exports.ts';
import { numberOf } from '../../components/staff/times.ts';

interface Props {
  readonly job: ExportJob;
  readonly cancel: () => Promise<void>;
}

/** How far a file is, and what became of it. */
export function ExportJobView({ job, cancel }: Props) {
  const { t, i18n } = useTranslation('staff');
  const what = t(`exports.kind.${job.order.what}`);
  const number = (value: number) => numberOf(value, i18n.language);
  if (job.state === 'running') {
    const said =
      job.total === 0
        ? t('exports.starting', { what })
        : t('exports.running', { what, done: number(job.done), total: number(job.total) });
    return (
      <div className="staff-export">
        <label htmlFor="export-progress">{said}</label>
        <progress id="export-progress" {...(job.total === 0 ? {} : { value: job.done, max: job.total })} />
        <Button variant="secondary" onClick={() => void cancel()}>
          {t('exports.cancel')}
        </Button>
      </div>
    );
  }
  return (
    <div aria-live="assertive">
      {job.state === 'cancelled' && <Alert data-color="info">{t('exports.cancelled')}</Alert>}
      {job.state === 'failed' && (
        <Alert data-color="danger">
          {job.problem === null ? t('exports.failed') : t(`refusal.${job.problem}`)}
        </Alert>
      )}
      {job.result !== null && <Written result={job.result} />}
    </div>
  );
}

function Written({ result }: { readonly result: Exported }) {
  const { t } = useTranslation('staff');
  return (
    <Alert data-color="success" className="staff-exported">
      {result.removable && (
        <Heading level={3} data-size="xs">
          {t('exports.takeOut')}
        </Heading>
      )}
      <Paragraph>{t('exports.written', { file: result.file })}</Paragraph>
      <Paragraph>{t('exports.rows', { count: result.rows })}</Paragraph>
      {result.erased > 0 && <Paragraph>{t('exports.erased', { count: result.erased })}</Paragraph>}
      {result.closed > 0 && <Paragraph>{t('exports.closed', { count: result.closed })}</Paragraph>}
      <Paragraph>{t('exports.folder', { folder: result.folder })}</Paragraph>
      <Paragraph>{t('exports.checksum', { sha256: result.sha256 })}</Paragraph>
      {result.leftOut.length > 0 && (
        <Details>
          <Details.Summary>{t('exports.leftOut', { count: result.leftOut.length })}</Details.Summary>
          <Details.Content>
            <ul>
              {result.leftOut.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </Details.Content>
        </Details>
      )}
    </Alert>
  );
}
