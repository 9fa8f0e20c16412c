/**
 * The process is killed at each file operation of what people do at the kiosk, in turn. What SIGKILL leaves is what the files hold at that
 * moment: so the folder is copied before each operation, and in the middle of each write, and a kiosk is started on every copy. (kill.test.ts
 * really kills, at random moments; sweep-power.test.ts cuts the power.)
 */
import { describe, it } from 'vitest';
import { copyOf } from './sweep/house.ts';
import { startOnEach, type NewKeeper } from './sweep/moments.ts';
import { ALL_STEPS } from './sweep/night-steps.ts';

/** Keeps the folder as it is before each operation and in the middle of each write, and as it is when it was told. */
const asKilled: NewKeeper = (folder, keep) => {
  let isRest = false;
  return {
    onOperation(operation, _path, isPrepared) {
      if (!isPrepared) return null;
      keep(copyOf(folder), JSON.stringify(operation));
      // SQLite asks for the rest of a write that was cut; Node's own would be an error.
      const isCut = operation.name === 'pwrite64' && operation.bytes > 1 && !isRest;
      isRest = isCut;
      return isCut ? { short: Math.floor(operation.bytes / 2) } : null;
    },
    atEnd: () => keep(copyOf(folder), 'it was told'),
  };
};

describe.skipIf(process.platform !== 'linux')('a kiosk that is killed at each file operation in turn', () => {
  it.each(ALL_STEPS)('$name', { timeout: 600_000 }, async (step) => {
    await startOnEach(step, asKilled);
  });
});
