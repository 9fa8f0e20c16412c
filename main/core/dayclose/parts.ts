import type { Database } from 'better-sqlite3';
import type { Log } from '../ports.ts';
import type { Protocol } from '../protocol/types.ts';
import type { NightlyTimes } from '../sync/schedule.ts';

/** What closing time and the close of a day work with. */
export interface DayParts {
  readonly db: Database;
  readonly protocol: Protocol;
  /** Of the institution. */
  readonly zone: string;
  /** When visits end for the day (`settings.closesAt`). */
  readonly closing: NightlyTimes;
  readonly log: Log;
}
