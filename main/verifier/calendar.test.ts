import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar, isDay, isInstant, millisecondsOf } from './calendar.ts';

const START = Date.parse('0001-01-01T00:00:00.000Z');
const END = Date.parse('9999-12-31T23:59:59.999Z');
const instant = fc.integer({ min: START, max: END }).map((ms) => new Date(ms).toISOString());
/** Near to one: a character is another. */
const almost = fc
  .tuple(instant, fc.nat(23), fc.constantFrom('0', '1', '2', '3', '9', '-', ':', '.', 'T', 'Z', ' ', 'å'))
  .map(([text, at, other]) => text.slice(0, at) + other + text.slice(at + 1));

/** As JavaScript itself says it. */
const isWritten = (text: string): boolean => {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text;
};

describe('the verifier’s calendar', () => {
  it('knows an instant from what is none', () => {
    fc.assert(
      fc.property(fc.oneof(instant, almost), (text) => isInstant(text) === isWritten(text)),
      {
        numRuns: 20_000,
      },
    );
    for (const none of ['', '2026-03-10', '2026-03-10T07:00:00Z', '+02026-03-10T07:00:00.000Z', 7, null])
      expect(isInstant(none)).toBe(false);
  });

  it('knows the last days of months', () => {
    const there = ['2024-02-29', '2000-02-29', '0000-02-29', '2026-01-31', '2026-04-30'];
    const none = [
      '2026-02-29',
      '1900-02-29',
      '2026-04-31',
      '2026-00-10',
      '2026-13-10',
      '2026-01-00',
      '2026-1-100',
    ];
    expect(there.filter(isDay)).toEqual(there);
    expect(none.filter(isDay)).toEqual([]);
  });

  it('counts milliseconds as JavaScript does', () => {
    fc.assert(
      fc.property(instant, (text) => millisecondsOf(text) === Date.parse(text)),
      { numRuns: 20_000 },
    );
    expect(millisecondsOf('0000-02-29T00:00:00.000Z')).toBe(Date.parse('0000-02-29T00:00:00.000Z'));
  });

  it.each(['Europe/Oslo', 'America/Nuuk', 'Asia/Kathmandu', 'Pacific/Apia', 'America/Sao_Paulo'])(
    'tells the day in %s',
    (zone) => {
      const calendar = createCalendar(zone);
      const formatter = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
      const recent = { min: Date.parse('2008-01-01'), max: Date.parse('2040-01-01') };
      fc.assert(
        fc.property(
          fc.integer(recent),
          (ms) => calendar.dayOf(new Date(ms).toISOString()) === formatter.format(ms),
        ),
        { numRuns: 5000 },
      );
    },
  );
});
