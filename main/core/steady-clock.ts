import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { instant, toInstant } from '../../shared/domain/time.ts';
import type { Clock, Log } from './ports.ts';
import { createFacts } from './sync/facts.ts';

const SEEN = 'last-seen-time';
const LEAPT = 'clock-leapt';
/** Steps back up to here are what time servers do: bridged. */
export const BRIDGED_MS = 2 * 60_000;
/** And so far without a word. */
const WORTH_LOGGING_MS = 1000;
const DAY_MS = 86_400_000;
/** A kiosk is looked at every minute: a step ahead of more than this is a clock that was set, or a kiosk that was off for so long. */
export const LEAP_MS = 7 * DAY_MS;
/** A clock that leapt and has gone on so long since, with nobody who minds, is right. */
export const BELIEVED_AFTER_MS = 3 * DAY_MS;
/** That the clock went back is told so long. */
const TOLD_MS = DAY_MS;

/** What people should look at: how far the clock was moved at once, and as of when by the clock as it is followed since. */
export interface ClockDoubt {
  readonly moved: 'ahead' | 'back';
  readonly byMs: number;
  readonly since: number;
}

/** The clock as the kiosk follows it (resources/docs/decisions/0009-the-clock.md and 0018). */
export interface SteadyClock extends Clock {
  /** Time that has gone by, in memory only: never goes back. For what lasts so many minutes, whatever day it is. */
  readonly elapsed: Clock;
  /** Null while there is no reason to ask anybody whether the clock is right. */
  doubt(): ClockDoubt | null;
  /** It leapt ahead and nobody has said that it is right: what cannot be undone waits (closing days, erasing). */
  isDoubtful(): boolean;
  /** A person has looked, and the clock is right as it is. */
  confirm(): void;
  /** Writes the last seen time down, and a leap that is not believed yet, so that the next start knows them. */
  keep(): void;
}

const leap = z.strictObject({ from: instant, to: instant });
interface Leap {
  readonly from: number;
  readonly to: number;
}

/**
 * While the machine's clock stands a little before the last seen time, the last seen time is given. A larger step back is noticed,
 * logged, and followed: the clock had stood ahead, and the last seen time with it. A leap ahead is noticed and followed too, and doubted.
 */
export const createSteadyClock = (db: Database, clock: Clock, log: Log): SteadyClock => {
  const facts = createFacts(db);
  // The log goes forward in time as it does in number.
  const newest = db.prepare<[], string>('SELECT at FROM event ORDER BY seq DESC LIMIT 1').pluck();
  const known = facts.get(SEEN) ?? newest.get() ?? null;
  let seen = known === null ? null : Date.parse(known);
  let leapt = leapOf(facts.get(LEAPT));
  let back: ClockDoubt | null = null;
  let isKept = true;
  /** How far the clock was set back since the start, in all. */
  let setBack = 0;
  let bridging = false;

  const wentBack = (from: number, to: number): void => {
    setBack += from - to;
    back = { moved: 'back', byMs: from - to, since: to };
    // Back to about where it leapt from it is as it was; else it still stands ahead.
    if (leapt !== null) leapt = to < leapt.from + LEAP_MS ? null : { from: leapt.from, to };
  };
  const wentAhead = (from: number, to: number): void => {
    log.write({ event: 'clock-went-ahead', byMs: to - from });
    leapt = { from: leapt?.from ?? from, to };
    back = null;
  };
  const now = (): number => {
    const read = clock.now();
    const before = seen ?? read;
    const byMs = before - read;
    const follows = byMs <= 0 || byMs > BRIDGED_MS;
    if (byMs >= WORTH_LOGGING_MS && !bridging) log.write({ event: 'clock-went-back', byMs });
    bridging = byMs >= WORTH_LOGGING_MS && !follows;
    if (byMs > BRIDGED_MS) wentBack(before, read);
    if (-byMs > LEAP_MS) wentAhead(before, read);
    if (!follows) return before;
    if (read !== seen) isKept = false;
    seen = read;
    if (leapt !== null && read - leapt.to > BELIEVED_AFTER_MS) leapt = null;
    if (back !== null && read - back.since > TOLD_MS) back = null;
    return read;
  };
  return {
    now,
    elapsed: { now: () => now() + setBack },
    doubt: () => (leapt === null ? back : { moved: 'ahead', byMs: leapt.to - leapt.from, since: leapt.to }),
    isDoubtful() {
      now();
      return leapt !== null;
    },
    confirm() {
      leapt = back = null;
      isKept = false;
    },
    keep() {
      if (isKept || seen === null) return;
      const at = toInstant(seen);
      const doubted = leapt && { from: toInstant(leapt.from), to: toInstant(leapt.to) };
      // Together: a last seen time that came of a leap is not to be believed because its doubt was lost.
      db.transaction(() => {
        facts.set(SEEN, at);
        facts.set(LEAPT, JSON.stringify(doubted));
      }).immediate();
      isKept = true;
    },
  };
};

const leapOf = (kept: string | null): Leap | null => {
  if (kept === null) return null;
  const parsed = leap.nullable().parse(JSON.parse(kept));
  return parsed && { from: Date.parse(parsed.from), to: Date.parse(parsed.to) };
};
