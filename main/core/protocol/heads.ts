import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { CompactSign, compactVerify } from 'jose';
import { z } from 'zod';
import { instant } from '../../../shared/domain/time.ts';
import { id } from '../../../shared/domain/ids.ts';
import { canonicalJson } from './canonical.ts';
import { GENESIS } from './chain.ts';

export const HEAD_PURPOSE = 'besoksvert/head/1';

/** What a signed head says: so long was the protocol of this kiosk at this time, and this was the newest hash (base64url). */
export const headClaims = z.strictObject({
  purpose: z.literal(HEAD_PURPOSE),
  kiosk: id,
  length: z.int().nonnegative(),
  hash: z.string(),
  at: instant,
});
export type HeadClaims = z.infer<typeof headClaims>;

/** Compact JWS (EdDSA) over the head. */
export const signClaims = async (claims: HeadClaims, signingKey: KeyObject): Promise<string> =>
  new CompactSign(Buffer.from(canonicalJson(claims), 'utf8'))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'besoksvert-head' })
    .sign(signingKey);

/** The claims of a head that this key signed, or null. */
export const verifyHead = async (jws: string, publicKey: KeyObject): Promise<HeadClaims | null> => {
  try {
    const { payload } = await compactVerify(jws, publicKey, { algorithms: ['EdDSA'] });
    return headClaims.parse(JSON.parse(Buffer.from(payload).toString('utf8')));
  } catch {
    return null;
  }
};

export const publicKeyOf = (signingKey: KeyObject): KeyObject => createPublicKey(signingKey);

/** Signs the head as it stands and keeps it; a length that is signed already keeps its head. */
export const createHeads = (db: Database, kiosk: string, signingKey: KeyObject, now: () => string) => {
  const newest = db.prepare<[], { seq: number; hash: Buffer }>(
    'SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1',
  );
  const kept = db.prepare<[number], string>('SELECT jws FROM head WHERE length = ?').pluck();
  const keep = db.prepare(
    // Two may sign the same length at once (the sync, the close of a day): the first one's stands.
    `INSERT INTO head (length, hash, at, jws) SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM head WHERE length = ?)`,
  );
  return async (): Promise<string> => {
    const { seq, hash } = newest.get() ?? { seq: 0, hash: GENESIS };
    const before = kept.get(seq);
    if (before !== undefined) return before;
    const at = now();
    const jws = await signClaims(
      { purpose: HEAD_PURPOSE, kiosk, length: seq, hash: hash.toString('base64url'), at },
      signingKey,
    );
    keep.run(seq, hash, at, jws, seq);
    return kept.get(seq) ?? jws;
  };
};
