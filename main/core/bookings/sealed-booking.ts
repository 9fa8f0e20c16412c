import { hkdfSync } from 'node:crypto';
import { booking, type Booking } from '../../../shared/domain/booking.ts';
import { encode } from '../protocol/encoding.ts';
import { decrypt, encrypt } from '../protocol/seal.ts';

/** Seals and opens bookings as they lie in the database: they name people, and only this kiosk reads them. */
export interface BookingSeal {
  seal(plain: Booking): Buffer;
  /** Throws when the kiosk's key does not open it: secrets and database do not belong together. */
  open(id: string, sealed: Buffer): Booking;
}

/** Under a key derived from the kiosk's (HKDF-SHA-256), bound to the booking's id. */
export const createBookingSeal = (kioskKey: Buffer): BookingSeal => {
  const key = Buffer.from(hkdfSync('sha256', kioskKey, '', 'besoksvert/bookings/1', 32));
  const context = (id: string) => encode('besoksvert/booking/1', [id]);
  return {
    seal: (plain) => encrypt(key, Buffer.from(JSON.stringify(plain), 'utf8'), context(plain.id)),
    open: (id, sealed) => {
      const opened = decrypt(key, sealed, context(id));
      if (opened === null) throw new Error('a booking does not open under this kiosk key');
      return booking.parse(JSON.parse(opened.toString('utf8')));
    },
  };
};
