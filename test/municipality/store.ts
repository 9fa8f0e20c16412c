import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { booking as bookingShape, type Booking } from '../../shared/domain/booking.ts';
import type { Inbound } from '../../shared/domain/sync.ts';
import { loadKeys, type Keys, type PublicJwk } from './keys.ts';
import { SCHEMA } from './schema.ts';
import { signedPack } from './tokens.ts';

export const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

/** The reference municipality's memory: what it received, and what it has for its kiosks. */
export interface Store {
  readonly db: Database.Database;
  readonly keys: Keys;
  /** A kiosk that may speak here. Told again, token and key are replaced. */
  enrol(kiosk: { id: string; token: string; publicKey?: PublicJwk }): void;
  /** New or changed bookings: they go out with the next question for what is inbound. */
  putBookings(bookings: readonly Booking[]): void;
  cancel(jti: string): void;
  /** A policy pack for the kiosks to take in: signed, or as it is where told (which no kiosk should take outside a demo). */
  putPack(pack: Record<string, unknown>, as?: 'signed' | 'unsigned'): Promise<void>;
  /** A compact JWS as it is, signed by whoever: for tests of what is refused. */
  putSigned(jws: string): void;
  setPhase(phase: Inbound['phases'][number]): void;
  inboundSince(cursor: string, now: number): Inbound;
}

const DAY = 86_400_000;

export const openStore = (file: string): Store => {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('secure_delete = ON');
  db.exec(SCHEMA);
  const keys = db.transaction(() => loadKeys(db)).immediate();
  const nextRev = (): number =>
    db
      .prepare<[], number>(
        `SELECT 1 + max((SELECT coalesce(max(rev), 0) FROM booking),
          (SELECT coalesce(max(rev), 0) FROM cancelled), (SELECT coalesce(max(rev), 0) FROM pack),
          (SELECT coalesce(max(rev), 0) FROM phase))`,
      )
      .pluck()
      .get() ?? 1;
  const column = (sql: string, ...values: (string | number)[]): string[] =>
    db
      .prepare<(string | number)[], string>(sql)
      .pluck()
      .all(...values);

  const keep = (table: 'pack' | 'phase', value: unknown): void => {
    db.transaction(() =>
      db.prepare(`INSERT INTO ${table} (rev, json) VALUES (?, ?)`).run(nextRev(), JSON.stringify(value)),
    ).immediate();
  };

  return {
    db,
    keys,
    enrol: ({ id, token, publicKey }) => {
      db.prepare(
        `INSERT INTO kiosk (id, token_sha256, public_jwk) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET token_sha256 = excluded.token_sha256,
           public_jwk = coalesce(excluded.public_jwk, public_jwk)`,
      ).run(id, sha256(token), publicKey === undefined ? null : JSON.stringify(publicKey));
    },
    putBookings: (bookings) => {
      db.transaction(() => {
        const rev = nextRev();
        for (const one of bookings) {
          db.prepare(
            `INSERT INTO booking (id, rev, expires, json) VALUES (?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET rev = excluded.rev, expires = excluded.expires, json = excluded.json`,
          ).run(one.id, rev, one.expires, JSON.stringify(bookingShape.parse(one)));
        }
      }).immediate();
    },
    cancel: (jti) => {
      db.transaction(() =>
        db.prepare('INSERT OR IGNORE INTO cancelled (jti, rev) VALUES (?, ?)').run(jti, nextRev()),
      ).immediate();
    },
    putPack: async (pack, as = 'signed') =>
      keep('pack', as === 'signed' ? await signedPack(pack, keys.packs) : pack),
    putSigned: (jws) => keep('pack', jws),
    setPhase: (phase) => keep('phase', phase),
    inboundSince: (cursor, now) => {
      const since = /^\d{1,12}$/.test(cursor) ? Number(cursor) : 0;
      const notBefore = new Date(now - 2 * DAY).toISOString();
      const bookings = column(
        'SELECT json FROM booking WHERE rev > ? AND expires > ? ORDER BY id',
        since,
        notBefore,
      );
      // The newest, as many as one answer may hold.
      const newest = (table: 'pack' | 'phase', most: number): string[] =>
        column(`SELECT json FROM ${table} WHERE rev > ? ORDER BY rev DESC LIMIT ?`, since, most).reverse();
      return {
        cursor: String(nextRev() - 1),
        bookings: bookings.map((json) => JSON.parse(json) as Booking),
        cancelled: column('SELECT jti FROM cancelled WHERE rev > ? ORDER BY jti', since),
        jwks: { keys: keys.signing.map((key) => key.jwk) },
        recipient: keys.recipient.jwk,
        packs: newest('pack', 20).map((json) => JSON.parse(json) as Inbound['packs'][number]),
        phases: newest('phase', 50).map((json) => JSON.parse(json) as Inbound['phases'][number]),
      };
    },
  };
};
