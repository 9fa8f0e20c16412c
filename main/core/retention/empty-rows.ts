/** Rows of sealed fields whose bytes are erased, and those of everything written before them: they go, from the oldest on. */
import type { Database } from 'better-sqlite3';

/**
 * So many rows stay before the oldest that has bytes. Deleting rows makes SQLite move what lies on the pages beside (two on either side), and leaves
 * copies there of what it moved. A row without bytes takes 80 bytes or more, so a page of 4096 has 51 at most.
 */
const ROWS_BETWEEN = 256;

export interface EmptyRows {
  /** At most so many, inside a transaction. Whether there are more. */
  take(most: number): boolean;
}

export const createEmptyRows = (db: Database): EmptyRows => {
  const oldest = db.prepare<[], number | null>('SELECT min(rowid) FROM sealed').pluck();
  const newest = db.prepare<[], number | null>('SELECT max(rowid) FROM sealed').pluck();
  // Read from the oldest on: as far as the first that has bytes, and no further.
  const firstKept = db
    .prepare<[], number>('SELECT rowid FROM sealed WHERE ciphertext IS NOT NULL ORDER BY rowid LIMIT 1')
    .pluck();
  // The rows of one event go together: an event has all that it is committed to, or none.
  const deleteBefore = db.prepare(
    'DELETE FROM sealed WHERE rowid < @end AND seq < (SELECT seq FROM sealed WHERE rowid >= @end ORDER BY rowid LIMIT 1)',
  );
  return {
    take(most) {
      const from = oldest.get();
      if (from == null) return false;
      const end = (firstKept.get() ?? newest.get() ?? from) - ROWS_BETWEEN;
      deleteBefore.run({ end: Math.min(end, from + most) });
      return end > from + most;
    },
  };
};
