/** What points at events from elsewhere: nothing past the end, and each event once in the outbox. */
import type { Database } from 'better-sqlite3';
import type { Findings } from './findings.ts';

const POINTERS = [
  ['outbox', 'seq', 'the outbox'],
  ['sealed', 'seq', 'a row of sealed fields'],
  ['visit', 'revision', 'the list of visits'],
  ['outing', 'revision', 'the list of outings'],
  ['task', 'event_seq', 'a task'],
  ['tracing_case', 'opened_by', 'a case'],
  ['tracing_case', 'closed_by', 'a case'],
  ['head', 'length', 'a signed head'],
] as const;

export const judgePointers = (db: Database, length: number, findings: Findings): void => {
  for (const [table, column, what] of POINTERS) {
    const furthest = db.prepare<[]>(`SELECT max(${column}) FROM ${table}`).pluck().get();
    if (typeof furthest === 'number' && furthest > length)
      findings.add(length + 1, 'pointer', `it is gone: ${what} still points at event ${furthest}`);
  }
  const beyond = db.prepare<[number]>('SELECT seq FROM event WHERE seq > ? ORDER BY seq').pluck();
  for (const seq of beyond.iterate(length))
    findings.add(Number(seq), 'numbered-beyond', 'its number is far past those that there are');
  const lowest = db.prepare<[]>('SELECT min(seq) FROM event').pluck().get();
  if (typeof lowest === 'number' && lowest < 1)
    findings.add(0, 'numbered-below-one', `there is an event with the number ${lowest}`);
};

/** SQLite counts a table faster than it looks up each of its rows: only when the counts differ are they looked up. */
const count = (db: Database, sql: string): number => Number(db.prepare<[]>(sql).pluck().get());

export const judgeOutbox = (db: Database, findings: Findings): void => {
  const events = 'SELECT count(*) FROM event';
  if (count(db, events) !== count(db, 'SELECT count(*) FROM outbox'))
    for (const seq of db
      .prepare<[], number>(
        'SELECT seq FROM event AS e WHERE NOT EXISTS (SELECT 1 FROM outbox AS o WHERE o.seq = e.seq)',
      )
      .pluck()
      .iterate())
      findings.add(seq, 'outbox', 'it is missing from the outbox');
  for (const seq of db
    .prepare<[], number>(
      `SELECT seq FROM outbox WHERE state <> 'waiting' AND (settled_at IS NULL OR batch_id IS NULL) ORDER BY seq`,
    )
    .pluck()
    .iterate())
    findings.add(
      seq,
      'outbox-answer',
      'the outbox says that it was answered, but not when and in which batch',
    );
};

/** Rows of the derived lists that no event accounts for. `opened`: how many visits the events opened. */
export const judgeExtraRows = (db: Database, opened: number, findings: Findings): void => {
  if (count(db, 'SELECT count(*) FROM visit') !== opened)
    for (const [visitId, revision] of db
      .prepare<[], readonly unknown[]>(
        `SELECT visit_id, revision FROM visit AS v WHERE NOT EXISTS (
           SELECT 1 FROM event AS e WHERE e.visit_id = v.visit_id AND e.type LIKE 'visit.%')`,
      )
      .raw()
      .iterate())
      findings.add(
        Number(revision) || 0,
        'kept-visit',
        `the list of visits has one that no event opened («${String(visitId)}»)`,
      );
  const presences = `SELECT total((arrived IS NOT NULL) + iif(json_valid(legs), json_array_length(legs), 0)) FROM visit`;
  if (count(db, presences) !== count(db, 'SELECT count(*) FROM presence'))
    for (const visitId of db
      .prepare<[]>(
        `SELECT DISTINCT visit_id FROM presence AS p WHERE NOT EXISTS (SELECT 1 FROM visit AS v WHERE v.visit_id = p.visit_id)`,
      )
      .pluck()
      .iterate())
      findings.add(
        0,
        'kept-presence',
        `the list of presences has one that no event opened («${String(visitId)}»)`,
      );
};
