/** The verifier of the visit protocol. Written from resources/docs/protocol-format.md alone: it shares no code with the writer. */
import { createPublicKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { createCalendar } from './calendar.ts';
import { beginReading, openProtocolFile, readingProblem } from './database.ts';
import { createFindings } from './findings.ts';
import type { Finding } from './findings.ts';
import { hashOfLast, judgeHeadOfNothing, judgeHeadsElsewhere } from './heads-elsewhere.ts';
import { createJobs, jobCount, sharesOf } from './jobs.ts';
import type { JobSettings } from './jobs.ts';
import { readKeyFiles } from './key-files.ts';
import { glanceMemory } from './glance.ts';
import { judgeKeptLists } from './kept-lists.ts';
import { judgeKeyNames } from './key-names.ts';
import { judgeKeptOutings } from './outings.ts';
import { createRows } from './rows.ts';
import { judgeSchema, readMigrations } from './schema.ts';
import type { Migration } from './schema.ts';
import type { SealedCounts } from './sealed.ts';
import { createStory } from './story.ts';
import { createTally } from './tally.ts';
import type { Tally } from './tally.ts';
import { startThreads } from './threads.ts';

export interface VerifyOptions {
  readonly migrationsDir: string;
  readonly settings: {
    readonly institution: { readonly zone: string };
    readonly kiosk: { readonly id: string };
  };
  /** With the kiosk's own keys sealed fields are opened where their day is still open, and signatures checked. */
  readonly secrets?: { readonly kioskKey: Buffer; readonly signingKey: KeyObject } | undefined;
  /** Signatures can be checked without secrets. */
  readonly publicKey?: KeyObject | undefined;
  /** Signed heads that others have kept, compact JWS: only they show that a tail was cut with all that pointed at it. */
  readonly heads?: readonly string[] | undefined;
  /** Where the keys lie; beside the database unless told. */
  readonly keysDir?: string | undefined;
  /** Events in one piece of work; between two of them is a turn of the event loop. */
  readonly slice?: number | undefined;
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
  /** More than one: that many threads beside this one do the work of a long protocol. */
  readonly threads?: number | undefined;
}

export interface VerifyResult {
  readonly holds: boolean;
  readonly length: number;
  /** The newest hash, base64url. */
  readonly head: string;
  readonly findings: readonly Finding[];
  readonly sealed: Readonly<SealedCounts>;
  /** Whether there was a key to check signatures with. */
  readonly signatures: boolean;
}

export type Verdict =
  | { readonly status: 0 | 1; readonly result: VerifyResult }
  | { readonly status: 2; readonly problem: string };

/** 0: it holds. 1: it does not. 2: it cannot be read. Nothing is written; one snapshot is read, also while the kiosk writes. */
export const verifyFile = async (file: string, options: VerifyOptions): Promise<Verdict> => {
  try {
    const migrations = readMigrations(options.migrationsDir);
    const db = openProtocolFile(file, migrations);
    try {
      const result = await judged(db, file, options, migrations);
      return { status: result.holds ? 0 : 1, result };
    } finally {
      db.close();
    }
  } catch (thrown) {
    const problem = readingProblem(file, thrown);
    if (problem === null) throw thrown;
    return { status: 2, problem };
  }
};

/** What one thread does at a time: long enough to be worth the way, short enough to be shared evenly. */
const SLICE = 10_000;
/** A protocol of fewer pieces is through before threads have started. */
const WORTH_THREADS = 10;

const judged = async (
  db: Database,
  file: string,
  options: VerifyOptions,
  migrations: readonly Migration[],
): Promise<VerifyResult> => {
  const { secrets } = options;
  const publicKey = options.publicKey ?? (secrets ? createPublicKey(secrets.signingKey) : null);
  const settings = {
    file,
    keysDir: options.keysDir ?? join(dirname(file), 'keys'),
    zone: options.settings.institution.zone,
    kiosk: options.settings.kiosk.id,
    slice: options.slice ?? SLICE,
    salt: randomBytes(16).toString('hex'),
    kioskKey: secrets?.kioskKey ?? null,
    publicKey: publicKey?.export({ format: 'jwk' }) ?? null,
  };
  const wanted = newestOf(db) < WORTH_THREADS * settings.slice ? 1 : (options.threads ?? 1);
  const threads = wanted > 1 ? await startThreads(wanted, file, () => beginReading(db)) : null;
  try {
    if (!threads) beginReading(db);
    const length = lengthOf(db);
    const rows = createRows(db);
    const calendar = createCalendar(settings.zone);
    const findings = createFindings();
    const story = createStory({ calendar, findings, isShared: createIsShared(db) });
    const tally = createTally(findings, (event) => story.take(event));
    const shares = sharesOf(db, length, settings.slice);
    const whole = { ...settings, length, shares, memory: glanceMemory(length) };
    if (threads) await threads.work(whole, (index, report) => tally.take(index, report));
    else await workHere(db, whole, tally);

    if (!tally.keptAgree()) await judgeKeptLists(db, calendar, length, findings);
    judgeKeptOutings(db, story.outings, findings);
    story.cases.judgeKept(db, findings);
    story.packs.judgeKept(db, findings);
    const now = (options.now ?? Date.now)();
    const keyFiles = readKeyFiles(settings.keysDir);
    judgeKeyNames({ db, files: keyFiles, findings, isKiosk: secrets !== undefined, now });
    const elsewhere = { rows, length, publicKey, kiosk: settings.kiosk, findings };
    judgeHeadsElsewhere(options.heads ?? [], elsewhere);
    judgeHeadOfNothing(db, elsewhere);
    judgeSchema(db, migrations, findings);
    const all = findings.all();
    return {
      holds: all.length === 0,
      length,
      head: hashOfLast(rows, length),
      findings: all,
      sealed: tally.sealed,
      signatures: publicKey !== null,
    };
  } finally {
    await threads?.end();
  }
};

/** One job after the other, with a turn of the event loop between them. */
const workHere = async (db: Database, settings: JobSettings, tally: Tally): Promise<void> => {
  const job = createJobs(db, settings);
  for (let index = 0; index < jobCount(settings); index += 1) {
    tally.take(index, job(index));
    await nextTurn();
  }
};

/** Numbers that are further past the number of events than this are not walked up to. */
const MOST_GAPS = 1000;
const lengthOf = (db: Database): number => {
  const count = Number(db.prepare<[]>('SELECT count(*) FROM event').pluck().get());
  return Math.max(0, Math.min(newestOf(db), count + MOST_GAPS));
};
const newestOf = (db: Database): number =>
  Number(db.prepare<[]>('SELECT max(seq) FROM event').pluck().get() ?? 0);

/** Whether the visit id is that of events of another family too: an outing's a visit's, for one. */
const createIsShared = (db: Database) => {
  const others = db
    .prepare<[string, string], number>('SELECT 1 FROM event WHERE visit_id = ? AND type NOT LIKE ? LIMIT 1')
    .pluck();
  return (visitId: string, type: string): boolean =>
    others.get(visitId, `${type.slice(0, type.indexOf('.') + 1)}%`) !== undefined;
};
