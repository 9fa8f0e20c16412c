import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { common, HOUR, merged, minutesInADay, MINUTE, type Span } from './spans.ts';

const at = (text: string): number => Date.parse(text);
/** Long and short ones, close enough to overlap, over three days. */
const someSpan = fc
  .record({
    from: fc.nat(3 * 1440),
    length: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 900 })),
  })
  .map(({ from, length }): Span => ({ from: from * MINUTE, to: (from + length) * MINUTE }));

describe('stretches of time', () => {
  it('have the minutes of the fullest 24 hours, wherever these begin, and each minute once', () => {
    fc.assert(
      fc.property(fc.array(someSpan, { maxLength: 8, size: 'max' }), (spans) => {
        const marks = Array.from({ length: 5 * 1440 }, (_, minute) =>
          spans.some(({ from, to }) => from <= minute * MINUTE && minute * MINUTE < to) ? 1 : 0,
        );
        let sum = 0;
        let most = 0;
        marks.forEach((mark, minute) => {
          sum += mark - (marks[minute - 1440] ?? 0);
          most = Math.max(most, sum);
        });
        expect(minutesInADay(spans)).toBe(most);
      }),
      { numRuns: 500 },
    );
  });

  it('are told in stretches that do not touch', () => {
    expect(
      merged([
        { from: 5, to: 9 },
        { from: 1, to: 5 },
        { from: 12, to: 13 },
        { from: 2, to: 3 },
      ]),
    ).toEqual([
      { from: 1, to: 9 },
      { from: 12, to: 13 },
    ]);
  });

  it('have nothing in common when one ends as the other begins', () => {
    expect(common({ from: 1, to: 5 }, { from: 5, to: 9 })).toBeNull();
    expect(common({ from: 1, to: 5 }, null)).toBeNull();
  });

  it('are as long as they lasted, also in the night when the clock goes forward or back', () => {
    // Half past one to half past three on the wall in Oslo: one hour in March, three in October.
    const march = { from: at('2026-03-29T01:30:00+01:00'), to: at('2026-03-29T03:30:00+02:00') };
    const october = { from: at('2026-10-25T01:30:00+02:00'), to: at('2026-10-25T03:30:00+01:00') };
    expect(minutesInADay([march])).toBe(60);
    expect(minutesInADay([october])).toBe(180);
  });

  it('count in 24 hours of physics: the 25 hours of the day in October are more than one', () => {
    const whole = { from: at('2026-10-25T00:00:00+02:00'), to: at('2026-10-26T00:00:00+01:00') };
    expect(whole.to - whole.from).toBe(25 * HOUR);
    expect(minutesInADay([whole])).toBe(1440);
  });
});
