import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../shared/flow/index.ts';
import { BigButton, PhoneIcon, ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** A full disk may have room again at any moment: nobody needs to stand and press. */
const TRY_AGAIN_MS = 5000;

/** The core gave no answer: said calmly, with three ways on. */
export function Trouble({ screen }: { screen: Extract<Screen, { at: 'trouble' }> }) {
  const { state, dispatch, kiosk } = useVisitor();
  const { t } = useTranslation();
  const busy = state.call !== null;
  const keepsTrying = screen.cause === 'cannot-write';
  useEffect(() => {
    if (!keepsTrying || busy) return;
    const timer = window.setTimeout(() => dispatch({ type: 'retry' }), TRY_AGAIN_MS);
    return () => window.clearTimeout(timer);
  }, [keepsTrying, busy, dispatch]);
  return (
    <Shell back={state.history.length > 0 && (screen.ask.kind === 'code' || screen.ask.kind === 'check-out')}>
      <ScreenHeading screen={keepsTrying ? 'trouble-cannot-write' : `trouble-${state.lastCall}`}>
        {t(`trouble.${screen.cause}Title`)}
      </ScreenHeading>
      <p className="lead">{t(`trouble.${screen.cause}Text`)}</p>
      {keepsTrying && <p className="lead">{t('trouble.keepsTrying')}</p>}
      {screen.ask.kind === 'check-in' && <p className="lead">{t('trouble.answersKept')}</p>}
      <section className="panel" data-color="info">
        <p className="lead">{t('trouble.phone')}</p>
        <p className="panel-title">
          <PhoneIcon /> <span className="spoken-code">{kiosk.phones.reception}</span>
        </p>
      </section>
      <div className="row">
        <BigButton loud grow disabled={busy} onPress={() => dispatch({ type: 'retry' })}>
          {t('go.again')}
        </BigButton>
        <BigButton loud grow variant="secondary" onPress={() => dispatch({ type: 'wiped' })}>
          {t('trouble.stop')}
        </BigButton>
      </div>
    </Shell>
  );
}
