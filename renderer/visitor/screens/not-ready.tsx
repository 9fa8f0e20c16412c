import { Spinner } from '@digdir/designsystemet-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { KioskState } from '../../../shared/api/kiosk.ts';
import { BigButton, Frame, ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';

/** Before the core has said who this kiosk is, or when it cannot be asked. It is asked again all the while. */
export function NotReadyScreen({
  trouble,
  restart,
  kiosk,
}: {
  trouble: boolean;
  restart: boolean;
  kiosk: KioskState | null;
}) {
  const { t } = useTranslation();
  const which = restart ? 'restart' : trouble ? 'unreachable' : null;
  return (
    <Frame header={<span className="frame-name">{kiosk?.institution ?? t('app.title')}</span>}>
      <ScreenHeading screen={which ?? 'preparing'}>
        {which === null ? t('app.preparing') : t(`trouble.${which}Title`)}
      </ScreenHeading>
      {which === null && <Spinner aria-hidden="true" data-size="xl" />}
      {which === 'restart' && <p className="lead">{t('trouble.restartText')}</p>}
      {which === 'unreachable' && <p className="lead">{t('trouble.bell')}</p>}
      {kiosk !== null && <p className="spoken-code">{kiosk.phones.reception}</p>}
    </Frame>
  );
}

/** The session of this screen is over: only a person can start it again. */
export function Restart() {
  const { t } = useTranslation();
  return (
    <Shell back={false}>
      <ScreenHeading screen="restart">{t('trouble.restartTitle')}</ScreenHeading>
      <p className="lead">{t('trouble.restartText')}</p>
    </Shell>
  );
}

const BROKEN_FOR_MS = 60_000;

/** A screen broke. A fresh page knows nothing of anybody. */
export function BrokenScreen() {
  const { t } = useTranslation();
  // Nobody may be there to touch the button, and the next visitor must not meet this.
  useEffect(() => {
    const timer = window.setTimeout(() => location.reload(), BROKEN_FOR_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <Frame header={<span className="frame-name">{t('app.title')}</span>}>
      <ScreenHeading screen="broken">{t('trouble.brokenTitle')}</ScreenHeading>
      <p className="lead">{t('trouble.brokenText')}</p>
      <BigButton loud grow onPress={() => location.reload()}>
        {t('go.startAgain')}
      </BigButton>
    </Frame>
  );
}
