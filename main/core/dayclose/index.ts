/** Closing time and the close of a day, by themselves and made up for: nothing here is in the way of a visitor at the door. */
import type { Database } from 'better-sqlite3';
import { toInstant } from '../../../shared/domain/time.ts';
import { faultOf } from '../api/errors.ts';
import { emptyLog } from '../db/empty-log.ts';
import type { Clock } from '../ports.ts';
import { realTimer, type Timer } from '../protocol/changes.ts';
import { createFacts } from '../sync/facts.ts';
import { createSchedule, nightlyTimes } from '../sync/schedule.ts';
import { closeDays } from './closed-days.ts';
import { closeOldQuestions, letGoOfWaiting } from './left-open.ts';
import type { DayParts } from './parts.ts';
import { forgetPastBookings } from './past-bookings.ts';
import { sweep } from './sweep.ts';

export { checkKept } from './check-kept.ts';

/** A part of the close, by the name that the log has for it. Done again it does nothing more. */
export interface CloseStep {
  readonly name: string;
  readonly run: () => unknown;
}

export interface DayClose {
  /** Closing time, now. How many were swept; null: it failed, and is tried again. */
  sweep(): Promise<number | null>;
  /** Every step of the close of the days before today, in order. Whether all went well. */
  closeDays(): Promise<boolean>;
  /** Begins both by themselves; what was missed is made up for at once. */
  start(): void;
  /** Before the database is closed. */
  close(): Promise<void>;
}

export interface DayCloseParts extends Omit<DayParts, 'closing'> {
  readonly clock: Clock;
  /** `HH:MM`, of the institution. */
  readonly closesAt: string;
  /** What other parts of the core do when the days are closed, after bookings are forgotten and before the log is emptied. */
  readonly steps: readonly CloseStep[];
  /** Nothing is closed by itself while this is so: the clock is in doubt (0018). */
  readonly waits?: () => boolean;
  readonly timer?: Timer;
}

const SWEPT_AT = 'swept-at';
const CLOSED_AT = 'days-closed-at';

export const openDayClose = (given: DayCloseParts): DayClose => {
  const { db, protocol, zone, clock, log, timer = realTimer, waits = () => false } = given;
  const closing = nightlyTimes(given.closesAt, zone);
  const parts: DayParts = { db, protocol, zone, closing, log };
  const facts = createFacts(db);
  let isClosing = false;
  /** One at a time: both sweep. */
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = before.then(work);
    before = mine.catch(() => undefined);
    return mine;
  };

  const steps: readonly CloseStep[] = [
    { name: 'sweep', run: () => sweep(parts) },
    { name: 'waiting', run: () => letGoOfWaiting(parts) },
    { name: 'questions', run: () => closeOldQuestions(parts) },
    { name: 'today', run: () => protocol.ensureDayKey() },
    { name: 'keys', run: () => protocol.closePastDays() },
    { name: 'days', run: () => closeDays(parts) },
    { name: 'head', run: () => protocol.signHead() },
    { name: 'bookings', run: () => forgetPastBookings(parts) },
    ...given.steps,
    { name: 'log', run: () => emptiedLog(db) },
  ];

  /** What came of it; null where it failed, which is logged. */
  const tried = async <T>(name: string, work: () => T | Promise<T>): Promise<{ came: T } | null> => {
    if (isClosing) return null;
    try {
      return { came: await work() };
    } catch (thrown) {
      const error = thrown instanceof Error ? faultOf(thrown) : 'unknown';
      log.write({ event: 'day-close-failed', step: name, error });
      return null;
    }
  };
  const keep = (fact: string, at: number): void => facts.set(fact, toInstant(at));
  const kept = (fact: string): number | null => {
    const at = facts.get(fact);
    return at === null ? null : Date.parse(at);
  };

  const sweepNow = () =>
    inTurn(async () => {
      const began = clock.now();
      const swept = await tried('closing-time', () => sweep(parts));
      const isKept = swept && (await tried('closing-time', () => keep(SWEPT_AT, began)));
      return isKept && swept.came;
    });
  /** One step that fails keeps no other back. */
  const closeNow = () =>
    inTurn(async () => {
      const began = clock.now();
      let allWell = true;
      for (const { name, run } of steps) allWell = (await tried(name, run)) !== null && allWell;
      return allWell && (await tried('done', () => keep(CLOSED_AT, began))) !== null;
    });

  const schedules = [
    createSchedule({
      times: closing,
      clock,
      timer,
      lastSuccess: () => kept(SWEPT_AT),
      run: async () => !waits() && (await sweepNow()) !== null,
    }),
    createSchedule({
      times: nightlyTimes('00:00', zone),
      clock,
      timer,
      lastSuccess: () => kept(CLOSED_AT),
      run: async () => !waits() && (await closeNow()),
    }),
  ];
  return {
    sweep: sweepNow,
    closeDays: closeNow,
    start: () => schedules.forEach((schedule) => schedule.start()),
    close: async () => {
      isClosing = true;
      schedules.forEach((schedule) => schedule.stop());
      await before;
    },
  };
};

/** What was forgotten tonight is not to linger in the log: where somebody reads meanwhile it is tried again. */
const emptiedLog = (db: Database): void => {
  if (!emptyLog(db)) throw new Error('somebody reads the database');
};
