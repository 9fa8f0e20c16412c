import type { Database } from 'better-sqlite3';
import type { Settings } from '../../../shared/domain/settings.ts';
import type { Bookings } from '../bookings/store.ts';
import type { Attempts } from '../checkin/attempts.ts';
import type { Rulebook } from '../policy/index.ts';
import type { Protocol } from '../protocol/types.ts';

/** What reception works with. */
export interface ReceptionParts {
  readonly db: Database;
  readonly protocol: Protocol;
  readonly settings: Settings;
  readonly bookings: Bookings;
  readonly attempts: Attempts;
  readonly rulebook: Rulebook;
}
