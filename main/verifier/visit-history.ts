/** A visit as it stood before some event, followed anew from its events: for the few that are asked about out of order. */
import { BODIES } from './bodies.ts';
import type { Calendar } from './calendar.ts';
import { parsed } from './canonical.ts';
import type { Rows } from './rows.ts';
import { isRefused, takeVisitStep } from './visit-steps.ts';
import type { VisitState } from './visit-steps.ts';

/** `broken`: a step could not be read or taken, and what comes after it is not known. */
export interface VisitBefore {
  readonly state: VisitState | null;
  readonly broken: boolean;
}
export type VisitHistory = (visitId: string, seq: number) => VisitBefore;

export const createVisitHistory =
  (rows: Rows, calendar: Calendar): VisitHistory =>
  (visitId, seq) => {
    let state: VisitState | null = null;
    for (const row of rows.ofBefore(visitId, seq)) {
      const body = parsed(row.body);
      if (BODIES[row.type]?.[row.version]?.matches(body) !== true) return { state, broken: true };
      const after = takeVisitStep(state, { ...row, visitId, body }, calendar);
      if (isRefused(after)) return { state, broken: true };
      state = after;
    }
    return { state, broken: false };
  };
