/** Which rows of which printed day packs there are (T8), and which were entered. */
import type { Database } from 'better-sqlite3';

interface Printed {
  readonly seq: number;
  readonly rows: number;
}

const printed = (db: Database, code: string): Printed | null =>
  db
    .prepare<[string], Printed>(
      `SELECT seq, body ->> '$.rows' AS rows FROM event
       WHERE visit_id IS NULL AND type = 'day-pack.printed' AND body ->> '$.code' = ? ORDER BY seq DESC LIMIT 1`,
    )
    .get(code) ?? null;

export const isPrinted = (db: Database, code: string): boolean => printed(db, code) !== null;

/** Null: the row is there and was not entered yet; one that was undone may be entered again. */
export const rowProblem = (db: Database, rowCode: string): 'row-code-unknown' | 'row-code-used' | null => {
  const [code = '', row = ''] = rowCode.split('-');
  const pack = printed(db, code);
  if (pack === null || Number(row) < 1 || Number(row) > pack.rows) return 'row-code-unknown';
  const entered = db
    .prepare<[{ since: number; rowCode: string }]>(
      // Nothing of a pack is entered before it is printed: only what came since is read.
      `SELECT 1 FROM event AS late WHERE seq > @since AND type = 'visit.entered-late' AND body ->> '$.rowCode' = @rowCode
         AND NOT EXISTS (SELECT 1 FROM event WHERE visit_id = late.visit_id AND type = 'visit.undone' AND refers_to = late.seq)`,
    )
    .get({ since: pack.seq, rowCode });
  return entered === undefined ? null : 'row-code-used';
};
