import { Alert, Button, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../components/staff/language.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { SecretFields } from './keys-secret-fields.tsx';
import { Step, type Ways } from './keys-step.tsx';
import './keys.css';

export function WhyStep({
  isUnderPin,
  next,
  ...ways
}: Ways & { readonly isUnderPin: boolean; readonly next: () => void }) {
  const { t } = useTranslation('staff');
  return (
    <Step
      {...ways}
      step={1}
      heading={t('keys.whyHeading')}
      submit={t('keys.next')}
      leave={t('keys.later')}
      next={next}
    >
      <Paragraph>{t('keys.why')}</Paragraph>
      {isUnderPin && <Paragraph>{t('keys.whyPin')}</Paragraph>}
      <Paragraph>{t('keys.whyTime')}</Paragraph>
    </Step>
  );
}

/** In the place of the first step, for a forgotten passphrase. */
export function RecoverStep({ next, ...ways }: Ways & { readonly next: (recoveryKey: string) => void }) {
  const { t } = useTranslation('staff');
  const [typed, setTyped] = useState('');
  return (
    <Step
      {...ways}
      step={1}
      heading={t('keys.recoverHeading')}
      submit={t('keys.next')}
      leave={t('common.cancel')}
      next={() => {
        if (typed.trim() !== '') next(typed);
      }}
    >
      <Paragraph>{t('keys.recoverHelp')}</Paragraph>
      <RecoveryKeyField value={typed} set={setTyped} />
    </Step>
  );
}

export function PhraseStep({
  page,
  next,
  ...ways
}: Ways & { readonly page: StaffPage; readonly next: (passphrase: string) => void }) {
  const { t } = useTranslation('staff');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [differs, setDiffers] = useState(false);
  const { suggested, another } = useSuggestion(page);
  return (
    <Step
      {...ways}
      problem={differs ? t('keys.notTheSame') : ways.problem}
      step={2}
      heading={t('keys.phraseHeading')}
      submit={t('keys.next')}
      leave={t('common.cancel')}
      next={() => {
        setDiffers(first !== second);
        if (first !== '' && first === second) next(first);
      }}
    >
      <Paragraph>{t('keys.phraseHelp')}</Paragraph>
      {suggested !== null && (
        <div className="keys-suggestion">
          <Paragraph aria-live="polite">
            {t('keys.suggested')}: <strong>{suggested}</strong>
          </Paragraph>
          <Button type="button" variant="tertiary" onClick={another}>
            {t('keys.another')}
          </Button>
        </div>
      )}
      <SecretFields
        fields={[
          { label: t('keys.passphrase'), value: first, set: setFirst },
          { label: t('keys.again'), value: second, set: setSecond },
        ]}
      />
    </Step>
  );
}

export function TryStep({
  back,
  next,
  ...ways
}: Ways & { readonly back: () => void; readonly next: (recoveryKey: string) => void }) {
  const { t } = useTranslation('staff');
  const [typed, setTyped] = useState('');
  return (
    <Step
      {...ways}
      step={4}
      heading={t('keys.tryHeading')}
      submit={t('keys.try')}
      leave={t('common.cancel')}
      next={() => {
        if (typed.trim() !== '') next(typed);
      }}
      tools={
        <Button type="button" variant="secondary" onClick={back}>
          {t('keys.sheetAgain')}
        </Button>
      }
    >
      <Paragraph>{t('keys.tryHelp')}</Paragraph>
      <RecoveryKeyField value={typed} set={setTyped} />
    </Step>
  );
}

export function DoneStep({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('staff');
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    top.current?.focus();
  }, []);
  return (
    <main className="staff-sign-in keys-step">
      <Heading level={2} data-size="lg" ref={top} tabIndex={-1}>
        {t('keys.doneHeading')}
      </Heading>
      <Alert data-color="success">{t('keys.done')}</Alert>
      <Paragraph>{t('keys.doneKeep')}</Paragraph>
      <Button onClick={close}>{t('keys.finish')}</Button>
    </main>
  );
}

function RecoveryKeyField({ value, set }: { readonly value: string; readonly set: (value: string) => void }) {
  const { t } = useTranslation('staff');
  return (
    <Textfield
      className="keys-typed"
      label={t('keys.recoveryKey')}
      description={t('keys.recoveryKeyHelp')}
      multiline
      rows={3}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      value={value}
      onChange={(event) => set(event.target.value)}
    />
  );
}

/** A passphrase to choose, in the language of the screen; null while there is none. */
function useSuggestion({ client, heard }: StaffPage): {
  readonly suggested: string | null;
  readonly another: () => void;
} {
  const { language } = useSay();
  const [suggested, setSuggested] = useState<string | null>(null);
  const another = useCallback(() => {
    void client.suggestPassphrase(language).then((reply) => {
      const now = heard(reply);
      if (now.ok) setSuggested(now.value.passphrase);
    });
  }, [client, heard, language]);
  useEffect(another, [another]);
  return { suggested, another };
}
