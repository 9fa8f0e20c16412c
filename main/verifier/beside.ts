/** The whole verification on a thread of its own, so that the thread that answers the door goes on answering. */
import type { KeyObject } from 'node:crypto';
import { Worker } from 'node:worker_threads';

/** What the thread is given: all of it can be cloned. */
export interface BesideWork {
  readonly file: string;
  readonly migrationsDir: string;
  readonly zone: string;
  readonly kiosk: string;
  readonly kioskKey: Uint8Array;
  readonly signingKey: KeyObject;
}
export interface BesideVerdict {
  readonly status: 0 | 1 | 2;
  readonly line: string;
}

/** Beside this file when the program runs as it is; in the bundle it is a program of its own. */
const PROGRAM = new URL(
  import.meta.url.endsWith('.ts')
    ? './beside-worker.ts'
    : import.meta.url.includes('/chunks/')
      ? '../verify-beside.js'
      : './verify-beside.js',
  import.meta.url,
);

/** Never rejects: what goes wrong with the thread is a protocol that could not be read. */
export const verifyBeside = (work: BesideWork): Promise<BesideVerdict> =>
  new Promise((resolve) => {
    const worker = new Worker(PROGRAM, { workerData: work });
    const failed = (why: string) => () => resolve({ status: 2, line: why });
    worker
      .once('message', (verdict: BesideVerdict) => resolve(verdict))
      .once('error', failed('The verifier stopped with a fault of its own.'))
      .once('exit', failed('The verifier ended without a word.'));
  });
