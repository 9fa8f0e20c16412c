import { useEffect, useEffectEvent, type Dispatch } from 'react';
import { idleRule, type FlowEvent, type IdleSettings, type State } from '../../shared/flow/index.ts';

const TOUCHES = ['pointerdown', 'keydown', 'input', 'wheel'] as const;

/** Warns when nobody has touched the screen for as long as its rule says. Any touch starts it again. */
export const useIdle = (state: State, settings: IdleSettings, dispatch: Dispatch<FlowEvent>) => {
  const rule = idleRule(state, settings);
  const seconds = rule?.after ?? null;
  const overdue = useEffectEvent(() => dispatch({ type: rule?.warn === true ? 'idle-warned' : 'wiped' }));
  useEffect(() => {
    if (seconds === null || state.idleWarned) return;
    let timer = 0;
    const again = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(overdue, seconds * 1000);
    };
    again();
    for (const touch of TOUCHES) document.addEventListener(touch, again, { capture: true, passive: true });
    return () => {
      window.clearTimeout(timer);
      for (const touch of TOUCHES) document.removeEventListener(touch, again, { capture: true });
    };
  }, [seconds, state.idleWarned, state.screen]);
};
