import type { Database } from 'better-sqlite3';
import type { SealedKind, StoredEvent } from '../../../shared/domain/events.ts';
import { batch as batchShape, type Batch } from '../../../shared/domain/sync.ts';
import { addDays } from '../../../shared/domain/time.ts';
import type { KeyStore } from '../keys/store.ts';

/** A batch holds at most so many events, and stops growing at so many bytes of them. */
export const MOST_EVENTS = 100;
export const ENOUGH_BYTES = 256 * 1024;
/** Wrapped day keys of so many days back go with every batch: one that was wrapped late reaches the receiver with the next event. */
const KEY_DAYS = 15;

/** The name under which the municipality's key stands among those who may open past days. */
export const MUNICIPALITY = 'municipality';

interface Parts {
  readonly db: Database;
  readonly keys: Pick<KeyStore, 'names' | 'read'>;
  readonly kiosk: string;
  /** Cut off where it is enough. At least one is taken. */
  readonly events: readonly StoredEvent[];
  readonly head: string;
  /** The institution's calendar day. */
  readonly today: string;
}

interface SealedRow {
  readonly kind: SealedKind;
  readonly commitment: Buffer;
  readonly digest: Buffer;
  readonly ciphertext: Buffer | null;
}

/** What leaves the kiosk: events, sealed fields as they lie, and keys that only the municipality's key opens. No personal field in the clear. */
export const buildBatch = ({ db, keys, kiosk, events, head, today }: Parts): Batch => {
  const sealedOf = db.prepare<[number], SealedRow>(
    'SELECT kind, commitment, digest, ciphertext FROM sealed WHERE seq = ?',
  );
  const taken: Batch['events'] = [];
  let size = 0;
  for (const event of events) {
    const rows = sealedOf.all(event.seq);
    // Of an event that has nothing left to open, nobody is to be told which kinds it had.
    const left = rows.some(({ ciphertext }) => ciphertext !== null) ? rows : [];
    const sealed = left.map(({ kind, commitment, digest, ciphertext }) => ({
      kind,
      commitment: commitment.toString('base64url'),
      digest: digest.toString('base64url'),
      ciphertext: ciphertext?.toString('base64url') ?? null,
    }));
    const sent = { ...event, sealed };
    size += Buffer.byteLength(JSON.stringify(sent));
    if (taken.length > 0 && size > ENOUGH_BYTES) break;
    taken.push(sent);
  }
  const visitKeys = visitKeysOf(
    db,
    taken.flatMap((event) => event.visitId ?? []),
  );
  const named = new Set(visitKeys.map(({ key }) => key));
  const oldest = addDays(today, -KEY_DAYS);
  const dayKeys = keys
    .names()
    .filter((name) => named.has(name) || (/^\d/.test(name) && name.slice(0, 10) >= oldest))
    .flatMap((name) => {
      const jwe = keys.read(name)?.wraps[MUNICIPALITY];
      return jwe === undefined ? [] : [{ name, jwe }];
    });
  return batchShape.parse({ kiosk, events: taken, visitKeys, dayKeys, head });
};

const visitKeysOf = (db: Database, visitIds: readonly string[]): Batch['visitKeys'] => {
  const keysOf = db.prepare<[string], { kind: SealedKind; key: string; wrapped: Buffer }>(
    'SELECT kind, key_name AS key, wrapped FROM visit_key WHERE visit_id = ? AND wrapped IS NOT NULL',
  );
  return [...new Set(visitIds)].flatMap((visitId) =>
    keysOf
      .all(visitId)
      .map(({ kind, key, wrapped }) => ({ visitId, kind, key, wrapped: wrapped.toString('base64url') })),
  );
};
