import type { Database } from 'better-sqlite3';
import type { EventType } from '../../../shared/domain/events.ts';

/** What is read of an event of a kind that is followed. */
export interface FollowedRow {
  readonly seq: number;
  readonly type: string;
  readonly version: number;
  readonly at: string;
  readonly actor: string;
  readonly refersTo: number | null;
  readonly body: string;
}

/** All events of some types of the house itself (of no visit), oldest first, each as `read` gives it. Reads only what was appended since it last read. */
export const createFollowed = <T>(
  db: Database,
  types: readonly EventType[],
  read: (row: FollowedRow) => T,
): (() => readonly T[]) => {
  const newest = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM event').pluck();
  const between = db.prepare<[string, number, number], FollowedRow>(
    `SELECT seq, type, version, at, actor, refers_to AS refersTo, body FROM event
     WHERE visit_id IS NULL AND type IN (SELECT value FROM json_each(?)) AND seq > ? AND seq <= ? ORDER BY seq`,
  );
  const wanted = JSON.stringify(types);
  let upTo = 0;
  let known: readonly T[] = [];
  return () => {
    const end = newest.get() ?? 0;
    const added = end === upTo ? [] : between.all(wanted, upTo, end).map(read);
    const all = added.length === 0 ? known : [...known, ...added];
    // What a transaction reads of itself may still be rolled back.
    if (!db.inTransaction) {
      upTo = end;
      known = all;
    }
    return all;
  };
};
