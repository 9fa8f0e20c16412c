import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Actor } from '../../../shared/domain/events.ts';
import type { BatchAnswer } from '../../../shared/domain/sync.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import { openTask } from '../protocol/tasks.ts';
import type { Protocol } from '../protocol/types.ts';
import { buildBatch } from './batch.ts';
import { settle, type Settled } from './verdicts.ts';

/** A batch as it is sent: the same key and the same bytes each time, until it is answered. */
export interface StoredBatch {
  /** The idempotency key, a UUID. */
  readonly id: string;
  readonly body: string;
  /** Events in it that still wait. */
  readonly events: number;
}
export interface Counts {
  readonly acknowledged: number;
  readonly refused: number;
  readonly waiting: number;
}

/** What waits to be sent. Rows are never deleted: a row is waiting, acknowledged, or refused and waiting for a person. */
export interface Outbox {
  /**
   * The batch that was made but not answered, else a new one of what waits, of so many events at most; null when nothing does. On the
   * disk before it is given out.
   */
  next(most: number): Promise<StoredBatch | null>;
  /** Writes the receiver's verdicts down, with a task for a person where something was refused. */
  settle(batch: StoredBatch, answer: BatchAnswer): Counts;
  /** The batch was turned away whole: its events wait for another. */
  release(batch: StoredBatch): void;
  /** A batch of one event was turned away with this HTTP status: it waits for a person, as one that is refused. */
  turnAway(batch: StoredBatch, status: number): Counts;
  /** All of the outbox. */
  counts(): Counts;
  /** A person has seen to what was refused: it goes out again with the next sync. How many there were. */
  retryRefused(by: Actor): number;
}

/** What of the protocol is needed to send it. */
export type OutboxProtocol = Pick<
  Protocol,
  'transaction' | 'signHead' | 'length' | 'events' | 'now' | 'dayKeys'
>;

interface OutboxParts {
  readonly db: Database;
  readonly protocol: OutboxProtocol;
  readonly settings: {
    readonly kiosk: { readonly id: string };
    readonly institution: { readonly zone: string };
  };
}

export const createOutbox = ({ db, protocol, settings }: OutboxParts): Outbox => {
  const begun = db.prepare<[], StoredBatch>(
    `SELECT id, body, count(*) AS events FROM batch JOIN outbox ON batch_id = id WHERE state = 'waiting'
     GROUP BY id ORDER BY min(seq) LIMIT 1`,
  );
  const loose = db
    .prepare<[number, number], number>(
      `SELECT seq FROM outbox WHERE state = 'waiting' AND batch_id IS NULL AND seq <= ? ORDER BY seq LIMIT ?`,
    )
    .pluck();
  // Without it a receiver that has other events under these numbers takes none of what follows.
  const looseRestore = db
    .prepare<[], number>(
      `SELECT seq FROM event JOIN outbox USING (seq)
       WHERE type = 'backup.restored' AND visit_id IS NULL AND state = 'waiting' AND batch_id IS NULL`,
    )
    .pluck();
  const insertBatch = db.prepare('INSERT INTO batch (id, made_at, body) VALUES (?, ?, ?)');
  const claim = db.prepare('UPDATE outbox SET batch_id = ? WHERE seq = ?');
  const inBatch = db
    .prepare<[string], number>(`SELECT seq FROM outbox WHERE batch_id = ? AND state = 'waiting' ORDER BY seq`)
    .pluck();
  const mark = db.prepare('UPDATE outbox SET state = ?, reason = ?, settled_at = ? WHERE seq = ?');
  const letGo = db.prepare(`UPDATE outbox SET batch_id = NULL WHERE batch_id = ? AND state = 'waiting'`);
  // Wrapped keys lie in these bytes: once they are answered they go, so that a visit can be erased.
  const empty = db.prepare(`UPDATE batch SET body = '' WHERE id = ?`);
  const sameTask = db.prepare(
    `SELECT 1 FROM task WHERE kind = 'sync-refused' AND closed_at IS NULL AND detail = ?`,
  );
  // Each event has a row: of the millions that were received none is counted.
  const count = db.prepare<[], Counts>(
    `SELECT rows - waiting - refused AS acknowledged, refused, waiting FROM (SELECT
       (SELECT coalesce(max(seq), 0) FROM outbox) AS rows,
       (SELECT count(*) FROM outbox WHERE state = 'waiting') AS waiting,
       (SELECT count(*) FROM outbox WHERE state = 'refused') AS refused)`,
  );

  const make = (upTo: number, most: number, head: string): StoredBatch | null => {
    const seqs = new Set([...looseRestore.all(), ...loose.all(upTo, most)].slice(0, most));
    const events = [...seqs].flatMap((seq) => protocol.events(seq, 1));
    if (events.length === 0) return null;
    const at = protocol.now();
    const today = dayIn(settings.institution.zone, Date.parse(at));
    const made = buildBatch({
      db,
      keys: protocol.dayKeys.store,
      kiosk: settings.kiosk.id,
      events,
      head,
      today,
    });
    const stored = { id: randomUUID(), body: JSON.stringify(made), events: made.events.length };
    insertBatch.run(stored.id, at, stored.body);
    for (const { seq } of made.events) claim.run(stored.id, seq);
    return stored;
  };

  const write = (batch: StoredBatch, judged: (seqs: readonly number[]) => Settled[]): Counts =>
    protocol.transaction(() => {
      const counts = { acknowledged: 0, refused: 0, waiting: 0 };
      const at = protocol.now();
      for (const row of judged(inBatch.all(batch.id))) {
        counts[row.state] += 1;
        if (row.state === 'waiting') continue;
        const reason = row.state === 'refused' ? row.reason : null;
        mark.run(row.state, reason, at, row.seq);
        if (reason !== null && sameTask.get(reason) === undefined)
          openTask(db, { kind: 'sync-refused', eventSeq: row.seq, detail: reason });
      }
      letGo.run(batch.id);
      empty.run(batch.id);
      return counts;
    });

  return {
    async next(most) {
      const unanswered = begun.get();
      if (unanswered) return unanswered;
      const upTo = protocol.length();
      if (loose.get(upTo, 1) === undefined) return null;
      // Signed before the transaction, which cannot wait: it covers all that goes into the batch.
      const head = await protocol.signHead();
      return protocol.transaction(() => make(upTo, most, head));
    },
    settle: (batch, answer) => write(batch, (seqs) => settle(seqs, answer)),
    turnAway: (batch, status) =>
      write(batch, (seqs) =>
        seqs.map((seq) => ({ seq, state: 'refused', reason: `turned away: HTTP ${status}` })),
      ),
    release: (batch) => {
      protocol.transaction(() => {
        letGo.run(batch.id);
        empty.run(batch.id);
      });
    },
    counts: () => count.get() ?? { acknowledged: 0, refused: 0, waiting: 0 },
    retryRefused: (by) =>
      protocol.transaction(() => {
        const { changes } = db
          .prepare(
            `UPDATE outbox SET state = 'waiting', batch_id = NULL, reason = NULL, settled_at = NULL WHERE state = 'refused'`,
          )
          .run();
        db.prepare(
          `UPDATE task SET closed_at = ?, closed_by = ? WHERE kind = 'sync-refused' AND closed_at IS NULL`,
        ).run(protocol.now(), by);
        return changes;
      }),
  };
};
