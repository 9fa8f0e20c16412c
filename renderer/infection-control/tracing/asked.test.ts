import { describe, expect, it } from 'vitest';
import { nothingAsked, wishFrom, type Asked } from './asked.ts';

const ZONE = 'Europe/Oslo';
const asked = (changes: Partial<Asked>): Asked => ({
  ...nothingAsked({ taskId: 1, receipt: 'ACDEFH', symptomsFrom: '2026-03-11' }),
  ...changes,
});

describe('what the lead has filled in', () => {
  it('is a whole search when it comes from a report of illness', () => {
    expect(wishFrom(asked({}), ZONE)).toEqual({
      purpose: 'ill-after-visit',
      index: { kind: 'receipt', receipt: 'ACDEFH' },
      symptomsFrom: '2026-03-11',
      window: null,
      minutes: 15,
      reach: 'same-ward',
      generations: 2,
    });
  });

  it.each([
    [{ purpose: null }, 'badPurpose'],
    [{ receipt: 'acd' }, 'badReceipt'],
    [{ kind: 'visitor' as const }, 'chooseAbove'],
    [{ kind: 'staff' as const }, 'badStaffName'],
    [{ minutes: '0' }, 'badMinutes'],
    [{ minutes: 'mange' }, 'badMinutes'],
    [{ ownWindow: true }, 'badMoment'],
  ])('%j is not enough: %s', (changes, wrong) => {
    expect(wishFrom(asked(changes), ZONE)).toBe(wrong);
  });

  it('is a shift in the institution’s own time, in summer as in winter', () => {
    const wish = (day: string) =>
      wishFrom(
        asked({
          kind: 'staff',
          staff: {
            name: 'Nattvakt',
            ward: 'furua',
            from: { day, time: '08:00' },
            to: { day, time: '15.00' },
          },
        }),
        ZONE,
      );
    expect(wish('2026-03-28')).toMatchObject({
      index: { from: '2026-03-28T07:00:00.000Z', to: '2026-03-28T14:00:00.000Z' },
    });
    expect(wish('2026-03-29')).toMatchObject({
      index: { from: '2026-03-29T06:00:00.000Z', to: '2026-03-29T13:00:00.000Z' },
    });
    expect(wish('2026-10-25')).toMatchObject({
      index: { from: '2026-10-25T07:00:00.000Z', to: '2026-10-25T14:00:00.000Z' },
    });
  });
});
