import { Alert, Button, Heading, Textfield } from '@digdir/designsystemet-react';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignInAnswer } from '../../../shared/api/staff.ts';
import { signIn } from './client.ts';
import { clockOf } from './times.ts';

interface Props {
  readonly heading: string;
  /** A sentence shown above the form, such as «you are signed out». */
  readonly notice: string | null;
  /** How many wait at the door. */
  readonly waiting: number;
  readonly onSignedIn: (answer: SignInAnswer) => void;
}

export function SignIn({ heading, notice, waiting, onSignedIn }: Props) {
  const { t, i18n } = useTranslation('staff');
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    const reply = await signIn(name.trim(), pin);
    setBusy(false);
    setPin('');
    if (reply.ok) {
      onSignedIn(reply.value);
      return;
    }
    const { error } = reply;
    if (error.error === 'locked')
      setProblem(t('signIn.locked', { time: 'until' in error ? clockOf(error.until, i18n.language) : '' }));
    else if (error.error === 'not-signed-in' || error.error === 'bad-request') setProblem(t('signIn.wrong'));
    else setProblem(t('signIn.failed'));
  };

  return (
    <main className="staff-sign-in">
      <Heading level={2} data-size="lg">
        {heading}
      </Heading>
      <div aria-live="polite">
        {waiting > 0 && <Alert data-color="warning">{t('signIn.waiting', { count: waiting })}</Alert>}
      </div>
      {notice !== null && <Alert data-color="info">{notice}</Alert>}
      <form onSubmit={(event) => void submit(event)}>
        <Textfield
          label={t('signIn.name')}
          value={name}
          autoComplete="off"
          autoFocus
          required
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
        <Textfield
          label={t('signIn.pin')}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          minLength={6}
          maxLength={6}
          required
          value={pin}
          onChange={(event) => {
            setPin(event.target.value.replace(/\D/g, ''));
          }}
        />
        <div aria-live="assertive">{problem !== null && <Alert data-color="danger">{problem}</Alert>}</div>
        <Button type="submit" disabled={busy}>
          {t('signIn.submit')}
        </Button>
      </form>
    </main>
  );
}
