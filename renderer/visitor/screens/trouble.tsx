import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../shared/flow/index.ts';
import { BigButton, PhoneIcon, ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** The core gave no answer: said calmly, with three ways on. */
export function Trouble({ screen }: { screen: Extract<Screen, { at: 'trouble' }> }) {
  const { state, dispatch, kiosk } = useVisitor();
  const { t } = useTranslation();
  const busy = state.call !== null;
  return (
    <Shell back={state.history.length > 0 && (screen.ask.kind === 'code' || screen.ask.kind === 'check-out')}>
      <ScreenHeading screen={`trouble-${state.lastCall}`}>{t(`trouble.${screen.cause}Title`)}</ScreenHeading>
      <p className="lead">{t(`trouble.${screen.cause}Text`)}</p>
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
