import { createContext, useContext, type Dispatch } from 'react';
import type { Advice, KioskState } from '../../shared/api/kiosk.ts';
import type { FlowEvent, State } from '../../shared/flow/index.ts';

/** What every screen of the visitor may look at, and the one way to say that something happened. */
export interface Visitor {
  readonly state: State;
  readonly dispatch: Dispatch<FlowEvent>;
  readonly kiosk: KioskState;
  /** Null until it has come, or when it could not be had. */
  readonly advice: readonly Advice[] | null;
  /** The decision on the screen may be old: the core is not reached. */
  readonly outOfTouch: boolean;
}

export const VisitorContext = createContext<Visitor | null>(null);

export const useVisitor = (): Visitor => {
  const visitor = useContext(VisitorContext);
  if (visitor === null) throw new Error('outside the door');
  return visitor;
};
