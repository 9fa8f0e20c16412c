import { CompactSign } from 'jose';
import { toDigits } from '../../main/core/bookings/digits.ts';
import type { BookingClaims } from '../../shared/domain/booking.ts';
import type { Key } from './keys.ts';

const sign = (content: unknown, header: { typ?: string }, key: Key): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, ...header })
    .sign(key.privateKey);

/** A booking token as a QR code carries it: `BV1` and digits. */
export const bookingToken = async (claims: BookingClaims, key: Key): Promise<string> =>
  toDigits(await sign(claims, {}, key));

/** A policy pack as it is sent: compact JWS over its JSON, with a type of its own so that no other signed text can pass for one. */
export const signedPack = (pack: unknown, key: Key): Promise<string> =>
  sign(pack, { typ: 'besoksvert-pack+jws' }, key);
