import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../keys-context.ts';

interface Props {
  /** Done again once past days are open. */
  readonly then: () => void;
  /** It is a whole case that does not open. */
  readonly isCase?: boolean;
}

/** Past days are closed in this session: what that means, and the way to open them. */
export function Locked({ then, isCase = false }: Props) {
  const { t } = useTranslation('staff');
  const { state, unlock } = useKeys();
  return (
    <Alert data-color="warning">
      <Paragraph>{t(isCase ? 'tracing.caseLocked' : 'tracing.locked')}</Paragraph>
      {state !== null && state.own !== 'open' && (
        <Button onClick={() => unlock(then)}>{t('tracing.unlock')}</Button>
      )}
    </Alert>
  );
}
