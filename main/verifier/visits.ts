/** Visits beside their kept rows, each looked up: followed from its opening to the event at which its kept row stands. */
import type { Calendar } from './calendar.ts';
import type { Findings } from './findings.ts';
import type { KeptVisit, KeptVisits } from './kept-visits.ts';
import { isRefused, opensVisit, takeVisitStep } from './visit-steps.ts';
import type { VisitEvent, VisitState } from './visit-steps.ts';
import type { VisitHistory } from './visit-history.ts';

interface Followed {
  /** Null: nothing opened it. */
  state: VisitState | null;
  kept: KeptVisit | null;
  /** A step could not be taken: what follows from it is not asked any more. */
  broken: boolean;
}

export interface Visits {
  take(event: VisitEvent): void;
  /** An event of the visit that cannot be read: what follows from it is not known. */
  lose(visitId: string): void;
  /** After the last event. */
  end(to: number): FollowedVisits;
}

export interface FollowedVisits {
  readonly opened: number;
  /** Whose kept row stands at an event that is not there. */
  readonly pending: readonly string[];
}

interface Parts {
  readonly history: VisitHistory;
  readonly kept: KeptVisits;
  readonly calendar: Calendar;
  readonly findings: Findings;
}

export const createVisits = ({ history, kept, calendar, findings }: Parts): Visits => {
  const live = new Map<string, Followed>();
  let opened = 0;

  /** What was there of a visit before an event, without a word about it: its own range has said what was to be said. */
  const before = (visitId: string, seq: number): Followed => ({
    ...history(visitId, seq),
    kept: kept.get(visitId),
  });

  const known = (visitId: string, seq: number, opens: boolean): Followed => {
    const there = live.get(visitId);
    if (there) return there;
    const row = opens ? kept.get(visitId) : null;
    // The kept list says that this event opened it: nothing of it came before, or the list is found to be wrong elsewhere.
    const followed = row?.openedBy === seq ? { state: null, kept: row, broken: false } : before(visitId, seq);
    live.set(visitId, followed);
    return followed;
  };

  const compare = (visit: VisitState, row: KeptVisit | null): void => compareKept(kept, visit, row, findings);

  const settle = (visitId: string, followed: Followed): void => {
    if (followed.state !== null && !followed.broken) compare(followed.state, followed.kept);
    live.delete(visitId);
  };

  return {
    take(event) {
      const followed = known(event.visitId, event.seq, opensVisit(event.type));
      if (followed.broken) return;
      const isNew = followed.state === null;
      const after = takeVisitStep(followed.state, event, calendar);
      if (isRefused(after)) {
        followed.broken = true;
        findings.add(event.seq, 'step', `the visit could not take this step: ${after}`);
      } else {
        followed.state = after;
        if (isNew) opened += 1;
      }
      if (followed.kept?.revision === event.seq) settle(event.visitId, followed);
    },
    lose(visitId) {
      const followed = live.get(visitId);
      if (followed) followed.broken = true;
      else live.set(visitId, { state: null, kept: kept.get(visitId), broken: true });
    },
    end(to) {
      const pending: string[] = [];
      for (const [visitId, followed] of live) {
        if (followed.broken || followed.state === null) continue;
        const revision = followed.kept?.revision;
        if (typeof revision === 'number' && revision > to) pending.push(visitId);
        else compare(followed.state, followed.kept);
      }
      return { opened, pending };
    },
  };
};

const compareKept = (
  kept: KeptVisits,
  visit: VisitState,
  row: KeptVisit | null,
  findings: Findings,
): void => {
  if (row === null) {
    findings.add(visit.openedBy, 'kept-visit', 'the list of visits lacks the visit that it opened');
    return;
  }
  const { columns, presence } = kept.differences(visit, row);
  if (columns.length > 0)
    findings.add(visit.revision, 'kept-visit', `the list of visits says otherwise (${columns.join(', ')})`);
  if (presence !== null)
    findings.add(visit.revision, 'kept-presence', `the list of presences says otherwise (${presence})`);
};

/** Visits whose kept row stands at an event that is not theirs: no range came to it. */
export const judgeUnsettled = (
  visitIds: Iterable<string>,
  kept: KeptVisits,
  history: VisitHistory,
  findings: Findings,
): void => {
  for (const visitId of visitIds) {
    const { state, broken } = history(visitId, Number.MAX_SAFE_INTEGER);
    if (state !== null && !broken) compareKept(kept, state, kept.get(visitId), findings);
  }
};
