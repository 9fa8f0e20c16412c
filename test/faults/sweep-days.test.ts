/** As sweep.test.ts, of what has many operations: each is broken in one of the ways. Which one is another from run to run, and said. */
import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KIND_NAMES, sweep } from './sweep/breaking.ts';
import { ALL_STEPS } from './sweep/night-steps.ts';

const seed = randomInt(KIND_NAMES.length);

describe.skipIf(process.platform !== 'linux')(`long file work that fails, seed ${seed}`, () => {
  describe.each(KIND_NAMES.map((name, way) => ({ name, way })))('$name', ({ name, way }) => {
    it.each(ALL_STEPS.filter(({ isLong }) => isLong === true))(
      '$name',
      { timeout: 300_000 },
      async (step) => {
        const isChosen = (number: number): boolean => (number + seed) % KIND_NAMES.length === way;
        expect(await sweep(step, name, isChosen)).toBeGreaterThan(10);
      },
    );
  });
});
