import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { LostContact } from '../components/staff/staff-frame.tsx';
import type { Policy } from './use-policy.ts';

/** What was just done with the rules, or why not. */
export function PolicyNotice({ policy: { lost, busy, said } }: { readonly policy: Policy }) {
  const { t } = useTranslation('staff');
  return (
    <>
      <LostContact lost={lost} />
      <div aria-live="polite">
        {busy && <Paragraph>{t('rehearsal.working')}</Paragraph>}
        {said !== null && <Alert data-color={said.good ? 'success' : 'danger'}>{said.words}</Alert>}
      </div>
    </>
  );
}
