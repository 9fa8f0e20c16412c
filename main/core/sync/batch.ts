import type { Database } from 'better-sqlite3';
import type { StoredEvent } from '../../../shared/domain/events.ts';
import { batch as batchShape, type Batch } from '../../../shared/domain/sync.ts';
import { addDays } from '../../../shared/domain/time.ts';

/** A batch holds at most so many events, and stops growing at so many bytes of them. */
export const MOST_EVENTS = 100;
export const ENOUGH_BYTES = 256 * 1024;
/** Wrapped day keys of so many days back go with every batch: one that was wrapped late reaches the receiver with the next event. */
const KEY_DAYS = 15;

/** The name under which the municipality's key stands in table `recipient`. */
export const MUNICIPALITY = 'municipality';

interface Parts {
  readonly db: Database;
  readonly kiosk: string;
  /** In sequence; cut off where it is enough. At least one is taken. */
  readonly events: readonly StoredEvent[];
  readonly head: string;
  /** The institution's calendar day. */
  readonly today: string;
}

/** What leaves the kiosk: events, sealed fields as they lie, and keys that only the municipality's key opens. No personal field in the clear. */
export const buildBatch = ({ db, kiosk, events, head, today }: Parts): Batch => {
  const sealed = db.prepare<[number], Buffer>('SELECT ciphertext FROM sealed WHERE seq = ?').pluck();
  const taken: Batch['events'] = [];
  let size = 0;
  for (const event of events) {
    const sent = { ...event, sealed: sealed.get(event.seq)?.toString('base64url') ?? null };
    size += Buffer.byteLength(JSON.stringify(sent));
    if (taken.length > 0 && size > ENOUGH_BYTES) break;
    taken.push(sent);
  }
  const visitKeys = visitKeysOf(
    db,
    taken.flatMap((event) => event.visitId ?? []),
  );
  const days = new Set(visitKeys.map((key) => key.day));
  const dayKeys = wrappedDays(db).filter(({ day }) => days.has(day) || day >= addDays(today, -KEY_DAYS));
  return batchShape.parse({ kiosk, events: taken, visitKeys, dayKeys, head });
};

const visitKeysOf = (db: Database, visitIds: readonly string[]): Batch['visitKeys'] => {
  const key = db.prepare<[string], { day: string; wrapped: Buffer | null }>(
    'SELECT day, wrapped FROM visit_key WHERE visit_id = ?',
  );
  return [...new Set(visitIds)].flatMap((visitId) => {
    const row = key.get(visitId);
    return row?.wrapped ? [{ visitId, day: row.day, wrapped: row.wrapped.toString('base64url') }] : [];
  });
};

const wrappedDays = (db: Database): Batch['dayKeys'] =>
  db
    .prepare<[string], Batch['dayKeys'][number]>(
      'SELECT day, jwe FROM day_key_wrap WHERE recipient = ? ORDER BY day',
    )
    .all(MUNICIPALITY);
