import type { Database } from 'better-sqlite3';

/** The same attempt sent twice is one visit: also when the first answer was lost on its way. */
export interface Attempts {
  visitOf(attempt: string): string | null;
  /** Inside the transaction that opens the visit. */
  keep(attempt: string, visitId: string): void;
}

export const openAttempts = (db: Database): Attempts => {
  const select = db.prepare<[string], { visit_id: string }>('SELECT visit_id FROM attempt WHERE attempt = ?');
  const insert = db.prepare<[string, string]>('INSERT INTO attempt (attempt, visit_id) VALUES (?, ?)');
  return {
    visitOf: (attempt) => select.get(attempt)?.visit_id ?? null,
    keep: (attempt, visitId) => void insert.run(attempt, visitId),
  };
};
