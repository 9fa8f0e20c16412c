/** The most memory that this process held while something ran, in MiB. Threads are in it. */
import { megabytes } from './figures.ts';

const EVERY_MS = 50;

export const watched = async <T>(
  work: () => Promise<T>,
): Promise<{ value: T; before: number; peak: number }> => {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, EVERY_MS);
  try {
    const value = await work();
    return { value, before: megabytes(before), peak: megabytes(Math.max(peak, process.memoryUsage.rss())) };
  } finally {
    clearInterval(timer);
  }
};
