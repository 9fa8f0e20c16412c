import type { Database } from 'better-sqlite3';
import { toInstant } from '../../shared/domain/time.ts';
import type { Clock } from './ports.ts';
import { lockedUntil } from './reception/lockout.ts';

/** No lockout is longer than the longest step: one that ends later was dated by a clock that stood ahead, and is cut to that. */
export const endLockoutsAhead = (db: Database, clock: Clock): void => {
  const longest = lockedUntil(Infinity, clock.now());
  if (longest === null) return;
  const latest = toInstant(longest);
  db.prepare('UPDATE staff SET locked_until = ? WHERE locked_until > ?').run(latest, latest);
};
