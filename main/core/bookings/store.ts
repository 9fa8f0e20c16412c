import type { Database } from 'better-sqlite3';
import type { Booking } from '../../../shared/domain/booking.ts';
import { addDays, startOfDay, toInstant } from '../../../shared/domain/time.ts';
import type { BookingSeal } from './sealed-booking.ts';
import { signingJwk, type SigningJwk } from './token.ts';

/** What the kiosk knows of agreed visits: as of the last sync. */
export interface Bookings {
  byId(id: string): Booking | null;
  /** A word code is not unique over time: all bookings that have it, the earliest first. */
  byWordCode(wordCode: string): Booking[];
  /** Agreed for some part of a calendar day of the institution, the earliest first; cancelled ones too. */
  ofDay(day: string): Booking[];
  isCancelled(jti: string): boolean;
  signingKey(kid: string): SigningJwk | null;
}

interface Row {
  readonly id: string;
  readonly sealed: Buffer;
}

/** `zone` is the institution's. */
export const openBookings = (db: Database, seal: BookingSeal, zone: string): Bookings => {
  const byId = db.prepare<[string], Row>('SELECT id, sealed FROM booking WHERE id = ?');
  const byWordCode = db.prepare<[string], Row>(
    'SELECT id, sealed FROM booking WHERE word_code = ? ORDER BY starts_at, id',
  );
  const between = db.prepare<[string, string], Row>(
    'SELECT id, sealed FROM booking WHERE starts_at < ? AND ends_at > ? ORDER BY starts_at, id',
  );
  const cancelled = db.prepare<[string], { jti: string }>('SELECT jti FROM cancelled_token WHERE jti = ?');
  const key = db.prepare<[string], { jwk: string }>('SELECT jwk FROM signing_key WHERE kid = ?');
  const open = (row: Row) => seal.open(row.id, row.sealed);
  return {
    byId: (id) => {
      const row = byId.get(id);
      return row === undefined ? null : open(row);
    },
    byWordCode: (wordCode) => byWordCode.all(wordCode).map(open),
    ofDay: (day) =>
      between.all(toInstant(startOfDay(zone, addDays(day, 1))), toInstant(startOfDay(zone, day))).map(open),
    isCancelled: (jti) => cancelled.get(jti) !== undefined,
    signingKey: (kid) => {
      const row = key.get(kid);
      return row === undefined ? null : signingJwk.parse(JSON.parse(row.jwk));
    },
  };
};
