import { describe, expect, it } from 'vitest';
import { demoSettings } from '../../../test/municipality/demo/institution.ts';
import type { SearchWish } from '../../../shared/api/tracing.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import { isRefused } from './refusal.ts';
import { windowOf } from './window.ts';

const settings = demoSettings('http://127.0.0.1:9');
const NOW = '2026-10-27T12:00:00.000Z';
const receipt = { kind: 'receipt', receipt: 'ACDEFH' } as const;
const between = (
  wish: Partial<Pick<SearchWish, 'window' | 'symptomsFrom' | 'index'>>,
  now = NOW,
): string | readonly [string, string] => {
  const found = windowOf(
    { window: null, symptomsFrom: null, index: receipt, ...wish },
    settings,
    Date.parse(now),
  );
  return isRefused(found) ? found.refusal : [toInstant(found.from), toInstant(found.to)];
};

describe('the window of a search', () => {
  it('begins 48 hours before the day of the symptoms and goes on until now', () => {
    expect(between({ symptomsFrom: '2026-10-20' })).toEqual(['2026-10-17T22:00:00.000Z', NOW]);
  });

  it('is 48 hours by physics, also over the nights in which the clock is changed', () => {
    // The 26th begins at 23:00 UTC, a day of 25 hours before it: one o'clock at night in summer time, not midnight.
    expect(between({ symptomsFrom: '2026-10-26' })).toEqual(['2026-10-23T23:00:00.000Z', NOW]);
    const march = '2026-03-31T12:00:00.000Z';
    expect(between({ symptomsFrom: '2026-03-30' }, march)).toEqual(['2026-03-27T22:00:00.000Z', march]);
  });

  it('is as far back as names are kept where nobody knows of symptoms, of staff from their shift on', () => {
    expect(between({})).toEqual(['2026-10-17T12:00:00.000Z', NOW]);
    const index = {
      kind: 'staff',
      name: 'X',
      ward: 'furua',
      from: '2026-10-25T06:00:00.000Z',
      to: NOW,
    } as const;
    expect(between({ index })).toEqual(['2026-10-25T06:00:00.000Z', NOW]);
  });

  it('is what staff say, but never later than now', () => {
    const from = '2026-10-26T00:00:00.000Z';
    expect(between({ window: { from, to: '2026-10-26T12:00:00.000Z' } })).toEqual([
      from,
      '2026-10-26T12:00:00.000Z',
    ]);
    expect(between({ window: { from, to: '2026-12-26T12:00:00.000Z' } })).toEqual([from, NOW]);
  });

  it.each([
    [{ symptomsFrom: '2026-10-28' }, 'in-the-future'],
    [{ window: { from: '2026-10-28T12:00:00.000Z', to: '2026-10-29T12:00:00.000Z' } }, 'in-the-future'],
    [{ window: { from: NOW.replace('27', '26'), to: NOW.replace('27', '25') } }, 'ends-before-it-begins'],
    [{ window: { from: '2020-01-01T00:00:00.000Z', to: NOW } }, 'too-far-back'],
  ])('%j is refused: %s', (wish, why) => {
    expect(between(wish)).toBe(why);
  });
});
