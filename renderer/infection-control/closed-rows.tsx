import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useKeys } from './keys-context.ts';

/** Where a page of the lead meets rows that are closed: says how many, and opens them. `then` is done again once they are open. */
export function ClosedRows({ count, then }: { readonly count: number; readonly then: () => void }) {
  const { t } = useTranslation('staff');
  const { state, unlock } = useKeys();
  // What is closed to a key that is open is erased: there is nothing to unlock.
  if (count === 0 || state === null || state.own === 'open') return null;
  return (
    <Alert data-color="info">
      <Paragraph>{t('keys.closedRows', { count })}</Paragraph>
      <Button onClick={() => unlock(then)}>{t('keys.unlock')}</Button>
    </Alert>
  );
}
