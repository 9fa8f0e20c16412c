/** Jobs on more threads than one, each with its own connection, all on one snapshot. */
import { Worker } from 'node:worker_threads';
import { openReading } from './database.ts';
import type { JobReport, JobSettings } from './jobs.ts';

/** What a thread is told: to begin (again) on the database as it is now, or to do jobs until none is left. `counters`: the number of the next one, and how many are done. */
export type Order =
  | { readonly order: 'begin' }
  | { readonly order: 'work'; readonly settings: JobSettings; readonly counters: SharedArrayBuffer };
/** What a thread says. */
export type Answer =
  | { readonly answer: 'ready' }
  | { readonly answer: 'done'; readonly index: number; readonly report: JobReport }
  | { readonly answer: 'failed'; readonly code: string; readonly message: string };

/** Nearly all that is read is let go of at once: with more room for it, it is cleared away less often. */
const YOUNG_MB = 24;
/** How often it is tried to begin in a pause of whoever writes. */
const TRIES = 20;

/** Beside this file when the program runs as it is; in the bundle it is a program of its own. */
const PROGRAM = new URL(
  import.meta.url.endsWith('.ts')
    ? './worker.ts'
    : import.meta.url.includes('/chunks/')
      ? '../verify.js'
      : './verify.js',
  import.meta.url,
);

export interface Threads {
  /** Does all jobs; their reports come as they are done, in no order. */
  work(settings: JobSettings, take: (index: number, report: JobReport) => void): Promise<void>;
  end(): Promise<void>;
}

/** Resolves when the thread is ready with an order. */
const told = (
  worker: Worker,
  order: Order,
  take: (index: number, report: JobReport) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const hear = (answer: Answer): void => {
      if (answer.answer === 'done') {
        take(answer.index, answer.report);
        return;
      }
      worker.off('message', hear).off('error', reject).off('exit', gone);
      if (answer.answer === 'ready') resolve();
      else reject(Object.assign(new Error(answer.message), { code: answer.code }));
    };
    const gone = (): void => reject(new Error('a thread of the verifier ended without a word'));
    worker.on('message', hear).on('error', reject).on('exit', gone);
    worker.postMessage(order);
  });

/**
 * Threads that read the same snapshot as `begin`, which starts this thread's own transaction. Null where somebody wrote in between each time:
 * the version of the data, as a connection without a transaction sees it, tells.
 */
export const startThreads = async (
  howMany: number,
  file: string,
  begin: () => void,
): Promise<Threads | null> => {
  const workers = Array.from(
    { length: howMany },
    () => new Worker(PROGRAM, { workerData: file, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } }),
  );
  const all = async (order: Order, take: (index: number, report: JobReport) => void): Promise<void> => {
    await Promise.all(workers.map((worker) => told(worker, order, take)));
  };
  const end = async (): Promise<void> => {
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  const probe = openReading(file);
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const version = probe.pragma('data_version', { simple: true });
      begin();
      await all({ order: 'begin' }, () => undefined);
      if (probe.pragma('data_version', { simple: true }) === version)
        return {
          work: (whole, take) => {
            const counters = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
            return all({ order: 'work', settings: whole, counters }, take);
          },
          end,
        };
    }
    await end();
    return null;
  } catch (thrown) {
    await end();
    throw thrown;
  } finally {
    probe.close();
  }
};
