/** Which visits open cases hold, as their events say it. */
import type { Database } from 'better-sqlite3';

export interface Holds {
  /** Visits that some open case holds. */
  held(): ReadonlySet<string>;
  /** Open cases that hold a visit. */
  casesOf(visitId: string): string[];
  /** What an open case holds. */
  visitsOf(caseId: string): string[];
}

export const createHolds = (db: Database): Holds => {
  const open = db.prepare('SELECT 1 FROM tracing_case WHERE closed_by IS NULL LIMIT 1');
  const named = `FROM tracing_case AS c
    JOIN event AS e ON e.type = 'case.held' AND e.visit_id IS NULL AND e.seq > c.opened_by AND e.body ->> '$.caseId' = c.case_id
    JOIN json_each(e.body, '$.visitIds') AS v WHERE c.closed_by IS NULL`;
  const held = db.prepare<[], string>(`SELECT DISTINCT v.value ${named}`).pluck();
  const casesOf = db
    .prepare<[string], string>(`SELECT DISTINCT c.case_id ${named} AND v.value = ? ORDER BY 1`)
    .pluck();
  const visitsOf = db
    .prepare<[string], string>(`SELECT DISTINCT v.value ${named} AND c.case_id = ? ORDER BY 1`)
    .pluck();
  return {
    visitsOf: (caseId) => visitsOf.all(caseId),
    held: () => new Set(open.get() === undefined ? [] : held.all()),
    casesOf: (visitId) => casesOf.all(visitId),
  };
};
