/** Something is left at the door (P12, S0:921-957): what it is, from whom and to whom if they like, clean hands, a code to write on it. */
import type { GiftAnswer } from '../api/kiosk.ts';
import { ask, end, go } from './moves.ts';
import type { State } from './state.ts';

export type GiftEvent =
  | { type: 'delivering' }
  | { type: 'gift-kind-chosen'; kind: 'gift' | 'goods' }
  /** Null: would rather not say. */
  | { type: 'gift-from-given'; name: string | null }
  | { type: 'gift-to-given'; name: string | null }
  /** `attempt` is a new random UUID. */
  | { type: 'gift-hands-clean'; attempt: string }
  | { type: 'gift-answered'; call: number; answer: GiftAnswer };

export const giftReduced = (state: State, event: GiftEvent): State => {
  const { screen, gift } = state;
  switch (event.type) {
    case 'delivering':
      return screen.at === 'attract' ? go(state, { at: 'gift-kind' }) : state;
    case 'gift-kind-chosen':
      if (screen.at !== 'gift-kind') return state;
      return go(state, { at: 'gift-from' }, { gift: { kind: event.kind, from: gift?.from ?? null } });
    case 'gift-from-given': {
      if (screen.at !== 'gift-from' || gift === null) return state;
      // Goods are for the house: there is nobody to ask for.
      const next =
        gift.kind === 'gift' ? ({ at: 'gift-to' } as const) : ({ at: 'gift-hands', to: null } as const);
      return go(state, next, { gift: { ...gift, from: event.name } });
    }
    case 'gift-to-given':
      return screen.at === 'gift-to' ? go(state, { at: 'gift-hands', to: event.name }) : state;
    case 'gift-hands-clean':
      if (screen.at !== 'gift-hands' || gift === null) return state;
      return ask(
        { ...go(state, { at: 'sending' }), history: [] },
        {
          kind: 'gift',
          request: {
            attempt: event.attempt,
            kind: gift.kind,
            visitorName: gift.from,
            residentName: screen.to,
          },
        },
      );
    case 'gift-answered':
      return state.call?.id === event.call ? end(state, { at: 'gift-label', answer: event.answer }) : state;
  }
};
