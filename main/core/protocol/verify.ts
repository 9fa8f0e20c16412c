import type { KeyObject } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { openForReading } from '../db/open.ts';
import { thrownProblem } from '../db/problem.ts';
import type { Secrets } from '../ports.ts';
import { createActivations, createReceived, packFault, receivedFault } from './activations.ts';
import { GENESIS } from './chain.ts';
import { publicKeyOf } from './heads.ts';
import type { EventRow } from './rows.ts';
import { cutTailFault, outingFault, projectionFault, unsentFault } from './verify/derived.ts';
import { headFault } from './verify/heads.ts';
import type { Fault } from './verify/heads.ts';
import { schemaFault } from './verify/schema.ts';
import { createSealedCheck } from './verify/sealed.ts';
import { startWalk, step } from './verify/walk.ts';

export interface VerifyOptions {
  readonly migrationsDir: string;
  readonly settings: {
    readonly institution: { readonly zone: string };
    readonly kiosk: { readonly id: string };
  };
  /** With the kiosk's own keys commitments are opened where their day is still open, and signatures checked. */
  readonly secrets?: Secrets | undefined;
  /** Signatures can be checked without secrets. */
  readonly publicKey?: KeyObject | undefined;
  /** Signed heads that others have kept: only they show that a tail was cut with all that pointed at it. */
  readonly heads?: readonly string[] | undefined;
  /** Events between two turns of the event loop. */
  readonly slice?: number | undefined;
}

export type VerifyResult =
  | {
      readonly ok: true;
      readonly length: number;
      /** The newest hash, base64url. */
      readonly head: string;
      /** How many sealed events were opened and compared, could not be, or are erased. */
      readonly sealed: { readonly opened: number; readonly closed: number; readonly erased: number };
      readonly signatures: boolean;
    }
  | {
      readonly ok: false;
      /** The first event that does not hold; 0 when it is not about one event. */
      readonly seq: number;
      readonly reason: string;
    };

interface WalkRow extends EventRow {
  readonly sent: number | null;
}

/**
 * Walks the whole protocol, in slices, over one snapshot. Give it a connection of its own (`openForReading`): it holds a read
 * transaction open across turns of the event loop.
 */
export const verify = async (db: Database, options: VerifyOptions): Promise<VerifyResult> => {
  db.exec('BEGIN');
  try {
    return await judged(db, options);
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
  }
};

const judged = async (db: Database, options: VerifyOptions): Promise<VerifyResult> => {
  const { secrets, slice = 500 } = options;
  const sealed = { opened: 0, closed: 0, erased: 0 };
  const sealedProblem = createSealedCheck(db, secrets?.kioskKey, (what) => (sealed[what] += 1));
  const walk = startWalk();
  const hashes: Buffer[] = [GENESIS];
  const rows = db.prepare<[number, number], WalkRow>(
    `SELECT event.*, outbox.seq AS sent FROM event LEFT JOIN outbox ON outbox.seq = event.seq
     WHERE event.seq > ? ORDER BY event.seq LIMIT ?`,
  );
  for (;;) {
    const some = rows.all(walk.seq, slice);
    for (const row of some) {
      const expected = walk.seq + 1;
      if (row.seq !== expected) return no({ seq: expected, reason: 'it is missing from the middle' });
      const reason =
        step(walk, row, options.settings.institution.zone) ??
        sealedProblem(row) ??
        (row.sent === null ? 'it is missing from the outbox' : null);
      if (reason !== null) return no({ seq: row.seq, reason });
      hashes.push(row.hash);
    }
    if (some.length < slice) break;
    await nextTurn();
  }
  const publicKey = options.publicKey ?? (secrets && publicKeyOf(secrets.signingKey));
  const headOptions = publicKey && {
    kiosk: options.settings.kiosk.id,
    publicKey,
    elsewhere: options.heads ?? [],
  };
  const fault =
    (headOptions && (await headFault(db, headOptions, hashes))) ??
    cutTailFault(db, walk.seq) ??
    projectionFault(db, walk.visits) ??
    outingFault(db, walk.outings) ??
    unsentFault(db) ??
    packFault(db, createActivations(db)()) ??
    receivedFault(db, createReceived(db)());
  if (fault) return no(fault);
  const schema = schemaFault(db, options.migrationsDir);
  if (schema !== null) return no({ seq: 0, reason: schema });
  return {
    ok: true,
    length: walk.seq,
    head: walk.hash.toString('base64url'),
    sealed,
    signatures: publicKey !== undefined,
  };
};

const no = (fault: Fault): VerifyResult => ({ ok: false, ...fault });

/** One line for a person. */
export const verifyLine = (result: VerifyResult): string => {
  if (!result.ok)
    return result.seq === 0
      ? `The visit protocol does not hold: ${result.reason}.`
      : `The visit protocol does not hold at event ${result.seq}: ${result.reason}.`;
  const { length, sealed } = result;
  const fields = `sealed fields of ${sealed.opened} opened and compared, ${sealed.closed} closed, ${sealed.erased} erased`;
  const signatures = result.signatures ? 'signed heads agree' : 'signatures not checked (no key)';
  return `The visit protocol holds: ${length} events, ${fields}; ${signatures}. Newest hash ${result.head}.`;
};

/** For the command line: exit status 0 it holds, 1 it does not, 2 it could not be read. */
export const verifyFile = async (
  file: string,
  options: VerifyOptions,
): Promise<{ status: 0 | 1 | 2; line: string }> => {
  const opened = openForReading(file, options);
  if (!opened.ok) return { status: 2, line: opened.problem.message };
  try {
    const result = await verify(opened.db, options);
    return { status: result.ok ? 0 : 1, line: verifyLine(result) };
  } catch (thrown) {
    const problem = thrownProblem(file, thrown);
    if (!problem) throw thrown;
    return { status: 2, line: problem.message };
  } finally {
    opened.db.close();
  }
};
