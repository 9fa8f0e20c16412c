/** Puts the reports of all jobs together, those of ranges in the order of their events. */
import type { Findings } from './findings.ts';
import type { JobReport } from './jobs.ts';
import type { StoryEvent } from './range.ts';
import type { SealedCounts } from './sealed.ts';

export interface Tally {
  take(index: number, report: JobReport): void;
  readonly sealed: Readonly<SealedCounts>;
  /** How many visits the events opened. */
  opened(): number;
  /** Visits whose kept row stands at an event that is not theirs, so that no range came to compare it. */
  unsettled(): Iterable<string>;
}

export const createTally = (findings: Findings, tell: (event: StoryEvent) => void): Tally => {
  const sealed = { opened: 0, closed: 0, erased: 0 };
  const pending = new Set<string>();
  const waiting = new Map<number, JobReport>();
  let opened = 0;
  let next = 0;

  const add = (report: JobReport): void => {
    for (const { seq, code, text } of report.findings) findings.add(seq, code, text);
    if (report.is !== 'range') return;
    sealed.opened += report.sealed.opened;
    sealed.closed += report.sealed.closed;
    sealed.erased += report.sealed.erased;
    opened += report.visits.opened;
    for (const visitId of report.visits.settled) pending.delete(visitId);
    for (const visitId of report.visits.pending) pending.add(visitId);
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
    opened: () => opened,
    unsettled: () => pending,
  };
};
