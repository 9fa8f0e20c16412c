import { describe, expect, it } from 'vitest';
import { cellOf } from './csv.ts';
import { timeText, wallClock } from './local-time.ts';

const OSLO = 'Europe/Oslo';

describe('a local time in a table', () => {
  it.each([
    ['2026-03-10T12:00:00.999Z', '10.03.2026 13:00:00'],
    ['2026-07-01T22:30:05.000Z', '02.07.2026 00:30:05'],
    ['2026-03-29T00:59:59.000Z', '29.03.2026 01:59:59'],
    ['2026-03-29T01:00:00.000Z', '29.03.2026 03:00:00'],
    ['2026-10-24T23:59:59.000Z', '25.10.2026 01:59:59'],
    ['2026-10-25T02:00:00.000Z', '25.10.2026 03:00:00'],
  ])('%s is %s, left for Excel to recognise', (instant, plain) => {
    expect(cellOf({ kind: 'time' }, instant, OSLO)).toEqual({ plain });
  });

  it('says which of the two it was in the hour that comes twice', () => {
    expect(timeText(OSLO, '2026-10-25T00:30:00.000Z')).toBe('25.10.2026 02:30:00 GMT+02:00');
    expect(timeText(OSLO, '2026-10-25T01:30:00.000Z')).toBe('25.10.2026 02:30:00 GMT+01:00');
  });

  it('is the same as the formatter says, at every hour of a year and in zones of half hours', () => {
    for (const zone of [OSLO, 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Nuuk', 'UTC']) {
      const formatter = new Intl.DateTimeFormat('sv-SE', {
        dateStyle: 'short',
        timeStyle: 'medium',
        timeZone: zone,
      });
      for (let hour = 0; hour < 366 * 24; hour += 1) {
        const ms = Date.UTC(2026, 0, 1) + hour * 3_600_000 + 1_234_000;
        const wall = new Date(wallClock(zone, new Date(ms).toISOString()).wall).toISOString();
        expect(wall.slice(0, 19).replace('T', ' ')).toBe(formatter.format(ms));
      }
    }
  });
});
