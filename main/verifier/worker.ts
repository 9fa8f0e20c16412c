/** A thread of the verifier: takes the next job until none is left. */
import { parentPort, workerData } from 'node:worker_threads';
import { beginReading, openReading } from './database.ts';
import { createJobs, jobCount } from './jobs.ts';
import type { JobSettings } from './jobs.ts';
import type { Answer, Order } from './threads.ts';

const settings = workerData as Omit<JobSettings, 'length'>;
const db = openReading(settings.file);

const say = (answer: Answer): void => parentPort?.postMessage(answer);

const work = (length: number, next: SharedArrayBuffer): void => {
  const counter = new Int32Array(next);
  const whole = { ...settings, length };
  const job = createJobs(db, whole);
  const count = jobCount(whole);
  for (let index = Atomics.add(counter, 0, 1); index < count; index = Atomics.add(counter, 0, 1))
    say({ answer: 'done', index, report: job(index) });
};

parentPort?.on('message', (order: Order) => {
  try {
    if (order.order === 'begin') beginReading(db);
    else work(order.length, order.next);
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
