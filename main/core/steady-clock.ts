import type { Database } from 'better-sqlite3';
import { toInstant } from '../../shared/domain/time.ts';
import type { Clock, Log } from './ports.ts';

const FACT = 'last-seen-time';
/** Steps back up to here are what time servers do: bridged. */
export const BRIDGED_MS = 2 * 60_000;
/** And so far without a word. */
const WORTH_LOGGING_MS = 1000;

/** The clock as the kiosk follows it (resources/docs/decisions/0009-the-clock.md). */
export interface SteadyClock extends Clock {
  /** Time that has gone by, in memory only: never goes back. For what lasts so many minutes, whatever day it is. */
  readonly elapsed: Clock;
  /** Writes the last seen time down, so that the next start knows it. */
  keep(): void;
}

/**
 * While the machine's clock stands a little before the last seen time, the last seen time is given. A larger step back is noticed,
 * logged, and followed: the clock had stood ahead, and the last seen time with it.
 */
export const createSteadyClock = (db: Database, clock: Clock, log: Log): SteadyClock => {
  const known = db
    .prepare<[string], { at: string | null }>(
      'SELECT coalesce((SELECT value FROM fact WHERE name = ?), (SELECT max(at) FROM event)) AS at',
    )
    .get(FACT);
  const write = db.prepare<[string, string]>(
    'INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  let seen = Date.parse(known?.at ?? toInstant(0));
  let kept = seen;
  /** How far the clock was set back since the start, in all. */
  let setBack = 0;
  let bridging = false;
  const now = (): number => {
    const read = clock.now();
    const byMs = seen - read;
    const follows = byMs <= 0 || byMs > BRIDGED_MS;
    if (byMs > BRIDGED_MS) setBack += byMs;
    if (byMs >= WORTH_LOGGING_MS && !bridging) log.write({ event: 'clock-went-back', byMs });
    bridging = byMs >= WORTH_LOGGING_MS && !follows;
    if (follows) seen = read;
    return seen;
  };
  return {
    now,
    elapsed: { now: () => now() + setBack },
    keep() {
      if (seen === kept) return;
      write.run(FACT, toInstant(seen));
      kept = seen;
    },
  };
};
