/** What is asked of all that hangs on the events: the projection, and rows that point at them. */
import type { Database } from 'better-sqlite3';
import { outingRecordOf } from '../outings.ts';
import type { OutingRecord } from '../outings.ts';
import type { Outing, Visit } from '../types.ts';
import { recordOf } from '../visits.ts';
import type { VisitRecord } from '../visits.ts';
import type { Fault } from './heads.ts';

interface Derived<T> {
  readonly idOf: (row: T) => string;
  readonly rows: Iterable<T>;
  /** As it follows from the events, with the event that opened it. */
  readonly expected: ReadonlyMap<string, { readonly row: T; readonly openedBy: number }>;
  readonly revisionOf: (row: T) => number;
  readonly list: string;
  readonly thing: string;
}

/** The first row that is not what its events say. */
const listFault = <T extends object>(derived: Derived<T>): Fault | null => {
  const { idOf, rows, expected, revisionOf, list, thing } = derived;
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    seen.add(idOf(row));
    const right = expected.get(idOf(row));
    if (!right) {
      faults.push({ seq: revisionOf(row), reason: `${list} has one that no event opened` });
      continue;
    }
    const wrong = differing(row, right.row);
    if (wrong.length > 0)
      faults.push({ seq: revisionOf(right.row), reason: `${list} says otherwise (${wrong.join(', ')})` });
  }
  for (const [id, { openedBy }] of expected)
    if (!seen.has(id)) faults.push({ seq: openedBy, reason: `${list} lacks the ${thing} that it opened` });
  return faults.sort((a, b) => a.seq - b.seq)[0] ?? null;
};

const differing = <T extends object>(row: T, expected: T): string[] =>
  (Object.keys(expected) as (keyof T & string)[]).filter((column) => row[column] !== expected[column]);

/** The first visit whose row is not what its events say. */
export const projectionFault = (db: Database, visits: ReadonlyMap<string, Visit>): Fault | null =>
  listFault({
    idOf: (row: VisitRecord) => row.visit_id,
    rows: db.prepare<[], VisitRecord>('SELECT * FROM visit').iterate(),
    expected: new Map(
      [...visits].map(([id, visit]) => [id, { row: recordOf(visit), openedBy: visit.openedBy }]),
    ),
    revisionOf: (row) => row.revision,
    list: 'the list of visits',
    thing: 'visit',
  });

/** The first outing whose row is not what its events say. */
export const outingFault = (db: Database, outings: ReadonlyMap<string, Outing>): Fault | null =>
  listFault({
    idOf: (row: OutingRecord) => row.outing_id,
    rows: db.prepare<[], OutingRecord>('SELECT * FROM outing').iterate(),
    expected: new Map(
      [...outings].map(([id, outing]) => [id, { row: outingRecordOf(outing), openedBy: outing.revision }]),
    ),
    revisionOf: (row) => row.revision,
    list: 'the list of outings',
    thing: 'outing',
  });

const POINTERS = [
  ['outbox', 'seq', 'the outbox'],
  ['sealed', 'seq', 'a row of sealed fields'],
  ['visit', 'revision', 'the list of visits'],
  ['outing', 'revision', 'the list of outings'],
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
