import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import type { PublicJwk } from './keys.ts';

const claims = z.strictObject({
  purpose: z.literal('besoksvert/head/1'),
  kiosk: z.string(),
  length: z.int().nonnegative(),
  hash: z.string(),
  at: z.string(),
});

const json = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

/** Why a signed head is not to be believed, or null. `hashAt` knows what was received: a head that says otherwise belongs to another history. */
export const headProblem = (
  jws: string,
  kiosk: string,
  jwk: PublicJwk,
  hashAt: (seq: number) => string | undefined,
): string | null => {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
  const said = z.looseObject({ alg: z.literal('EdDSA') }).safeParse(json(header));
  if (
    !said.success ||
    !verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))
  )
    return 'the head is not signed by this kiosk';
  const head = claims.safeParse(json(payload));
  if (!head.success) return 'the head does not say what a head says';
  if (head.data.kiosk !== kiosk) return "the head is another kiosk's";
  const known = hashAt(head.data.length);
  return known === undefined || known === head.data.hash ? null : 'the head belongs to another history';
};
