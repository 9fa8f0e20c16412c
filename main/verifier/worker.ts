/** A thread of the verifier: takes the next job until none is left. */
import { parentPort, workerData } from 'node:worker_threads';
import { beginReading, openReading } from './database.ts';
import { createJobs, jobCount, jobsBefore } from './jobs.ts';
import type { JobSettings } from './jobs.ts';
import type { Answer, Order } from './threads.ts';

const db = openReading(String(workerData));

const say = (answer: Answer): void => parentPort?.postMessage(answer);

const NEXT = 0;
const DONE = 1;

const work = (settings: JobSettings, shared: SharedArrayBuffer): void => {
  const counters = new Int32Array(shared);
  const job = createJobs(db, settings);
  const count = jobCount(settings);
  const first = jobsBefore(settings);
  for (let index = Atomics.add(counters, NEXT, 1); index < count; index = Atomics.add(counters, NEXT, 1)) {
    if (index >= first) waitFor(counters, first);
    say({ answer: 'done', index, report: job(index) });
    if (index >= first) continue;
    Atomics.add(counters, DONE, 1);
    Atomics.notify(counters, DONE);
  }
};

/** What the first jobs take down is there. Jobs are taken in their order, so that each of them is done or being done. */
const waitFor = (counters: Int32Array, first: number): void => {
  for (let done = Atomics.load(counters, DONE); done < first; done = Atomics.load(counters, DONE))
    Atomics.wait(counters, DONE, done);
};

parentPort?.on('message', (order: Order) => {
  try {
    if (order.order === 'begin') beginReading(db);
    else work(order.settings, order.counters);
    say({ answer: 'ready' });
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    say({
      answer: 'failed',
      code,
      message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    });
  }
});
