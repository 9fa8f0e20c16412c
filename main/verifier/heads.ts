/** Signed heads: compact JWS over how long the protocol was and which hash was its newest. */
import { createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { canonicalJson, parsed } from './canonical.ts';
import { isInstant } from './calendar.ts';

export interface HeadClaims {
  readonly kiosk: string;
  readonly length: number;
  /** Base64url. */
  readonly hash: string;
  readonly at: string;
}

const PURPOSE = 'besoksvert/head/1';

/** The public key from its 32 bytes in base64url; null when it is none. */
export const publicKeyOf = (x: string): KeyObject | null => {
  if (bytesOf(x)?.length !== 32) return null;
  try {
    return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
  } catch {
    return null;
  }
};

/** Null for text that is not the one way to write some bytes: otherwise a changed letter could mean the same. */
const bytesOf = (text: string): Buffer | null => {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
};

/** What a head says; null when it is not a head, or not signed by this key. Without a key the signature is not asked. */
export const readHead = (jws: string, key: KeyObject | null): HeadClaims | null => {
  const [header = '', payload = '', signature = '', ...rest] = jws.split('.');
  const bytes = bytesOf(payload);
  const signed = bytesOf(signature);
  if (!isHeader(bytesOf(header)) || bytes === null || signed === null || rest.length > 0) return null;
  if (key !== null && !verify(null, Buffer.from(`${header}.${payload}`), key, signed)) return null;
  return claimsOf(bytes.toString('utf8'));
};

const isHeader = (bytes: Buffer | null): boolean => {
  const header = bytes === null ? null : parsed(bytes.toString('utf8'));
  if (typeof header !== 'object' || header === null) return false;
  const { alg, typ, ...rest } = header as Record<string, unknown>;
  return alg === 'EdDSA' && typ === 'besoksvert-head' && Object.keys(rest).length === 0;
};

const claimsOf = (text: string): HeadClaims | null => {
  const claims = parsed(text);
  if (typeof claims !== 'object' || claims === null || canonicalJson(claims) !== text) return null;
  const { purpose, kiosk, length, hash, at, ...rest } = claims as Record<string, unknown>;
  if (purpose !== PURPOSE || typeof kiosk !== 'string' || typeof hash !== 'string' || !isInstant(at))
    return null;
  if (!Number.isSafeInteger(length) || Number(length) < 0 || Object.keys(rest).length > 0) return null;
  return { kiosk, length: Number(length), hash, at };
};
