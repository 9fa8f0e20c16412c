import type { Database } from 'better-sqlite3';
import { caseKeyName } from '../keys/names.ts';
import type { DayKeys } from '../protocol/daykeys.ts';
import type { DayKeyOpener } from '../protocol/types.ts';

/** Every key that opens for this session: the kiosk's own open days, and what the lead's key opens. Each is opened once, not once a visit. */
export const keysAtHand = async (
  db: Database,
  dayKeys: DayKeys,
  opener: DayKeyOpener | null,
): Promise<ReadonlyMap<string, Buffer>> => {
  const names = db
    .prepare<[], string>(
      `SELECT name FROM key_name WHERE destroyed_at IS NULL
         AND EXISTS (SELECT 1 FROM visit_key WHERE key_name = name AND wrapped IS NOT NULL)`,
    )
    .pluck()
    .all();
  const cases = db.prepare<[], string>('SELECT DISTINCT case_id FROM held_key').pluck().all();
  const keys = new Map<string, Buffer>();
  for (const name of [...names, ...cases.map(caseKeyName)]) {
    const key = dayKeys.open(name) ?? (await opener?.open(name)) ?? null;
    if (key !== null) keys.set(name, key);
  }
  return keys;
};
