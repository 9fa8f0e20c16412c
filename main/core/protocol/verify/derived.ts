/** What is asked of all that hangs on the events: the projection, and rows that point at them. */
import type { Database } from 'better-sqlite3';
import type { Visit } from '../types.ts';
import { recordOf } from '../visits.ts';
import type { VisitRecord } from '../visits.ts';
import type { Fault } from './heads.ts';

/** The first visit whose row is not what its events say. */
export const projectionFault = (db: Database, derived: ReadonlyMap<string, Visit>): Fault | null => {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const row of db.prepare<[], VisitRecord>('SELECT * FROM visit').iterate()) {
    seen.add(row.visit_id);
    const visit = derived.get(row.visit_id);
    if (!visit) {
      faults.push({ seq: row.opened_by, reason: 'the list of visits has one that no event opened' });
      continue;
    }
    const wrong = differing(row, recordOf(visit));
    if (wrong.length > 0)
      faults.push({ seq: visit.revision, reason: `the list of visits says otherwise (${wrong.join(', ')})` });
  }
  for (const visit of derived.values())
    if (!seen.has(visit.visitId))
      faults.push({ seq: visit.openedBy, reason: 'the list of visits lacks the visit that it opened' });
  return faults.sort((a, b) => a.seq - b.seq)[0] ?? null;
};

const differing = (row: VisitRecord, expected: VisitRecord): string[] =>
  (Object.keys(expected) as (keyof VisitRecord)[]).filter((column) => row[column] !== expected[column]);

const POINTERS = [
  ['outbox', 'seq', 'the outbox'],
  ['sealed', 'seq', 'a row of sealed fields'],
  ['visit', 'revision', 'the list of visits'],
  ['task', 'event_seq', 'a task'],
  ['head', 'length', 'a signed head'],
] as const;

/** The first event that something still points at, though the protocol ends before it. */
export const cutTailFault = (db: Database, length: number): Fault | null => {
  for (const [table, column, what] of POINTERS) {
    const furthest = db.prepare<[], number | null>(`SELECT max(${column}) FROM ${table}`).pluck().get();
    if (furthest !== undefined && furthest !== null && furthest > length)
      return { seq: length + 1, reason: `it is gone: ${what} still points at event ${furthest}` };
  }
  return null;
};

/** The first event that counts as answered by the municipality without saying when and in which batch: it would never be sent. */
export const unsentFault = (db: Database): Fault | null => {
  const seq = db
    .prepare<[], number>(
      `SELECT seq FROM outbox WHERE state <> 'waiting' AND (settled_at IS NULL OR batch_id IS NULL) ORDER BY seq LIMIT 1`,
    )
    .pluck()
    .get();
  return seq === undefined
    ? null
    : { seq, reason: 'the outbox says that it was answered, but not when and in which batch' };
};
