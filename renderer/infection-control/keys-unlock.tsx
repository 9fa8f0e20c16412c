import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeysState } from '../../shared/api/keys.ts';
import { FormDialog } from '../components/staff/form-dialog.tsx';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { SecretFields } from './keys-secret-fields.tsx';

interface Props {
  readonly page: StaffPage;
  readonly close: () => void;
  readonly forgotten: () => void;
  readonly unlocked: (state: KeysState) => void;
}

/** The lead's passphrase, over whatever page has met closed rows. */
export function KeysUnlock({ page, close, forgotten, unlocked }: Props) {
  const { t } = useTranslation('staff');
  const [passphrase, setPassphrase] = useState('');
  return (
    <FormDialog<KeysState>
      heading={t('keys.unlockHeading')}
      submit={t('keys.unlock')}
      close={close}
      check={() => (passphrase.trim() === '' ? `${t('keys.passphrase')}: ${t('common.required')}` : null)}
      send={async () => page.heard(await page.client.unlockKeys(passphrase))}
      done={unlocked}
    >
      <Paragraph>{t('keys.unlockHelp')}</Paragraph>
      <SecretFields fields={[{ label: t('keys.passphrase'), value: passphrase, set: setPassphrase }]} />
      <Button type="button" variant="tertiary" onClick={forgotten}>
        {t('keys.forgotten')}
      </Button>
    </FormDialog>
  );
}
