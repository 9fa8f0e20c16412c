/** Makes what a municipality makes: signing keys and booking tokens. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CompactSign } from 'jose';
import type { BookingClaims } from '../../shared/domain/booking.ts';

export interface TokenKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** The public half as it goes into the JWKS. */
  readonly jwk: { kty: 'OKP'; crv: 'Ed25519'; kid: string; x: string };
}

export const newTokenKey = (kid: string): TokenKey => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  if (x === undefined) throw new Error('an Ed25519 key has x');
  return { kid, privateKey, jwk: { kty: 'OKP', crv: 'Ed25519', kid, x } };
};

/** A compact JWS over the claims; `toDigits` of main/core/bookings/digits.ts makes the QR's text of it. */
export const signBookingToken = (
  claims: BookingClaims,
  key: Pick<TokenKey, 'kid' | 'privateKey'>,
): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid })
    .sign(key.privateKey);
