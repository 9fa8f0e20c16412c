import type Database from 'better-sqlite3';
import type { Batch, BatchAnswer } from '../../shared/domain/sync.ts';
import { chainProblem, GENESIS } from './chain.ts';
import { forget } from './forget.ts';
import { headProblem } from './head.ts';
import type { PublicJwk } from './keys.ts';
import { sha256 } from './store.ts';

type SentEvent = Batch['events'][number];
type Verdict = BatchAnswer['verdicts'][number];

/** A reason to refuse an event, or null. */
export type Refuse = (event: SentEvent) => string | null;

export type Received =
  | { readonly kind: 'answered'; readonly answer: BatchAnswer }
  | { readonly kind: 'other-bytes' }
  | { readonly kind: 'bad-head'; readonly why: string };

interface Delivery {
  readonly db: Database.Database;
  readonly kiosk: string;
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly batch: Batch;
  readonly now: number;
  readonly refuse: Refuse | undefined;
}

const hashAt = (db: Database.Database, kiosk: string, seq: number): string | undefined =>
  seq === 0
    ? GENESIS
    : db
        .prepare<[string, number, string, number], string>(
          'SELECT hash FROM event WHERE kiosk = ? AND seq = ? UNION ALL SELECT hash FROM refusal WHERE kiosk = ? AND seq = ?',
        )
        .pluck()
        .get(kiosk, seq, kiosk, seq);

const judge = ({ db, kiosk, refuse }: Delivery, event: SentEvent): Verdict => {
  const { seq } = event;
  const stored = db
    .prepare<[string, number], string>('SELECT hash FROM event WHERE kiosk = ? AND seq = ?')
    .pluck()
    .get(kiosk, seq);
  if (stored === event.hash) return { seq, verdict: 'duplicate' };
  if (stored !== undefined) return { seq, verdict: 'refused', reason: 'another event has this number here' };
  const next = db
    .prepare<[string, number], string>(`SELECT json ->> '$.prevHash' FROM event WHERE kiosk = ? AND seq = ?`)
    .pluck()
    .get(kiosk, seq + 1);
  const broken = chainProblem(event, hashAt(db, kiosk, seq - 1), next);
  if (broken !== null) return { seq, verdict: 'refused', reason: broken };
  const reason = refuse?.(event) ?? null;
  if (reason !== null) {
    db.prepare('INSERT OR REPLACE INTO refusal (kiosk, seq, hash, reason) VALUES (?, ?, ?, ?)').run(
      kiosk,
      seq,
      event.hash,
      reason,
    );
    return { seq, verdict: 'refused', reason };
  }
  db.prepare('INSERT INTO event (kiosk, seq, hash, json) VALUES (?, ?, ?, ?)').run(
    kiosk,
    seq,
    event.hash,
    JSON.stringify(event),
  );
  db.prepare('DELETE FROM refusal WHERE kiosk = ? AND seq = ?').run(kiosk, seq);
  return { seq, verdict: 'accepted' };
};

/**
 * From which number on a kiosk goes on from a backup, where other events lie under these numbers; null: it does not. What it continues must be
 * what lies here.
 */
const goesOnFrom = ({ db, kiosk, batch }: Delivery): number | null => {
  const restored = batch.events.find(({ type, seq, hash, prevHash }) => {
    const [stored, before] = [hashAt(db, kiosk, seq), hashAt(db, kiosk, seq - 1)];
    return (
      type === 'backup.restored' &&
      stored !== undefined &&
      stored !== hash &&
      (before === undefined || before === prevHash)
    );
  });
  return restored?.seq ?? null;
};

/** The line that ended when the machine was lost: what happened, happened. It is kept beside the line that goes on. */
const setAside = ({ db, kiosk, now }: Delivery, from: number): void => {
  db.prepare(
    `INSERT OR IGNORE INTO set_aside (kiosk, hash, seq, json, at)
     SELECT kiosk, hash, seq, json, ? FROM event WHERE kiosk = ? AND seq >= ?`,
  ).run(new Date(now).toISOString(), kiosk, from);
  db.prepare('DELETE FROM event WHERE kiosk = ? AND seq >= ?').run(kiosk, from);
  db.prepare('DELETE FROM refusal WHERE kiosk = ? AND seq >= ?').run(kiosk, from);
};

const keepKeys = ({ db, kiosk, batch }: Delivery): void => {
  for (const { visitId, kind, key, wrapped } of batch.visitKeys)
    db.prepare(
      'INSERT OR REPLACE INTO visit_key (kiosk, visit_id, kind, key, wrapped) VALUES (?, ?, ?, ?, ?)',
    ).run(kiosk, visitId, kind, key, wrapped);
  for (const { name, jwe } of batch.dayKeys)
    db.prepare('INSERT OR REPLACE INTO day_key (kiosk, name, jwe) VALUES (?, ?, ?)').run(kiosk, name, jwe);
};

/** Takes one batch, whole or not at all: verdicts, events, keys and the answer for the next time the same batch comes. */
export const receive = (delivery: Delivery): Received =>
  delivery.db
    .transaction((): Received => {
      const { db, kiosk, key, bytes, batch, now } = delivery;
      const before = db
        .prepare<[string, string], { body_sha256: Buffer; answer: string }>(
          'SELECT body_sha256, answer FROM batch WHERE kiosk = ? AND key = ?',
        )
        .get(kiosk, key);
      if (before !== undefined)
        return before.body_sha256.equals(sha256(bytes))
          ? { kind: 'answered', answer: JSON.parse(before.answer) as BatchAnswer }
          : { kind: 'other-bytes' };

      const jwk = db
        .prepare<[string], string | null>('SELECT public_jwk FROM kiosk WHERE id = ?')
        .pluck()
        .get(kiosk);
      const from = goesOnFrom(delivery);
      if (jwk !== undefined && jwk !== null) {
        const why = headProblem(batch.head, kiosk, JSON.parse(jwk) as PublicJwk, (seq) =>
          from !== null && seq >= from ? undefined : hashAt(db, kiosk, seq),
        );
        if (why !== null) return { kind: 'bad-head', why };
      }
      if (from !== null) setAside(delivery, from);
      const answer: BatchAnswer = { verdicts: batch.events.map((event) => judge(delivery, event)) };
      keepKeys(delivery);
      const taken = new Set(
        answer.verdicts.flatMap(({ seq, verdict }) => (verdict === 'accepted' ? [seq] : [])),
      );
      forget(
        db,
        kiosk,
        batch.events.filter(({ seq }) => taken.has(seq)),
      );
      db.prepare(
        'INSERT INTO batch (kiosk, key, body_sha256, answer, received_at, head) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(kiosk, key, sha256(bytes), JSON.stringify(answer), new Date(now).toISOString(), batch.head);
      return { kind: 'answered', answer };
    })
    .immediate();
