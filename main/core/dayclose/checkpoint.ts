import type { Database } from 'better-sqlite3';
import { z } from 'zod';

const answer = z.tuple([z.object({ busy: z.number() })]);

/** What was forgotten tonight is not to linger in the log. A reader in the way is not waited for, as somebody at the door would: it is tried again. */
export const emptyLog = (db: Database): void => {
  const [{ timeout }] = z.tuple([z.object({ timeout: z.number() })]).parse(db.pragma('busy_timeout'));
  db.pragma('busy_timeout = 0');
  try {
    const [{ busy }] = answer.parse(db.pragma('wal_checkpoint(TRUNCATE)'));
    if (busy !== 0) throw new Error('somebody reads the database');
  } finally {
    db.pragma(`busy_timeout = ${timeout}`);
  }
};
