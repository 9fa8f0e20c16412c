import { Alert, Button, Heading, Select, Tag } from '@digdir/designsystemet-react';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { KioskState } from '../../../shared/api/kiosk.ts';
import type { SignInAnswer } from '../../../shared/api/staff.ts';
import { LANGUAGES, type Language } from '../../../shared/domain/language.ts';
import { MAY, type Role } from '../../../shared/domain/staff.ts';
import { ring } from './bell.ts';
import { kioskNow, staffClient, type Reply, type StaffClient } from './client.ts';
import { useStaffLanguage } from './language.ts';
import { SignIn } from './sign-in.tsx';
import { Troubles } from './troubles.tsx';

/** What a page of staff gets once somebody is signed in. */
export interface StaffPage {
  readonly client: StaffClient;
  /** Hand every reply through this: a session that has ended brings the sign-in back. */
  readonly heard: <T>(reply: Reply<T>) => Reply<T>;
  /** The institution's time zone: times on staff's screens are the institution's, whatever the machine is set to. */
  readonly zone: string;
}

interface Props {
  readonly role: Role;
  readonly heading: string;
  readonly children: (page: StaffPage) => ReactNode;
}

/** Sign-in, heading, language and sign-out: the same on every page of staff. The session lives in memory only: closing or reloading the page signs out. */
export function StaffFrame({ role, heading, children }: Props) {
  const { t } = useTranslation('staff');
  const [signedIn, setSignedIn] = useState<SignInAnswer | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const kiosk = useKiosk(signedIn === null);
  const { language, choose } = useStaffLanguage(kiosk?.language ?? null);
  const waiting = role === 'reception' ? (kiosk?.waiting ?? 0) : 0;

  useRing(signedIn === null ? waiting : 0);

  const heard = useCallback(
    <T,>(reply: Reply<T>): Reply<T> => {
      if (!reply.ok && reply.error.error === 'not-signed-in') {
        setSignedIn(null);
        setNotice(t('signIn.ended'));
      }
      return reply;
    },
    [t],
  );
  const page = useMemo(
    () =>
      signedIn === null || kiosk === null
        ? null
        : { client: staffClient(signedIn.session), heard, zone: kiosk.zone },
    [signedIn, heard, kiosk],
  );

  const enter = (answer: SignInAnswer) => {
    if (MAY[answer.staff.role].has(role)) {
      setNotice(null);
      setSignedIn(answer);
    } else {
      void staffClient(answer.session).signOut();
      setNotice(t('signIn.notAllowed'));
    }
  };

  return (
    <div className="staff">
      <header className="staff-header">
        <Heading level={1} data-size="md">
          {heading}
        </Heading>
        {kiosk?.demo === true && <Tag data-color="warning">{t('common.demo')}</Tag>}
        <span className="staff-header-gap" />
        {signedIn !== null && <span>{t('common.signedInAs', { name: signedIn.staff.name })}</span>}
        <a href={role === 'reception' ? '/infection-control/' : '/reception/'}>
          {role === 'reception' ? t('common.toInfectionControl') : t('common.toReception')}
        </a>
        <a href="/">{t('common.toKiosk')}</a>
        <ChooseLanguage language={language} choose={choose} />
        {signedIn !== null && page !== null && (
          <Button
            variant="secondary"
            onClick={() => {
              void page.client.signOut();
              setSignedIn(null);
            }}
          >
            {t('common.signOut')}
          </Button>
        )}
      </header>
      {page === null ? (
        <SignIn heading={t('signIn.heading')} notice={notice} waiting={waiting} onSignedIn={enter} />
      ) : (
        <>
          <Troubles page={page} />
          {children(page)}
        </>
      )}
    </div>
  );
}

function ChooseLanguage({
  language,
  choose,
}: {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}) {
  const { t } = useTranslation('staff');
  return (
    <Select
      className="staff-language"
      aria-label={t('common.language')}
      value={language}
      onChange={(event) => {
        const chosen = LANGUAGES.find((each) => each === event.target.value);
        if (chosen !== undefined) choose(chosen);
      }}
    >
      {LANGUAGES.map((each) => (
        <Select.Option key={each} value={each} lang={each}>
          {t(`languages.${each}`)}
        </Select.Option>
      ))}
    </Select>
  );
}

const ASK_AGAIN_MS = 3000;

/** What the kiosk says of itself. Followed while nobody is signed in, so that an unattended desk rings too. */
function useKiosk(follow: boolean): KioskState | null {
  const [kiosk, setKiosk] = useState<KioskState | null>(null);
  const known = kiosk !== null;
  useEffect(() => {
    if (known && !follow) return;
    const timer = setInterval(ask, ASK_AGAIN_MS);
    function ask() {
      void kioskNow().then((reply) => {
        if (reply.ok) setKiosk(reply.value);
      });
    }
    ask();
    return () => {
      clearInterval(timer);
    };
  }, [known, follow]);
  return kiosk;
}

/** Rings when the number of calls for staff rises. */
function useRing(waiting: number): void {
  const before = useRef(waiting);
  useEffect(() => {
    if (waiting > before.current) ring();
    before.current = waiting;
  }, [waiting]);
}

/** One place for «no contact»: what it means and that the page goes on trying. */
export function LostContact({ lost }: { readonly lost: boolean }) {
  const { t } = useTranslation('staff');
  return <div aria-live="polite">{lost && <Alert data-color="warning">{t('common.lost')}</Alert>}</div>;
}
