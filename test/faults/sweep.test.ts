/**
 * Each file operation of what people do at the kiosk fails in turn: once, for good until there is room again, half-way. Whoever did it
 * hears that it was not done, or that it was; the folder as it then lies opens and verifies and holds everything that was confirmed; and the same
 * wish again is carried out, once.
 */
import { describe, expect, it } from 'vitest';
import { KIND_NAMES, sweep } from './sweep/breaking.ts';
import { ALL_STEPS } from './sweep/night-steps.ts';

describe.skipIf(process.platform !== 'linux')('file operations that fail, each in turn', () => {
  describe.each(KIND_NAMES)('%s', (name) => {
    it.each(ALL_STEPS.filter(({ isLong }) => isLong !== true))(
      '$name',
      { timeout: 300_000 },
      async (step) => {
        expect(await sweep(step, name)).toBeGreaterThan(15);
      },
    );
  });
});
