/** An export in a thread of its own: the one that answers the door goes on meanwhile. */
import { Worker } from 'node:worker_threads';
import type { Order, Produced, Progress } from './order.ts';

/** What the thread says. */
export type Said =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly produced: Produced }
  /** What the disk refused, by its code; or '' for a fault of the program. */
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

export class Cancelled extends Error {}

/** Writes the file of an order. Rejects with {@link Cancelled} when `signal` says so; what is half written stays under its hidden name. */
export type Producer = (
  order: Order,
  options: { readonly signal: AbortSignal; readonly progress: (progress: Progress) => void },
) => Promise<Produced>;

/** Beside this file when the program runs as it is; in the bundle it is a program of its own. */
const PROGRAM = new URL(
  import.meta.url.endsWith('.ts')
    ? './worker.ts'
    : import.meta.url.includes('/chunks/')
      ? '../export.js'
      : './export.js',
  import.meta.url,
);

export const inThread: Producer = (order, { signal, progress }) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new Cancelled());
      return;
    }
    const thread = new Worker(PROGRAM, {
      workerData: order,
      // Nothing of a table is held but paper's words and places; without a bound the heap grows because it may.
      resourceLimits: {
        maxOldGenerationSizeMb: order.format === 'pdf' ? 512 : 128,
        maxYoungGenerationSizeMb: 16,
      },
    });
    // Only when it has ended nothing more is written.
    const cancel = (): void => void thread.terminate().then(() => reject(new Cancelled()));
    signal.addEventListener('abort', cancel, { once: true });
    thread.on('message', (said: Said) => {
      if (said.kind === 'progress') {
        progress(said.progress);
        return;
      }
      signal.removeEventListener('abort', cancel);
      if (said.kind === 'done') resolve(said.produced);
      else reject(Object.assign(new Error(said.message), said.code === '' ? {} : { code: said.code }));
    });
    thread.on('error', reject);
    thread.on('exit', () => {
      signal.removeEventListener('abort', cancel);
      if (signal.aborted) reject(new Cancelled());
      else reject(new Error('the thread of an export ended without a word'));
    });
  });
