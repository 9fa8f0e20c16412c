/** Heads that others have kept: only they show that a tail was cut with all that pointed at it. */
import type { KeyObject } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Findings } from './findings.ts';
import { judgeHead } from './heads-of-range.ts';
import { readHead } from './heads.ts';
import type { Rows } from './rows.ts';

interface Parts {
  readonly rows: Rows;
  readonly length: number;
  readonly kiosk: string;
  readonly publicKey: KeyObject | null;
  readonly findings: Findings;
}

const NONE = Buffer.alloc(32).toString('base64url');
/** Base64url; null: there is no such event. */
const hashAt = (rows: Rows, seq: number): string | null => {
  if (seq === 0) return NONE;
  const row = rows.one(seq);
  return row && Buffer.from(row.hash, 'hex').toString('base64url');
};
export const hashOfLast = (rows: Rows, length: number): string => hashAt(rows, length) ?? NONE;

export const judgeHeadsElsewhere = (heads: readonly string[], parts: Parts): void => {
  const { rows, length, kiosk, publicKey, findings } = parts;
  for (const jws of heads) {
    const claims = readHead(jws, publicKey);
    if (claims?.kiosk !== kiosk)
      findings.add(0, 'head-signature', 'the signature of a head kept elsewhere is not this kiosk’s');
    else if (claims.length > length)
      findings.add(
        length + 1,
        'head-length',
        `it is gone: a head kept elsewhere counts ${claims.length} events`,
      );
    else if (hashAt(rows, claims.length) !== claims.hash)
      findings.add(
        claims.length,
        'head',
        `it is not the event that a head kept elsewhere was signed for at ${claims.at}`,
      );
  }
};

/** The head that was signed before there was any event; all others are asked about where their event is. */
export const judgeHeadOfNothing = (db: Database, { kiosk, publicKey, findings }: Parts): void => {
  const heads = db
    .prepare<[], readonly unknown[]>('SELECT length, hex(hash), at, jws FROM head WHERE length < 1')
    .raw();
  for (const raw of heads.all()) judgeHead(findings, { kiosk, publicKey }, raw, NONE);
};
