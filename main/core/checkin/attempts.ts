import type { Database } from 'better-sqlite3';

/** The same attempt sent twice is one visit (outing, gift): also when the first answer was lost on its way. */
export interface Attempts {
  visitOf(attempt: string, of?: AttemptOf): string | null;
  /** Inside the transaction that opens the visit. */
  keep(attempt: string, visitId: string, of?: AttemptOf): void;
}
/** What is attempted: one screen's number may be another's for something else. */
export type AttemptOf = 'visit' | 'outing' | 'gift';

const key = (attempt: string, of: AttemptOf): string => (of === 'visit' ? attempt : `${of}:${attempt}`);

export const openAttempts = (db: Database): Attempts => {
  const select = db.prepare<[string], { visit_id: string }>('SELECT visit_id FROM attempt WHERE attempt = ?');
  const insert = db.prepare<[string, string]>('INSERT INTO attempt (attempt, visit_id) VALUES (?, ?)');
  return {
    visitOf: (attempt, of = 'visit') => select.get(key(attempt, of))?.visit_id ?? null,
    keep: (attempt, visitId, of = 'visit') => void insert.run(key(attempt, of), visitId),
  };
};
