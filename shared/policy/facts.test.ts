import { describe, expect, it } from 'vitest';
import { factNamed, factsOf } from './facts.ts';
import type { Pack, Plan } from './pack.ts';
import { samplePack, visitor } from './samples.test-support.ts';
import type { Situation } from './situation.ts';
import { isReviewOld, standingOn } from './standing.ts';

const [normal] = samplePack.phases;
if (!normal) throw new Error('the sample has no phase');
const withPlan = (plan: Partial<Plan>): Pack => ({
  ...samplePack,
  phases: [{ ...normal, plan: { ...normal.plan, ...plan } }],
});
const facts = (but: Partial<Situation>, pack: Pack = samplePack) => factsOf(pack, visitor(but));

describe('What the plan makes of a situation', () => {
  it.each([
    ['09:59', false],
    ['10:00', true],
    ['19:59', true],
    ['20:00', false],
  ])('at %s the house of 10 to 20 is open: %s', (time, open) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    expect(facts({ minuteOfDay: hours * 60 + minutes }).inOpeningHours).toBe(open);
  });

  it('has opening hours that go over midnight', () => {
    const night = withPlan({ openingHours: { from: '22:00', to: '06:00' } });
    const open = (hour: number) => facts({ minuteOfDay: hour * 60 }, night).inOpeningHours;
    expect([21, 22, 23, 0, 5, 6, 12].map(open)).toEqual([false, true, true, true, true, false, false]);
  });

  it('holds nothing against anybody for what is not known, or not limited', () => {
    const unknown = {
      minutesFromStart: null,
      minutesToEnd: null,
      agreedMinutes: null,
      visitsThisWeek: null,
      placeCapacity: null,
      visitsInPlace: 99,
    };
    const free = { inOpeningHours: true, tooEarly: false, late: false, tooLong: false, tooOften: false };
    expect(facts(unknown)).toMatchObject({ ...free, placeOpen: true, placeFull: false });
    expect(
      facts({ permitClass: 'vigil', minuteOfDay: 0, minutesFromStart: -9999, agreedMinutes: 9999 }),
    ).toMatchObject({
      ...free,
      maxPartySize: null,
      maxVisitsPerWeek: null,
    });
  });

  it('is early, late, long or often by one more than the plan has', () => {
    expect([-15, -16].map((minutesFromStart) => facts({ minutesFromStart }).tooEarly)).toEqual([false, true]);
    expect([30, 31].map((minutesFromStart) => facts({ minutesFromStart }).late)).toEqual([false, true]);
    expect([120, 121].map((agreedMinutes) => facts({ agreedMinutes }).tooLong)).toEqual([false, true]);
    expect([3, 4].map((visitsThisWeek) => facts({ visitsThisWeek }).tooOften)).toEqual([false, true]);
  });

  it('counts a place full by the lesser of what it holds and what the phase lets it hold', () => {
    const full = (but: Partial<Situation>) => facts({ placeKind: 'visit-room', ...but }).placeFull;
    expect(full({ visitsInPlace: 1, placeCapacity: 5 })).toBe(false);
    expect(full({ visitsInPlace: 2, placeCapacity: 5 })).toBe(true);
    expect(full({ visitsInPlace: 1, placeCapacity: 1 })).toBe(true);
    expect(full({ visitsInPlace: 2, placeCapacity: null })).toBe(true);
    expect(full({ visitsInPlace: 2, placeCapacity: null, phase: 'outbreak' })).toBe(true);
    expect(full({ visitsInPlace: 1, placeCapacity: null, phase: 'outbreak' })).toBe(true);
  });

  it('opens the places of the phase, and decides by its default where it has none of that name', () => {
    expect(facts({ phase: 'outbreak', placeKind: 'visit-room' }).placeOpen).toBe(false);
    expect(facts({ phase: 'outbreak', placeKind: 'outdoors' }).placeOpen).toBe(true);
    expect(facts({ phase: 'gone', placeKind: 'visit-room' })).toMatchObject({
      phase: 'normal',
      placeOpen: true,
    });
  });

  it('knows how many adults there are, and an answer only by its own name', () => {
    expect(facts({ partySize: 3, children: 2 }).adults).toBe(1);
    const known = facts({ answers: { left: '2020-06-10', month: '2020-06' } });
    expect(factNamed(known, 'daysSince.left')).toBe(10);
    expect(factNamed(known, 'daysSince.month')).toBeNull();
    expect(factNamed(known, 'answers.constructor')).toBeNull();
  });
});

describe('The standing of a pack', () => {
  const pack = { ...samplePack, validFrom: '2020-05-27', validTo: '2020-07-01', lastReviewed: '2020-05-27' };

  it('is told by the day, its first and its last included', () => {
    const days = ['2020-05-26', '2020-05-27', '2020-06-16', '2020-06-17', '2020-07-01', '2020-07-02'];
    expect(days.map((day) => standingOn(pack, day))).toEqual([
      'not-yet',
      'holds',
      'holds',
      'expires-soon',
      'expires-soon',
      'expired',
    ]);
    expect(standingOn({ ...pack, validTo: null }, '2031-01-01')).toBe('holds');
  });

  it('has an old review after more than thirty days', () => {
    expect(['2020-06-26', '2020-06-27'].map((day) => isReviewOld(pack, day))).toEqual([false, true]);
  });
});
