/** Somebody has fallen ill after a visit (T2, S0:489-490): the receipt code, since when, thanks. No name, no number, no account. */
import { ask, end, go } from './moves.ts';
import type { State } from './state.ts';

export type IllnessEvent =
  | { type: 'fell-ill' }
  | { type: 'ill-code-given'; receipt: string }
  /** A calendar day. */
  | { type: 'ill-since'; day: string }
  | { type: 'illness-answered'; call: number };

export const illnessReduced = (state: State, event: IllnessEvent): State => {
  const { screen } = state;
  switch (event.type) {
    case 'fell-ill':
      return screen.at === 'attract' ? go(state, { at: 'ill-code' }) : state;
    case 'ill-code-given':
      return screen.at === 'ill-code' ? go(state, { at: 'ill-day', receipt: event.receipt }) : state;
    case 'ill-since':
      if (screen.at !== 'ill-day') return state;
      return ask(
        { ...go(state, { at: 'sending' }), history: [] },
        { kind: 'illness', request: { receipt: screen.receipt, symptomsFrom: event.day } },
      );
    case 'illness-answered':
      return state.call?.id === event.call ? end(state, { at: 'ill-thanks', heard: true }) : state;
  }
};
