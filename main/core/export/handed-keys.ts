import type { Database } from 'better-sqlite3';
import { addDays } from '../../../shared/domain/time.ts';
import type { DayKeyOpener, Protocol } from '../protocol/types.ts';
import type { OpenedKeys } from './sources/reader.ts';
import { LONGEST_DAYS } from './sources/visits.ts';

/**
 * The keys that open who visited since a day, for the thread that writes: those that the kiosk or whoever exports can open. Keys of
 * reasons are not among them, nor of cases: neither stands in a table of visits. What is still open moves on to later days' keys, so there is no last day.
 */
export const handedKeys = async (
  db: Database,
  protocol: Pick<Protocol, 'dayKeys'>,
  from: string,
  opener: DayKeyOpener | null,
): Promise<OpenedKeys> => {
  const names = db
    .prepare<[string], string>(
      `SELECT name FROM key_name WHERE kind IN ('all', 'identity', 'contact') AND day >= ? AND destroyed_at IS NULL
         AND EXISTS (SELECT 1 FROM visit_key WHERE key_name = name AND wrapped IS NOT NULL)`,
    )
    .pluck()
    .all(addDays(from, -LONGEST_DAYS));
  const keys = new Map<string, Uint8Array>();
  for (const name of names) {
    const key = protocol.dayKeys.open(name) ?? (await opener?.open(name)) ?? null;
    // A copy: what is handed over to a thread leaves with all of its buffer, and small ones share theirs.
    if (key !== null) keys.set(name, new Uint8Array(key));
  }
  return keys;
};
