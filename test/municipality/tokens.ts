import { CompactSign } from 'jose';
import { toDigits } from '../../main/core/bookings/digits.ts';
import type { BookingClaims } from '../../shared/domain/booking.ts';
import type { Key } from './keys.ts';

/** A booking token as a QR code carries it: `BV1` and digits. */
export const bookingToken = async (claims: BookingClaims, key: Key): Promise<string> => {
  const payload = new TextEncoder().encode(JSON.stringify(claims));
  const jws = await new CompactSign(payload)
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid })
    .sign(key.privateKey);
  return toDigits(jws);
};
