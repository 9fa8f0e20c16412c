/**
 * Takes the key of one kind of a visit's fields, and their bytes, out of the tables. What is written over them is zeros (`secure_delete`).
 * Rows are made shorter, never deleted: deleting moves its neighbours, of which a copy could stay behind (migration 0004).
 */
import type { Database } from 'better-sqlite3';
import type { SealedKind } from '../../../shared/domain/events.ts';
import { BOUND } from '../db/bound.ts';

export interface FieldKey {
  /** Of a visit, an outing or a gift. */
  readonly visitId: string;
  readonly kind: SealedKind;
}

/** How much went: keys that nothing opens any more, and sealed rows. */
export interface Taken {
  readonly keys: number;
  readonly rows: number;
}

export interface FieldEraser {
  /**
   * The visit's own key goes. Its bytes too, unless a case has its key: they stay until the last such case is closed. Inside a transaction.
   */
  take(keys: readonly FieldKey[]): Taken;
  /** Bytes whose own key is gone and that no case has a key to any more. Inside a transaction. */
  takeLeft(keys: readonly FieldKey[]): Taken;
}

export const createFieldEraser = (db: Database): FieldEraser => {
  const eraseKey = db.prepare(
    'UPDATE visit_key SET wrapped = NULL WHERE visit_id = ? AND kind = ? AND wrapped IS NOT NULL',
  );
  const isHeld = db.prepare('SELECT 1 FROM held_key WHERE visit_id = ? AND kind = ?');
  const isErased = db.prepare('SELECT 1 FROM visit_key WHERE visit_id = ? AND kind = ? AND wrapped IS NULL');
  const rowsOf = db
    .prepare<[string, SealedKind], number>(
      `SELECT sealed.seq FROM event JOIN sealed ON sealed.seq = event.seq
       WHERE event.visit_id = ${BOUND} AND sealed.kind = ? AND ciphertext IS NOT NULL`,
    )
    .pluck();
  const eraseBytes = db.prepare('UPDATE sealed SET ciphertext = NULL WHERE seq = ? AND kind = ?');
  // Keys and bytes lie in what was made to be sent, too: it is made anew from what is left. What was answered has no bytes any more.
  const emptyBatches = db.prepare(`UPDATE batch SET body = '' WHERE body <> ''`);
  const releaseBatches = db.prepare(
    `UPDATE outbox SET batch_id = NULL WHERE state = 'waiting' AND batch_id IS NOT NULL`,
  );

  const takeBytes = ({ visitId, kind }: FieldKey): number => {
    const seqs = rowsOf.all(visitId, kind);
    for (const seq of seqs) eraseBytes.run(seq, kind);
    return seqs.length;
  };
  const all = (keys: readonly FieldKey[], isGone: (key: FieldKey) => boolean): Taken => {
    if (!db.inTransaction) throw new Error('erasing outside a transaction');
    let taken = { keys: 0, rows: 0 };
    for (const key of keys)
      if (isGone(key)) taken = { keys: taken.keys + 1, rows: taken.rows + takeBytes(key) };
    // Everything that waits is looked through only where a batch was under way: months may wait.
    if (keys.length > 0 && emptyBatches.run().changes > 0) releaseBatches.run();
    return taken;
  };
  const isHeldByACase = ({ visitId, kind }: FieldKey): boolean => isHeld.get(visitId, kind) !== undefined;

  return {
    take: (keys) =>
      all(keys, (key) => eraseKey.run(key.visitId, key.kind).changes === 1 && !isHeldByACase(key)),
    takeLeft: (keys) =>
      all(keys, (key) => isErased.get(key.visitId, key.kind) !== undefined && !isHeldByACase(key)),
  };
};
