import { compactVerify, errors, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import { bookingClaims, type BookingClaims } from '../../../shared/domain/booking.ts';

/** A key that signs booking tokens, as it lies in table `signing_key`. */
export const signingJwk = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string().min(1).max(16),
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type SigningJwk = z.infer<typeof signingJwk>;

/** What a token turned out to be, before anything is asked about time, place or use. */
export type TokenResult =
  | { readonly result: 'ok'; readonly claims: BookingClaims }
  | { readonly result: 'not-readable' | 'not-ours' | 'unknown-key' | 'bad-signature' };

/** Longest token that is looked at; ours are near 300 characters, 600 digits. */
const MAX_JWS_LENGTH = 1500;

/** Nothing but these two: a token that brings its own key (`jwk`, `jku`, `x5c`) or demands more (`crit`) is refused unseen. */
const header = z.strictObject({ alg: z.string(), kid: z.string().min(1).max(16) });

/** Three parts of canonical base64url: one token has one spelling. */
const parts = (jws: string): [string, string, string] | null => {
  if (jws.length > MAX_JWS_LENGTH) return null;
  const [head, payload, signature, ...rest] = jws.split('.');
  if (head === undefined || payload === undefined || signature === undefined || rest.length > 0) return null;
  const canonical = (part: string) => Buffer.from(part, 'base64url').toString('base64url') === part;
  return [head, payload, signature].every(canonical) ? [head, payload, signature] : null;
};

const json = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
};

/** The payload of a compact JWS whose Ed25519 signature is this key's, else null. `alg` must be EdDSA (RFC 8037 §3.1). */
export const verifiedPayload = async (jws: string, jwk: Omit<SigningJwk, 'kid'>): Promise<Buffer | null> => {
  try {
    const key = await importJWK(jwk as JWK, 'EdDSA');
    return Buffer.from((await compactVerify(jws, key, { algorithms: ['EdDSA'] })).payload);
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
};

/**
 * Verifies a compact JWS as a booking token, offline, with EdDSA over Ed25519 and nothing else.
 * `keyOf` looks a `kid` up among the municipality's keys that hold now. Any text is allowed in; never throws for it.
 */
export const verifyBookingToken = async (
  jws: string,
  keyOf: (kid: string) => SigningJwk | null,
): Promise<TokenResult> => {
  const split = parts(jws);
  if (split === null) return { result: 'not-readable' };
  const head = json(Buffer.from(split[0], 'base64url'));
  if (typeof head !== 'object' || head === null) return { result: 'not-readable' };
  const parsed = header.safeParse(head);
  if (!parsed.success || parsed.data.alg !== 'EdDSA') return { result: 'bad-signature' };
  const jwk = keyOf(parsed.data.kid);
  if (jwk?.kid !== parsed.data.kid) return { result: 'unknown-key' };
  const payload = await verifiedPayload(jws, jwk);
  if (payload === null) return { result: 'bad-signature' };
  const claims = bookingClaims.safeParse(json(payload));
  return claims.success ? { result: 'ok', claims: claims.data } : { result: 'not-ours' };
};
