import { useEffect, useLayoutEffect, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { nobodyHere, reduce, type State } from '../../shared/flow/index.ts';
import { ErrorBoundary } from '../components/index.ts';
import { listenForWedge } from '../scanner/index.ts';
import { HelpDialog } from './help-dialog.tsx';
import { IdleDialog } from './idle-dialog.tsx';
import { CurrentScreen } from './current-screen.tsx';
import { BrokenScreen, NotReadyScreen } from './screens/not-ready.tsx';
import { useAdvice, useCalls, useDecision, useKiosk } from './use-core.ts';
import { useIdle } from './use-idle.ts';
import { useSteadyHand } from './use-steady-hand.ts';
import { VisitorContext } from './visitor-context.ts';

/** Until the core has said its own. */
const IDLE = { warnAfterSeconds: 60, wipeAfterSeconds: 30 };

/**
 * React keeps the state before this one until it renders again, and with nobody here nothing would make it: the last visitor's name
 * and answers would lie in memory until the next one comes.
 */
const useForgetting = (state: State) => {
  const [, renderAgain] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    if (state.screen.at === 'attract') renderAgain();
  }, [state]);
};

/** The visitor's page: the flow, what it asks of the core, and the screen it is at. */
export function Door() {
  const [state, dispatch] = useReducer(reduce, undefined, () => nobodyHere());
  const { i18n } = useTranslation();
  const { kiosk, trouble, restart } = useKiosk();
  const advice = useAdvice(state.visit !== null);
  const outOfTouch = useDecision(state, dispatch);
  useCalls(state, dispatch);
  useForgetting(state);
  useSteadyHand(state);
  useIdle(state, kiosk?.idle ?? IDLE, dispatch);

  useEffect(
    () => listenForWedge(document, (code) => dispatch({ type: 'code-shown', code, via: 'scanner' })),
    [],
  );
  const home = kiosk?.language ?? null;
  useLayoutEffect(() => {
    if (home !== null) dispatch({ type: 'house-known', language: home });
  }, [home]);
  useLayoutEffect(() => {
    document.documentElement.lang = state.language;
    void i18n.changeLanguage(state.language);
  }, [i18n, state.language]);
  useLayoutEffect(() => {
    document.documentElement.dataset.text = String(state.textSize);
  }, [state.textSize]);

  if (kiosk === null || restart) return <NotReadyScreen trouble={trouble} restart={restart} kiosk={kiosk} />;
  return (
    <VisitorContext value={{ state, dispatch, kiosk, advice, outOfTouch }}>
      <ErrorBoundary fallback={<BrokenScreen />}>
        <CurrentScreen />
        {state.help !== null && <HelpDialog help={state.help} />}
        {state.idleWarned && <IdleDialog />}
      </ErrorBoundary>
    </VisitorContext>
  );
}
