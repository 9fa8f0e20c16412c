/** Whatever the program wrote is never accused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, live, openHouse } from '../support/life.ts';
import { verdictOf } from '../support/verdict.ts';

const RUNS = Number(process.env.VERIFIER_HONEST_RUNS ?? 40);

describe('the life of a house, however it went', () => {
  it(`is never accused, ${RUNS} times over`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 5, maxLength: 60, size: 'max' }),
        fc.integer({ min: 1, max: 9 }),
        async (acts, slice) => {
          const house = await openHouse();
          try {
            await live(house, acts);
            const { file, secrets } = house.kiosk;
            const whole = await verdictOf(file, { secrets, heads: house.heads });
            expect(whole.findings).toEqual([]);
            // However it is cut into pieces, and without the keys.
            expect((await verdictOf(file, { slice })).findings).toEqual([]);
          } finally {
            house.kiosk.end();
          }
        },
      ),
      { numRuns: RUNS },
    );
  }, 600_000);
});
