/** The keys of visits, outings and gifts, and the names that they lie under. */
import type { Database } from 'better-sqlite3';
import type { Findings } from './findings.ts';

type Raw = readonly unknown[];

const NAMELESS = `
  SELECT k.visit_id, k.kind, k.key_name, n.name IS NULL FROM visit_key AS k LEFT JOIN key_name AS n ON n.name = k.key_name
  WHERE n.name IS NULL OR n.kind <> k.kind`;
const DESTROYED = `
  SELECT k.visit_id, k.kind, k.key_name FROM visit_key AS k JOIN key_name AS n ON n.name = k.key_name
  WHERE k.wrapped IS NOT NULL AND n.destroyed_at IS NOT NULL`;
const NOBODYS = `
  SELECT k.visit_id, k.kind FROM visit_key AS k
  WHERE NOT EXISTS (SELECT 1 FROM visit AS v WHERE v.visit_id = k.visit_id)
    AND NOT EXISTS (SELECT 1 FROM event AS e WHERE e.visit_id = k.visit_id AND e.commitment IS NOT NULL)`;

export const judgeVisitKeys = (db: Database, findings: Findings): void => {
  const newest = db.prepare<[string], number | null>('SELECT max(seq) FROM event WHERE visit_id = ?').pluck();
  const seqOf = (visitId: unknown): number => newest.get(String(visitId)) ?? 0;
  const rows = (sql: string): IterableIterator<Raw> => db.prepare<[], Raw>(sql).raw().iterate();
  for (const [visitId, kind, name] of rows(NAMELESS))
    findings.add(
      seqOf(visitId),
      'key-name',
      `the key of its visit («${String(kind)}») lies under «${String(name)}», which is no key of that kind`,
    );
  for (const [visitId, kind, name] of rows(DESTROYED))
    findings.add(
      seqOf(visitId),
      'key-destroyed',
      `the key of its visit («${String(kind)}») is not erased, but «${String(name)}» under which it lies was destroyed`,
    );
  for (const [visitId, kind] of rows(NOBODYS))
    findings.add(
      seqOf(visitId),
      'key-extra',
      `there is a key («${String(kind)}») for «${String(visitId)}», of which no event has sealed fields`,
    );
};
