import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { KeysState } from '../../shared/api/keys.ts';
import { Part } from '../components/staff/part.tsx';
import { LostContact, type StaffPage } from '../components/staff/staff-frame.tsx';
import { useKeys } from './keys-context.ts';
import { KeysList } from './keys-list.tsx';

/** Who can open past days: the lead's own key, the others', and how the kiosk's are protected. */
export function KeysPanel({ page }: { readonly page: StaffPage }) {
  const { t } = useTranslation('staff');
  const { state, lost } = useKeys();
  if (state === null)
    return lost ? <LostContact lost /> : <Paragraph role="status">{t('common.loading')}</Paragraph>;
  return (
    <>
      <Part id="own-key" heading={t('keys.ownHeading')}>
        <OwnKey own={state.own} />
      </Part>
      <Part id="who-opens" heading={t('keys.whoHeading')}>
        <KeysList page={page} state={state} />
      </Part>
      <Part id="key-protection" heading={t('keys.protectionHeading')}>
        <Paragraph>{t(`keys.protection.${state.protection}`)}</Paragraph>
        {state.weaknesses.length === 0 && <Paragraph>{t('keys.noWeakness')}</Paragraph>}
        {state.weaknesses.map((weakness) => (
          <Alert key={weakness} data-color="warning">
            {t(`keys.weak.${weakness}`)}
          </Alert>
        ))}
      </Part>
    </>
  );
}

function OwnKey({ own }: { readonly own: KeysState['own'] }) {
  const { t } = useTranslation('staff');
  const { unlock, setUp } = useKeys();
  return (
    <>
      <div aria-live="polite">
        <Alert data-color={own === 'open' ? 'success' : own === 'locked' ? 'info' : 'warning'}>
          {t(`keys.own.${own}`)}
        </Alert>
      </div>
      <div className="staff-actions">
        {own === 'locked' && <Button onClick={() => unlock()}>{t('keys.unlock')}</Button>}
        {own === 'open' && (
          <Button variant="secondary" onClick={() => setUp('own')}>
            {t('keys.renew')}
          </Button>
        )}
        {(own === 'none' || own === 'under-pin') && (
          <Button onClick={() => setUp('own')}>{t('keys.begin')}</Button>
        )}
      </div>
    </>
  );
}

/** Above the lead's pages: only where something is weaker than it should be. */
export function KeysNotice({ show }: { readonly show: () => void }) {
  const { t } = useTranslation('staff');
  const { state } = useKeys();
  if (state === null || state.weaknesses.length === 0) return null;
  return (
    <Alert data-color="warning">
      <Paragraph>{t('keys.weakNotice')}</Paragraph>
      <Button variant="secondary" onClick={show}>
        {t('keys.weakShow')}
      </Button>
    </Alert>
  );
}
