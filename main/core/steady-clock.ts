import type { Database } from 'better-sqlite3';
import { toInstant } from '../../shared/domain/time.ts';
import type { Clock, Log } from './ports.ts';

const FACT = 'last-seen-time';
/** A correction by time synchronisation is smaller: it is bridged without a word. */
const WORTH_LOGGING_MS = 1000;

/** A clock that never runs backwards, also not across a restart (design.md §4). */
export interface SteadyClock extends Clock {
  /** Writes the last seen time down, so that the next start knows it. */
  keep(): void;
}

/** While the machine's clock stands before the last seen time, the last seen time is given; each going back is logged once. */
export const createSteadyClock = (db: Database, clock: Clock, log: Log): SteadyClock => {
  const known = db
    .prepare<[string], { at: string | null }>(
      'SELECT max(value) AS at FROM (SELECT value FROM fact WHERE name = ? UNION ALL SELECT max(at) FROM event)',
    )
    .get(FACT);
  const write = db.prepare<[string, string]>(
    'INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  let seen = Date.parse(known?.at ?? toInstant(0));
  let kept = seen;
  let behind = false;
  return {
    now() {
      const now = clock.now();
      if (now >= seen) {
        seen = now;
        behind = false;
      } else if (!behind && seen - now >= WORTH_LOGGING_MS) {
        behind = true;
        log.write({ event: 'clock-went-back', byMs: seen - now });
      }
      return seen;
    },
    keep() {
      if (seen === kept) return;
      write.run(FACT, toInstant(seen));
      kept = seen;
    },
  };
};
