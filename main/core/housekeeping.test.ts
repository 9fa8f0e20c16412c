import { expect, it } from 'vitest';
import { startHousekeeping } from './housekeeping.ts';
import type { LogEntry } from './ports.ts';

it('goes on in the next minute after one in which it failed, and says so in the log', async () => {
  const log: LogEntry[] = [];
  const minutes: (() => void)[] = [];
  let done = 0;
  const stop = startHousekeeping(
    () => {
      done += 1;
      return done === 1 ? Promise.reject(new Error('Kari Prøvesen stands in a message')) : Promise.resolve();
    },
    {
      log: { write: (entry) => void log.push(entry) },
      timer: (_ms, fire) => {
        minutes.push(fire);
        return () => void minutes.splice(0);
      },
    },
  );
  for (let minute = 0; minute < 3; minute += 1) {
    minutes.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(done).toBe(3);
  expect(log).toMatchObject([{ event: 'housekeeping-failed' }]);
  expect(JSON.stringify(log)).not.toContain('Kari');
  stop();
  expect(minutes).toEqual([]);
});
