import { nobodyHere, type Ask, type Screen, type State } from './state.ts';

/** To a screen from which Back leads here again. */
export const go = (state: State, screen: Screen, change: Partial<State> = {}): State => ({
  ...state,
  screen,
  history: [state.screen, ...state.history],
  ...change,
});

/** To a screen with no way back over it; what was personal is forgotten. */
export const end = (state: State, screen: Screen): State => ({
  ...state,
  screen,
  history: [],
  visit: null,
  gift: null,
  call: null,
});

export const ask = (state: State, what: Ask): State => ({
  ...state,
  call: { id: state.lastCall + 1, ask: what },
  lastCall: state.lastCall + 1,
});

/** A new person: nothing of the one before, but the language and text size that were just chosen. */
export const startAgain = (state: State): State => ({
  ...nobodyHere(state.lastCall, state.home),
  language: state.language,
  textSize: state.textSize,
});

/** Sent, these may already be done: the way on is their answer, never back over them. */
const DONE_ONCE: readonly Ask['kind'][] = ['check-in', 'resident', 'gift', 'illness'];
export const isDoneOnce = ({ kind }: Ask): boolean => DONE_ONCE.includes(kind);
