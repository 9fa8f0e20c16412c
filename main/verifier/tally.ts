/** Puts the reports of all jobs together, those of ranges in the order of their events. */
import type { Findings } from './findings.ts';
import type { JobReport } from './jobs.ts';
import type { StoryEvent } from './range.ts';
import type { SealedCounts } from './sealed.ts';
import { isSame, NOTHING, together } from './sums.ts';

export interface Tally {
  take(index: number, report: JobReport): void;
  readonly sealed: Readonly<SealedCounts>;
  /** Whether the kept lists of visits and presences are those that follow from the events, as far as their sums tell. */
  keptAgree(): boolean;
}

export const createTally = (findings: Findings, tell: (event: StoryEvent) => void): Tally => {
  const sealed = { opened: 0, closed: 0, erased: 0 };
  const waiting = new Map<number, JobReport>();
  let kept = NOTHING;
  let followed = NOTHING;
  let isUnsure = false;
  let next = 0;

  const add = (report: JobReport): void => {
    for (const { seq, code, text } of report.findings) findings.add(seq, code, text);
    if (report.is === 'database') {
      kept = together(kept, report.kept);
      return;
    }
    followed = together(followed, report.visits.sum);
    isUnsure ||= report.visits.isUnsure;
    sealed.opened += report.sealed.opened;
    sealed.closed += report.sealed.closed;
    sealed.erased += report.sealed.erased;
    for (const event of report.story) tell(event);
  };

  return {
    take(index, report) {
      waiting.set(index, report);
      for (let one = waiting.get(next); one; one = waiting.get(next)) {
        waiting.delete(next);
        next += 1;
        add(one);
      }
    },
    sealed,
    keptAgree: () => !isUnsure && isSame(kept, followed),
  };
};
