/** The signed heads that lie in the database, beside the events that they were signed for. */
import type { KeyObject } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Findings } from './findings.ts';
import { readHead } from './heads.ts';

export interface HeadsOfRange {
  /** Event after event, in order. `hash` in hexadecimal capitals. */
  take(seq: number, hash: string): void;
  end(): void;
}

interface Parts {
  readonly db: Database;
  readonly kiosk: string;
  readonly publicKey: KeyObject | null;
}
type Raw = readonly unknown[];

const base64url = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');

export const createHeadsOfRange = ({ db, kiosk, publicKey }: Parts) => {
  const between = db
    .prepare<[number, number], Raw>(
      'SELECT length, hex(hash), at, jws FROM head WHERE length BETWEEN ? AND ? ORDER BY length',
    )
    .raw();

  return (findings: Findings, from: number, to: number): HeadsOfRange => {
    const heads = new Map(between.all(from, to).map((raw) => [Number(raw[0]), raw]));
    return {
      take(seq, hash) {
        if (heads.size === 0) return;
        const raw = heads.get(seq);
        if (raw === undefined) return;
        heads.delete(seq);
        judgeHead(findings, { kiosk, publicKey }, raw, base64url(hash));
      },
      end() {
        for (const [length, raw] of heads) judgeHead(findings, { kiosk, publicKey }, raw, null, length);
      },
    };
  };
};

/** `hash`: of the event that the head ends at, base64url; null: that event is not there, and that has been said. */
export const judgeHead = (
  findings: Findings,
  { kiosk, publicKey }: Omit<Parts, 'db'>,
  raw: Raw,
  hash: string | null,
  length = Number(raw[0]),
): void => {
  const [, kept, at, jws] = raw;
  const claims = typeof jws === 'string' ? readHead(jws, publicKey) : null;
  if (claims?.kiosk !== kiosk) {
    findings.add(length, 'head-signature', 'the signature of a signed head is not this kiosk’s');
    return;
  }
  if (claims.length !== length || claims.at !== at || claims.hash !== base64url(String(kept)))
    findings.add(length, 'head', 'a signed head is not the one that was signed');
  else if (hash !== null && claims.hash !== hash)
    findings.add(length, 'head', `it is not the event that a signed head was signed for at ${claims.at}`);
};
