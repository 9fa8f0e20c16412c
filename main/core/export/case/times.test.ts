import { describe, expect, it } from 'vitest';
import { timeText } from '../local-time.ts';
import { dayAtMidnight, withOffset } from './times.ts';

const OSLO = 'Europe/Oslo';

describe('a time for another program', () => {
  it.each([
    ['in winter', '2026-01-15T23:30:00.000Z', '2026-01-16T00:30:00.000+01:00', '16.01.2026 00:30:00'],
    ['in summer', '2026-07-15T22:30:00.000Z', '2026-07-16T00:30:00.000+02:00', '16.07.2026 00:30:00'],
    ['before spring', '2026-03-29T00:59:59.999Z', '2026-03-29T01:59:59.999+01:00', '29.03.2026 01:59:59'],
    ['after spring', '2026-03-29T01:00:00.000Z', '2026-03-29T03:00:00.000+02:00', '29.03.2026 03:00:00'],
    [
      'first time in autumn',
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T02:30:00.000+02:00',
      '25.10.2026 02:30:00 GMT+02:00',
    ],
    [
      'second time in autumn',
      '2026-10-25T01:30:00.000Z',
      '2026-10-25T02:30:00.000+01:00',
      '25.10.2026 02:30:00 GMT+01:00',
    ],
  ])('%s: the same instant, in the clock of the house', (_, instant, offset, spoken) => {
    expect(withOffset(OSLO, instant)).toBe(offset);
    expect(new Date(withOffset(OSLO, instant)).toISOString()).toBe(instant);
    expect(timeText(OSLO, instant)).toBe(spoken);
  });

  it('is UTC where the house keeps UTC, and goes west too', () => {
    expect(withOffset('UTC', '2026-03-29T01:00:00.000Z')).toBe('2026-03-29T01:00:00.000+00:00');
    expect(withOffset('America/Nuuk', '2026-01-15T01:00:00.000Z')).toBe('2026-01-14T23:00:00.000-02:00');
  });

  it.each([
    ['2026-03-28T22:59:59.999Z', '2026-03-28T00:00:00.000Z'],
    ['2026-03-28T23:00:00.000Z', '2026-03-29T00:00:00.000Z'],
    ['2026-10-24T22:00:00.000Z', '2026-10-25T00:00:00.000Z'],
    ['2026-10-25T22:59:59.999Z', '2026-10-25T00:00:00.000Z'],
    ['2026-10-25T23:00:00.000Z', '2026-10-26T00:00:00.000Z'],
  ])('that is only a day: %s is %s', (instant, day) => {
    expect(dayAtMidnight(OSLO, instant)).toBe(day);
  });
});
