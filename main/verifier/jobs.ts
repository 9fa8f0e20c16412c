/** The work of verification in pieces that any thread with its own connection to the same snapshot can do, in any order. */
import { createPublicKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { createCalendar } from './calendar.ts';
import { takeEventsOfHouse } from './event-indexes.ts';
import { createFindings } from './findings.ts';
import type { Finding, Findings } from './findings.ts';
import { createTakeGlance, glanceOf } from './glance.ts';
import type { GlanceMemory } from './glance.ts';
import { readKeyFiles } from './key-files.ts';
import { createOpenKeys } from './open-keys.ts';
import { judgeOutbox, judgePointers } from './pointers.ts';
import { createRangeJudge } from './range.ts';
import type { RangeReport } from './range.ts';
import { createRows } from './rows.ts';
import { NOTHING } from './sums.ts';
import type { Sum } from './sums.ts';
import { judgeFile } from './schema.ts';
import { createVisitHistory } from './visit-history.ts';
import { createKeyJudge } from './visit-keys.ts';
import { lastDayOf } from './visit-steps.ts';

/** What a thread has to know; plain data, for it goes from one thread to another. */
export interface JobSettings {
  readonly file: string;
  readonly keysDir: string;
  readonly zone: string;
  readonly kiosk: string;
  readonly length: number;
  readonly slice: number;
  /** Where each share of the visit ids begins. */
  readonly shares: readonly string[];
  readonly kioskKey: Uint8Array | null;
  /** JSON Web Key of the kiosk's public key. */
  readonly publicKey: JsonWebKey | null;
  /** For the sums of this verification. */
  readonly salt: string;
  /** Filled by the first jobs, read by the others. */
  readonly memory: GlanceMemory;
}

export type JobReport =
  | ({ readonly is: 'range' } & RangeReport)
  | { readonly is: 'database'; readonly findings: readonly Finding[]; readonly kept: Sum };

/** So many events take a second or two; in a longer protocol not every index of the large tables is asked row by row. */
const INDEXES_UP_TO = 300_000;

/** The sum of what is kept, where the job read that. */
type DatabaseJob = (findings: Findings) => Sum;

const SHARES = 64;
const AFTER_ALL = '\u{10FFFF}';
/**
 * Where shares of the visit ids begin, so that threads can share what is kept of them, and never have much of it at a time; of a short protocol all at
 * once. The ids of events that lie evenly: in whatever way ids are made, the shares are about as large. Together they are all texts there are.
 */
export const sharesOf = (db: Database, length: number, slice: number): string[] => {
  if (length <= slice) return [''];
  const next = db
    .prepare<[number]>('SELECT visit_id FROM event WHERE seq >= ? AND visit_id IS NOT NULL LIMIT 1')
    .pluck();
  const starts = Array.from({ length: SHARES - 1 }, (_, at) =>
    next.get(Math.floor((length * (at + 1)) / SHARES)),
  ).filter((id) => typeof id === 'string' && PLAIN.test(id));
  return ['', ...new Set(starts as string[])].sort();
};
/** What sorts here as it does in SQLite. */
const PLAIN = /^[\da-f-]{36}$/;
/** Beside those that come first. */
const DATABASE_JOBS = 2;

/** So many jobs come first: the others read what they took down. */
export const jobsBefore = ({ shares }: Pick<JobSettings, 'shares'>): number => shares.length + 1;
export const jobCount = ({ length, slice, shares }: JobSettings): number =>
  jobsBefore({ shares }) + DATABASE_JOBS + Math.ceil(length / slice);

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly it: T } | null = null;
  return () => (made ??= { it: make() }).it;
};

/** Does the job of a number, from 0 to `jobCount`. Ranges of events come in their order. */
export const createJobs = (db: Database, settings: JobSettings): ((index: number) => JobReport) => {
  const { kiosk, zone, length, slice, shares, keysDir, kioskKey, publicKey, salt } = settings;
  const glance = glanceOf(settings.memory);
  const calendar = createCalendar(zone);
  const judge = createRangeJudge({
    db,
    kiosk,
    calendar,
    glance,
    salt,
    publicKey: publicKey && createPublicKey({ format: 'jwk', key: publicKey }),
    keys: createOpenKeys(readKeyFiles(keysDir), kioskKey && Buffer.from(kioskKey)),
  });
  const history = createVisitHistory(createRows(db), calendar);
  const lastDayBefore = (visitId: string, seq: number): string | null => {
    const { state } = history(visitId, seq);
    return state && lastDayOf(state, calendar);
  };
  const keyJudge = once(() => createKeyJudge({ db, calendar, lastDayBefore }));
  const takeGlance = once(() => createTakeGlance(db, glance, salt, keyJudge().judge));
  const jobs: readonly DatabaseJob[] = [
    ...shares.map(
      (from, at): DatabaseJob =>
        (findings) =>
          takeGlance()([from, shares[at + 1] ?? AFTER_ALL], findings),
    ),
    (findings) => {
      takeEventsOfHouse(db, glance.groups, findings);
      return NOTHING;
    },
    (findings) => {
      judgeFile(db, length <= INDEXES_UP_TO, findings);
      return NOTHING;
    },
    (findings) => {
      keyJudge().judgeHeld(findings);
      judgePointers(db, length, findings);
      judgeOutbox(db, findings);
      return NOTHING;
    },
  ];
  return (index) => {
    const job = jobs[index];
    if (job) {
      const findings = createFindings();
      const kept = job(findings);
      return { is: 'database', findings: findings.all(), kept };
    }
    const from = (index - jobs.length) * slice + 1;
    return { is: 'range', ...judge(from, Math.min(from + slice - 1, length)) };
  };
};
