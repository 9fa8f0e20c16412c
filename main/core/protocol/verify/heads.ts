/** What is asked of signed heads: those that lie here, and those that others have kept. */
import type { KeyObject } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { verifyHead } from '../heads.ts';
import type { HeadClaims } from '../heads.ts';

export interface Fault {
  readonly seq: number;
  readonly reason: string;
}

interface HeadRow {
  readonly length: number;
  readonly hash: Buffer;
  readonly at: string;
  readonly jws: string;
}

export interface HeadOptions {
  readonly kiosk: string;
  readonly publicKey: KeyObject;
  /** Compact JWS of heads that left the machine. */
  readonly elsewhere: readonly string[];
}

/** The first head, by length, that is not what the chain says. `hashes` are the chain's, from length 0 on. */
export const headFault = async (
  db: Database,
  { kiosk, publicKey, elsewhere }: HeadOptions,
  hashes: readonly Buffer[],
): Promise<Fault | null> => {
  const faults: Fault[] = [];
  const judge = async (jws: string, whose: string, row?: HeadRow): Promise<void> => {
    const claims = await verifyHead(jws, publicKey);
    if (claims?.kiosk !== kiosk) {
      faults.push({ seq: row?.length ?? 0, reason: `the signature of ${whose} is not this kiosk’s` });
      return;
    }
    if (row && !says(claims, row)) {
      faults.push({ seq: row.length, reason: `${whose} is not the one that was signed` });
      return;
    }
    const there = hashes[claims.length];
    if (!there)
      faults.push({ seq: hashes.length, reason: `it is gone: ${whose} counts ${claims.length} events` });
    else if (there.toString('base64url') !== claims.hash)
      faults.push({
        seq: claims.length,
        reason: `it is not the event that ${whose} was signed for at ${claims.at}`,
      });
  };
  for (const row of db.prepare<[], HeadRow>('SELECT length, hash, at, jws FROM head ORDER BY length').all())
    await judge(row.jws, 'a signed head', row);
  for (const jws of elsewhere) await judge(jws, 'a head kept elsewhere');
  return faults.sort((a, b) => a.seq - b.seq)[0] ?? null;
};

const says = (claims: HeadClaims, row: HeadRow): boolean =>
  claims.length === row.length && claims.at === row.at && claims.hash === row.hash.toString('base64url');
