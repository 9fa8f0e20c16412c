import type { Database } from 'better-sqlite3';
import type { Settings } from '../../../shared/domain/settings.ts';
import type { Bookings } from '../bookings/store.ts';
import type { Protocol } from '../protocol/types.ts';

/** What tracing works with. */
export interface TracingParts {
  readonly db: Database;
  readonly protocol: Protocol;
  readonly settings: Settings;
  readonly bookings: Bookings;
}
