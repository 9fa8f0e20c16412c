import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { ExportAnswer } from '../../shared/api/staff.ts';
import type { Reply } from '../components/staff/client.ts';

interface Props {
  readonly result: Reply<ExportAnswer> | null;
  /** That the file is there, by its name. */
  readonly written: (file: string) => string;
}

/** What became of a file: where it lies and how many rows, or why it was not written. */
export function Exported({ result, written }: Props) {
  const { t } = useTranslation('staff');
  return (
    <div aria-live="assertive">
      {result?.ok === true && (
        <Alert data-color="success">
          <Paragraph>{written(result.value.file)}</Paragraph>
          <Paragraph>{t('infectionControl.exportedRows', { count: result.value.rows })}</Paragraph>
          {result.value.closed > 0 && (
            <Paragraph>{t('infectionControl.exportedClosed', { count: result.value.closed })}</Paragraph>
          )}
          <Paragraph>{t('infectionControl.folder', { folder: result.value.folder })}</Paragraph>
        </Alert>
      )}
      {result?.ok === false && (
        <Alert data-color="danger">
          {'reason' in result.error && result.error.reason !== undefined
            ? t(`refusal.${result.error.reason}`)
            : t('infectionControl.exportFailed')}
        </Alert>
      )}
    </div>
  );
}
