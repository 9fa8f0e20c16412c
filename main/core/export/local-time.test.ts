import { describe, expect, it } from 'vitest';
import { localTime } from './local-time.ts';

const OSLO = 'Europe/Oslo';

describe('a local time in a daily log', () => {
  it.each([
    ['2026-03-10T12:00:00.999Z', '10.03.2026 13:00:00'],
    ['2026-07-01T22:30:05.000Z', '02.07.2026 00:30:05'],
    ['2026-03-29T00:59:59.000Z', '29.03.2026 01:59:59'],
    ['2026-03-29T01:00:00.000Z', '29.03.2026 03:00:00'],
    ['2026-10-24T23:59:59.000Z', '25.10.2026 01:59:59'],
    ['2026-10-25T02:00:00.000Z', '25.10.2026 03:00:00'],
  ])('%s is %s, left for Excel to recognise', (instant, plain) => {
    expect(localTime(OSLO, instant)).toEqual({ plain });
  });

  it('says which of the two it was in the hour that comes twice', () => {
    expect(localTime(OSLO, '2026-10-25T00:30:00.000Z')).toBe('25.10.2026 02:30:00 GMT+02:00');
    expect(localTime(OSLO, '2026-10-25T01:30:00.000Z')).toBe('25.10.2026 02:30:00 GMT+01:00');
  });
});
