/** Who looked for people, and why: in the protocol before a name is shown. */
import type { Actor, EventBody, LookupPurpose } from '../../../shared/domain/events.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import type { DayKeyOpener, Protocol } from '../protocol/types.ts';
import type { Span } from './spans.ts';

/** Whoever looks, with what opens past days for them. */
export interface Looker {
  readonly by: Actor;
  readonly opener: DayKeyOpener | null;
}

interface LookUp {
  readonly purpose: LookupPurpose;
  readonly what: EventBody<'tracing.looked-up'>['what'];
  readonly caseId?: string;
  readonly window?: Span;
  /** Visits (of `residents`: residents) whose people are shown. */
  readonly rows: number;
}

/** Inside a transaction. */
export const lookedUp = (
  { append }: Pick<Protocol, 'append'>,
  by: Actor,
  { purpose, what, caseId, window, rows }: LookUp,
): void => {
  append({
    type: 'tracing.looked-up',
    actor: by,
    body: {
      purpose,
      what,
      caseId: caseId ?? null,
      from: window === undefined ? null : toInstant(window.from),
      to: window === undefined ? null : toInstant(window.to),
      rows,
    },
  });
};
