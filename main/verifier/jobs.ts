/** The work of verification in pieces that any thread with its own connection to the same snapshot can do, in any order. */
import { createPublicKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { createCalendar } from './calendar.ts';
import { createFindings } from './findings.ts';
import type { Finding } from './findings.ts';
import { readKeyFiles } from './key-files.ts';
import { judgeVisitKeys } from './visit-keys.ts';
import { createOpenKeys } from './open-keys.ts';
import { judgeOutbox, judgePointers } from './pointers.ts';
import { createRangeJudge } from './range.ts';
import type { RangeReport } from './range.ts';
import { judgeFile } from './schema.ts';

/** What a thread has to know; plain data, for it goes from one thread to another. */
export interface JobSettings {
  readonly file: string;
  readonly keysDir: string;
  readonly zone: string;
  readonly kiosk: string;
  readonly length: number;
  readonly slice: number;
  readonly kioskKey: Uint8Array | null;
  /** JSON Web Key of the kiosk's public key. */
  readonly publicKey: JsonWebKey | null;
}

export type JobReport =
  | ({ readonly is: 'range' } & RangeReport)
  | { readonly is: 'database'; readonly findings: readonly Finding[] };

/** So many events take a second or two; the indexes of a larger file are not asked row by row. */
const INDEXES_UP_TO = 300_000;

const DATABASE_JOBS: readonly ((
  db: Database,
  length: number,
  add: ReturnType<typeof createFindings>,
) => void)[] = [
  (db, length, findings) => judgeFile(db, length <= INDEXES_UP_TO, findings),
  (db, length, findings) => {
    judgePointers(db, length, findings);
    judgeOutbox(db, findings);
  },
  (db, _, findings) => judgeVisitKeys(db, findings),
];

export const jobCount = ({ length, slice }: Pick<JobSettings, 'length' | 'slice'>): number =>
  DATABASE_JOBS.length + Math.ceil(length / slice);

/** Does the job of a number, from 0 to `jobCount`. Ranges of events come in their order. */
export const createJobs = (db: Database, settings: JobSettings): ((index: number) => JobReport) => {
  const { kiosk, zone, length, slice, keysDir, kioskKey, publicKey } = settings;
  const judge = createRangeJudge({
    db,
    kiosk,
    calendar: createCalendar(zone),
    publicKey: publicKey && createPublicKey({ format: 'jwk', key: publicKey }),
    keys: createOpenKeys(readKeyFiles(keysDir), kioskKey && Buffer.from(kioskKey)),
  });
  return (index) => {
    const job = DATABASE_JOBS[index];
    if (job) {
      const findings = createFindings();
      job(db, length, findings);
      return { is: 'database', findings: findings.all() };
    }
    const from = (index - DATABASE_JOBS.length) * slice + 1;
    return { is: 'range', ...judge(from, Math.min(from + slice - 1, length)) };
  };
};
