import type { Database } from 'better-sqlite3';

/** Days that have visits, with how many began on each; the latest first. */
export const daysWithVisits = (db: Database): { day: string; visits: number }[] =>
  db
    .prepare<[], { day: string; visits: number }>(
      'SELECT day, count(*) AS visits FROM visit GROUP BY day ORDER BY day DESC',
    )
    .all();
