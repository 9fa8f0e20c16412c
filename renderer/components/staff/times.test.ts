import { describe, expect, it } from 'vitest';
import { atClock, atMoment, clockOf, dayOf, momentOf } from './times.ts';

const OSLO = 'Europe/Oslo';

describe('a day and a time that staff write', () => {
  it('are an instant in the zone of the house, in summer and in winter, with a colon or a full stop', () => {
    expect(atMoment('2026-07-01', '14:30', OSLO)).toBe('2026-07-01T12:30:00.000Z');
    expect(atMoment('2026-12-01', '9.30', OSLO)).toBe('2026-12-01T08:30:00.000Z');
  });

  it('are right on the days when the clock changes, and no instant in the hour that is skipped', () => {
    expect(atMoment('2026-03-29', '12:00', OSLO)).toBe('2026-03-29T10:00:00.000Z');
    expect(atMoment('2026-03-29', '02:30', OSLO)).toBeNull();
    expect(atMoment('2026-10-25', '12:00', OSLO)).toBe('2026-10-25T11:00:00.000Z');
  });

  it('are no instant where one of them is missing or wrong', () => {
    for (const [day, time] of [
      ['', '14:30'],
      ['2026-07-01', ''],
      ['2026-02-30', '14:30'],
      ['2026-07-01', '24:00'],
      ['2026-07-01', 'i morgen'],
    ] as const)
      expect(atMoment(day, time, OSLO), `${day} ${time}`).toBeNull();
  });

  it('without a day are today, or yesterday evening for whoever writes after midnight', () => {
    expect(atClock('09:15', '2026-07-01T10:00:00.000Z', OSLO)).toBe('2026-07-01T07:15:00.000Z');
    expect(atClock('23:50', '2026-07-01T22:10:00.000Z', OSLO)).toBe('2026-07-01T21:50:00.000Z');
  });
});

describe('a moment for people', () => {
  it('is written as the language does, the day before the month in English too', () => {
    const at = '2026-11-25T13:05:00.000Z';
    expect(momentOf(at, 'nb', OSLO)).toBe('25. nov. 2026, 14:05');
    expect(momentOf(at, 'da', OSLO)).toBe('25. nov. 2026, 14.05');
    expect(['nb', 'nn', 'da', 'en'].map((language) => clockOf(at, language, OSLO))).toEqual([
      '14:05',
      '14:05',
      '14.05',
      '14:05',
    ]);
    expect(momentOf(at, 'en', OSLO)).toBe('25 Nov 2026, 14:05');
    expect(dayOf('2026-11-25', 'nn', 'long')).toBe('25. november 2026');
  });
});
