/** Whose time is over. It counts from the last day of a visit; of outings and gifts from the day of the key that they lie under. */
import type { Database } from 'better-sqlite3';
import { SEALED_KINDS, type SealedKind } from '../../../shared/domain/events.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { addDays } from '../../../shared/domain/time.ts';
import type { FieldKey } from './fields.ts';

export interface Due {
  readonly kind: SealedKind;
  /** Kept so many days after the last one. */
  readonly days: number;
  /** Whoever's last day is this or earlier is erased. */
  readonly upTo: string;
}

/** What was sealed before there were kinds says who it is, so it goes with what says that. */
export const daysOf = (retention: Settings['retention']): Record<SealedKind, number> => ({
  all: retention.identityDays,
  identity: retention.identityDays,
  contact: retention.contactDays,
  reason: retention.reasonDays,
});

export const dueOn = (today: string, retention: Settings['retention']): Due[] => {
  const days = daysOf(retention);
  return SEALED_KINDS.map((kind) => ({ kind, days: days[kind], upTo: addDays(today, -days[kind] - 1) }));
};

interface Found {
  readonly visit_id: string;
  readonly key_name: string;
}

export interface DueKeys {
  /** At most so many, from key to key in the order of their names; `after`: where the last slice ended. Held ones and people who are still here are passed over. */
  next(
    due: Due,
    after: Cursor,
    most: number,
  ): { readonly keys: readonly FieldKey[]; readonly after: Cursor | null };
  /** Names of day keys of a kind that are due and that no visit lies under any more. */
  emptyNames(due: Due): string[];
}
export interface Cursor {
  readonly name: string;
  readonly visitId: string;
}
export const START: Cursor = { name: '', visitId: '' };

/**
 * `isKept`: a case that holds the visit has no key of this kind, so that the visit's own is needed. Reads the keys that are not erased, not
 * the visits: they are as many after ten years as after one.
 */
export const createDueKeys = (db: Database, isKept: (key: FieldKey) => boolean): DueKeys => {
  const some = db.prepare<[Due & { name: string; visitId: string; most: number }], Found>(
    `SELECT k.visit_id, k.key_name FROM visit_key AS k INDEXED BY visit_key_by_name
     JOIN key_name AS n ON n.name = k.key_name LEFT JOIN visit AS v ON v.visit_id = k.visit_id
     WHERE k.wrapped IS NOT NULL AND (k.key_name, k.visit_id) > (@name, @visitId) AND k.kind = @kind
       AND CASE WHEN v.visit_id IS NULL THEN n.day <= @upTo ELSE v.last_day <= @upTo AND v.state NOT IN ('waiting', 'inside') END
       AND NOT EXISTS (SELECT 1 FROM outing WHERE outing_id = k.visit_id AND back IS NULL)
     ORDER BY k.key_name, k.visit_id LIMIT @most`,
  );
  const emptyNames = db
    .prepare<[Due], string>(
      `SELECT name FROM key_name WHERE kind = @kind AND day <= @upTo AND destroyed_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM visit_key WHERE key_name = name AND wrapped IS NOT NULL) ORDER BY name`,
    )
    .pluck();
  return {
    next(due, after, most) {
      const found = some.all({ ...due, ...after, most });
      const last = found.length < most ? undefined : found.at(-1);
      return {
        keys: found
          .map(({ visit_id: visitId }) => ({ visitId, kind: due.kind }))
          .filter((key) => !isKept(key)),
        after: last === undefined ? null : { name: last.key_name, visitId: last.visit_id },
      };
    },
    emptyNames: (due) => emptyNames.all(due),
  };
};
