import { describe, expect, it } from 'vitest';
import { placeOf, segmentsOf, ticksOf } from './axis.ts';

const at = (time: string): number => Date.parse(`2026-03-${time}:00.000Z`);
const stretch = (from: string, to: string) => ({ from: at(from), to: at(to) });

describe('the line of times', () => {
  it('leaves out the night between two visits, and keeps the order', () => {
    const first = stretch('10T10:00', '10T11:00');
    const second = stretch('11T14:00', '11T16:00');
    const segments = segmentsOf([second, first]);
    expect(segments).toHaveLength(2);
    const [one, other] = [placeOf(segments, first), placeOf(segments, second)];
    expect(one && other && one.left + one.width < other.left).toBe(true);
    expect(other && one && other.width / one.width).toBeCloseTo(2);
    expect((other?.left ?? 1) + (other?.width ?? 1)).toBeLessThan(1);
  });

  it('is one where people were there one after the other', () => {
    expect(segmentsOf([stretch('10T10:00', '10T11:00'), stretch('10T13:00', '10T14:00')])).toHaveLength(1);
  });

  it('has no place for what is outside', () => {
    expect(
      placeOf(segmentsOf([stretch('10T10:00', '10T11:00')]), stretch('12T10:00', '12T11:00')),
    ).toBeNull();
  });

  it('is marked at whole hours, fewer on a long one', () => {
    const short = ticksOf(segmentsOf([stretch('10T10:00', '10T12:00')]));
    expect(short.map(({ time }) => time)).toEqual([at('10T10:00'), at('10T11:00'), at('10T12:00')]);
    expect(ticksOf(segmentsOf([stretch('10T01:00', '11T23:00')])).length).toBeLessThanOrEqual(10);
  });

  it('is empty where nobody was', () => {
    expect(segmentsOf([])).toEqual([]);
  });
});
