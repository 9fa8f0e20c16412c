import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVIDENCE, presenceEnd } from '../../../shared/domain/presence.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import { endOf, endText } from './presence-text.ts';

const instant = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2199-12-31') }).map(Number);
const end = fc
  .tuple(instant, fc.nat(100_000_000), fc.nat(100_000_000), fc.constantFrom(...EVIDENCE))
  .map(([at, before, after, evidence]) => ({
    at: toInstant(at),
    evidence,
    earliest: toInstant(at - before),
    latest: toInstant(at + after),
  }));

describe('an end of a presence in a column', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(end, (one) => {
        expect(endOf(endText(one))).toEqual(one);
      }),
    );
    expect(endOf(endText(null))).toBeNull();
  });

  it('is read in whatever way its JSON is written', () => {
    fc.assert(
      fc.property(end, ({ at, evidence, earliest, latest }) => {
        const one = { latest, evidence, at, earliest };
        expect(endOf(JSON.stringify(one, null, 1))).toEqual(one);
      }),
    );
  });

  it('is refused where the shape refuses it, whatever was changed in it', () => {
    const pieces = ['"', '}', ',', '0', '9', 'Z', 'T', '-02-30', '2026-13-01', 'swept', 'seen', 'x":1,', ' '];
    const changed = fc
      .tuple(end, fc.nat(130), fc.nat(6), fc.constantFrom('', ...pieces))
      .map(([one, place, less, piece]) => {
        const text = endText(one);
        return text.slice(0, place) + piece + text.slice(place + less);
      });
    fc.assert(
      fc.property(changed, (text) => {
        const read = () => presenceEnd.parse(JSON.parse(text));
        let expected;
        try {
          expected = read();
        } catch {
          expect(() => endOf(text)).toThrow();
          return;
        }
        expect(endOf(text)).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
