/** Keys of visits: those that are gone are accounted for, those that are not lie under a key that is there. */
import type { Database } from 'better-sqlite3';
import type { Cases } from './cases.ts';
import type { Erasures } from './erasures.ts';
import type { Findings } from './findings.ts';

interface Parts {
  readonly db: Database;
  readonly erasures: Erasures;
  readonly cases: Cases;
  readonly findings: Findings;
  /** The last day of a visit as it stood before an event; null where nothing opened it before. */
  readonly lastDayBefore: (visitId: string, seq: number) => string | null;
}

const KINDS = ['all', 'identity', 'contact', 'reason'] as const;
type Raw = readonly unknown[];

/** Erased keys that the newest erasure up to a day does not account for at a glance. */
const UNUSUAL = `
  SELECT k.visit_id, k.kind, n.day, coalesce(v.revision, (SELECT max(seq) FROM event WHERE visit_id = k.visit_id)), v.visit_id IS NULL
  FROM visit_key AS k LEFT JOIN visit AS v ON v.visit_id = k.visit_id LEFT JOIN key_name AS n ON n.name = k.key_name
  WHERE k.wrapped IS NULL AND k.kind = ? AND NOT (coalesce(v.last_day, n.day, '9999') <= ? AND coalesce(v.revision, 0) < ?)
    AND NOT EXISTS (SELECT 1 FROM held_key AS h WHERE h.visit_id = k.visit_id AND h.kind = k.kind)`;
const OF_VISIT = `
  SELECT k.visit_id, k.kind, n.day, coalesce(v.revision, (SELECT max(seq) FROM event WHERE visit_id = k.visit_id)), v.visit_id IS NULL
  FROM visit_key AS k LEFT JOIN visit AS v ON v.visit_id = k.visit_id LEFT JOIN key_name AS n ON n.name = k.key_name
  WHERE k.visit_id = ? AND k.wrapped IS NULL
    AND NOT EXISTS (SELECT 1 FROM held_key AS h WHERE h.visit_id = k.visit_id AND h.kind = k.kind)`;

export const judgeErasedKeys = ({ db, erasures, cases, findings, lastDayBefore }: Parts): void => {
  const judge = ([id, ofKind, keyDay, revision, isNoVisit]: Raw): void => {
    const visitId = String(id);
    const kind = String(ofKind);
    let whileHeld = false;
    for (const { seq, upTo } of erasures.of(visitId, kind)) {
      // Of outings and gifts it counts from the day of their key.
      const lastDay = isNoVisit === 1 ? String(keyDay) : upTo === null ? '' : lastDayBefore(visitId, seq);
      if (upTo !== null && (lastDay === null || lastDay > upTo)) continue;
      if (!cases.heldAt(visitId, seq)) return;
      whileHeld = true;
    }
    const which = `the key of its visit («${kind}»)`;
    if (whileHeld)
      findings.add(Number(revision) || 0, 'erased-while-held', `${which} was erased while a case held it`);
    else
      findings.add(
        Number(revision) || 0,
        'erased-unaccounted',
        `${which} is gone, and no event says that it was erased`,
      );
  };

  const unusual = db.prepare<[string, string, number], Raw>(UNUSUAL).raw();
  for (const kind of KINDS) {
    const newest = erasures.newestOf(kind);
    for (const row of unusual.all(kind, newest?.upTo ?? '', newest?.seq ?? 0)) judge(row);
  }
  const ofVisit = db.prepare<[string], Raw>(OF_VISIT).raw();
  for (const visitId of cases.everHeld()) for (const row of ofVisit.all(visitId)) judge(row);
};
