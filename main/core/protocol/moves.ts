/** What is still open when a day is closed moves on: its visit keys are wrapped under the next day's keys. */
import type { Database } from 'better-sqlite3';
import type { SealedKind } from '../../../shared/domain/events.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import type { NamedKey } from './daykeys.ts';
import { unwrapVisitKey, wrapVisitKey } from './keys.ts';
import { VIGIL_OUT_MS } from './project.ts';

/** A visit's key of one kind that is not erased. */
export interface KeyRow {
  readonly visit_id: string;
  readonly kind: SealedKind;
  readonly key_name: string;
  readonly wrapped: Buffer;
}

/**
 * Visits that wait or are inside, vigils that may come back, residents who are out, and whatever a person must still see to. Some stand in it twice:
 * UNION alone would be made by merging, for which SQLite reads every visit in order.
 */
const OPEN_IDS = `
  SELECT visit_id FROM visit WHERE state IN ('waiting', 'inside')
  UNION ALL SELECT visit_id FROM visit WHERE state = 'left' AND last_day >= @since
    AND "left" ->> '$.at' >= @vigilsLeftSince
    AND EXISTS (SELECT 1 FROM event WHERE seq = opened_by AND body ->> '$.permitClass' = 'vigil')
  UNION ALL SELECT outing_id FROM outing WHERE back IS NULL
  UNION ALL SELECT visit_id FROM task WHERE closed_at IS NULL AND visit_id IS NOT NULL`;

export const createMoves = (db: Database) => {
  const openUnder = db.prepare<[{ name: string; since: string; vigilsLeftSince: string }], KeyRow>(
    `SELECT visit_id, kind, key_name, wrapped FROM visit_key
     WHERE key_name = @name AND wrapped IS NOT NULL AND visit_id IN (${OPEN_IDS})`,
  );
  // The row stays as long as it is, or becomes shorter: a longer one would move its neighbours, and leave copies of them (migration 0004).
  const move = db.prepare<[{ name: string; wrapped: Buffer; visitId: string; kind: SealedKind }]>(
    `UPDATE visit_key SET key_name = @name, wrapped = @wrapped,
       room = substr('    ', 1, max(0, length(key_name) + length(room) - length(@name)))
     WHERE visit_id = @visitId AND kind = @kind`,
  );

  /** Under the name of another key; false where the old one does not open it. */
  const rewrap = (row: KeyRow, from: Buffer, to: NamedKey): boolean => {
    const visitKey = unwrapVisitKey(from, row.visit_id, row.key_name, row.wrapped);
    if (!visitKey) return false;
    const wrapped = wrapVisitKey(to.key, row.visit_id, to.name, visitKey);
    move.run({ name: to.name, wrapped, visitId: row.visit_id, kind: row.kind });
    return true;
  };

  return {
    rewrap,
    /** How many visits, outings and gifts moved, and from which keys not all could. Inside a transaction. */
    moveOn(
      names: readonly string[],
      now: string,
      openOf: (name: string) => Buffer | null,
      todays: (kind: SealedKind) => NamedKey | null,
    ): { moved: number; stuck: ReadonlySet<string> } {
      const ms = Date.parse(now) - VIGIL_OUT_MS;
      const since = toInstant(ms - 86_400_000).slice(0, 10);
      const moved = new Set<string>();
      const stuck = new Set<string>();
      for (const name of names) {
        const from = openOf(name);
        if (from === null) continue;
        for (const row of openUnder.all({ name, since, vigilsLeftSince: toInstant(ms) })) {
          const to = todays(row.kind);
          if (to !== null && rewrap(row, from, to)) moved.add(row.visit_id);
          else stuck.add(name);
        }
      }
      return { moved: moved.size, stuck };
    },
  };
};
