import { Alert, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { LostContact, type StaffPage } from '../../components/staff/staff-frame.tsx';
import { AskForm } from './ask-form.tsx';
import { CasePage } from './case-page.tsx';
import { Cases } from './cases.tsx';
import { Found } from './found.tsx';
import { Reports } from './reports.tsx';
import { Residents } from './residents.tsx';
import './tracing.css';
import { useTracing } from './use-tracing.ts';

/** Who met whom (T1, T2): asked in three questions, found, kept in a case, and let go of again. */
export function TracingPanel({ page, isShown }: { readonly page: StaffPage; readonly isShown: boolean }) {
  const { t } = useTranslation('staff');
  const tracing = useTracing(page, isShown);
  const { state, view } = tracing;
  if (state === null)
    return (
      <>
        <LostContact lost={tracing.lost} />
        {!tracing.lost && <Paragraph role="status">{t('common.loading')}</Paragraph>}
      </>
    );
  return (
    <>
      <LostContact lost={tracing.lost} />
      <div aria-live="polite">
        {tracing.notice !== null && <Alert data-color="success">{tracing.notice}</Alert>}
      </div>
      {view.at === 'start' && (
        <>
          {view.from === null && <Reports page={page} tracing={tracing} reports={state.reports} />}
          <section aria-labelledby="tracing-ask">
            <Heading level={2} data-size="sm" id="tracing-ask">
              {t('tracing.search')}
            </Heading>
            <AskForm
              key={view.from?.taskId ?? 0}
              page={page}
              tracing={tracing}
              state={state}
              from={view.from}
            />
          </section>
          <Cases tracing={tracing} zone={page.zone} />
          <Residents page={page} state={state} />
        </>
      )}
      {view.at === 'found' && (
        <Found
          tracing={tracing}
          answer={view.answer}
          state={state}
          zone={page.zone}
          again={() => void tracing.search(view.wish, view.taskId)}
        />
      )}
      {view.at === 'case' && (
        <CasePage key={view.answer.row.caseId} page={page} tracing={tracing} state={state} view={view} />
      )}
    </>
  );
}
