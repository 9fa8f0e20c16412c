/** The thread's own program: one order, then it ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Order, Progress } from './order.ts';
import { produce } from './produce.ts';
import type { Said } from './thread.ts';
import { codeOf } from './whole-file.ts';

const say = (said: Said): void => parentPort?.postMessage(said);

/** Milliseconds between two words on how far it is. */
const SAID_EVERY = 100;
let lastSaid = 0;
const progress = (so: Progress): void => {
  const now = performance.now();
  if (so.done > 0 && now - lastSaid < SAID_EVERY) return;
  lastSaid = now;
  say({ kind: 'progress', progress: so });
};

try {
  say({ kind: 'done', produced: await produce(workerData as Order, { progress }) });
} catch (thrown) {
  say({
    kind: 'failed',
    code: codeOf(thrown),
    message: thrown instanceof Error ? thrown.message : String(thrown),
  });
}
