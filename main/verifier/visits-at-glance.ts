/** Visits of a range of events, each followed from its opening, or from what earlier ranges had of it, to the event at which its kept row stands: there it is added up. */
import type { Calendar } from './calendar.ts';
import type { Findings } from './findings.ts';
import type { Glance } from './glance.ts';
import { textOfVisit } from './kept-visits.ts';
import { createPile } from './sums.ts';
import type { Sum } from './sums.ts';
import { isRefused, opensVisit, takeVisitStep } from './visit-steps.ts';
import type { VisitEvent } from './visit-steps.ts';
import type { VisitBefore, VisitHistory } from './visit-history.ts';

export interface VisitsOfRange {
  /** The event that opened the visit; null where that is not known. */
  take(event: VisitEvent): number | null;
  /** Whether it is known without a look-up that the event is the visit's newest so far. */
  isNewest(visitId: string, seq: number): boolean;
  /** An event of the visit that cannot be read: what follows from it is not known. */
  lose(visitId: string): void;
  end(): AddedUp;
}
export interface AddedUp {
  readonly sum: Sum;
  /** The kept lists have to be looked at row by row, whatever the sums say. */
  readonly isUnsure: boolean;
}

interface Parts {
  readonly history: VisitHistory;
  readonly glance: Glance;
  readonly calendar: Calendar;
  readonly findings: Findings;
  readonly salt: string;
}

const FRESH: VisitBefore = { state: null, broken: false };

export const followVisits = ({ history, glance, calendar, findings, salt }: Parts): VisitsOfRange => {
  const live = new Map<string, VisitBefore>();
  const pile = createPile(salt);
  let isUnsure = false;
  const revisionOf = (openedBy: number): number => glance.revisions[openedBy] ?? 0;

  return {
    take(event) {
      const { visitId, seq } = event;
      // The kept list says that this event opened a visit: nothing of it came before, or the sums differ.
      const isFresh = opensVisit(event.type) && revisionOf(seq) > 0;
      const before = live.get(visitId) ?? (isFresh ? FRESH : history(visitId, seq));
      const state = before.broken ? 'broken' : takeVisitStep(before.state, event, calendar);
      if (isRefused(state)) {
        isUnsure = true;
        live.set(visitId, { ...before, broken: true });
        if (!before.broken) findings.add(seq, 'step', `the visit could not take this step: ${state}`);
        return before.state?.openedBy ?? null;
      }
      const revision = revisionOf(state.openedBy);
      if (revision > seq) {
        if (before.state !== state || !live.has(visitId)) live.set(visitId, { state, broken: false });
      } else {
        // It stands at an event that is not the visit's newest, or nowhere.
        if (revision < seq) isUnsure = true;
        else pile.add(textOfVisit(state, calendar));
        live.delete(visitId);
      }
      return state.openedBy;
    },
    isNewest: (visitId, seq) => live.get(visitId)?.state?.revision === seq,
    lose(visitId) {
      isUnsure = true;
      live.set(visitId, { state: live.get(visitId)?.state ?? null, broken: true });
    },
    end: () => ({ sum: pile.sum(), isUnsure }),
  };
};
