import type { Database } from 'better-sqlite3';
import { z } from 'zod';

const checkpointed = z.tuple([z.object({ busy: z.number() })]);
const waits = z.tuple([z.object({ timeout: z.number() })]);

/**
 * Moves the log into the file and cuts it to nothing: what was overwritten is then nowhere any more. False where somebody reads meanwhile:
 * it is not waited for, as somebody at the door would wait with it, and is to be tried again.
 */
export const emptyLog = (db: Database): boolean => {
  const [{ timeout }] = waits.parse(db.pragma('busy_timeout'));
  db.pragma('busy_timeout = 0');
  try {
    const [{ busy }] = checkpointed.parse(db.pragma('wal_checkpoint(TRUNCATE)'));
    return busy === 0;
  } finally {
    db.pragma(`busy_timeout = ${timeout}`);
  }
};
