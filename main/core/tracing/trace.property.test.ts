import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE } from './spans.ts';
import { timesOf, type Stay } from './stays.ts';
import { trace, type TraceWish } from './trace.ts';

/** Three days, minute by minute. */
const MINUTES = 3 * 1440;
/** The clock goes forward in Oslo within these days; 24 hours of exposure are 24 hours all the same. */
const BEGAN = Date.parse('2026-03-28T00:00:00.000Z');
const at = (minute: number): number => BEGAN + minute * MINUTE;

const WARDS = ['furua', 'furua', 'furua', 'bjorka'];
const PLACES = ['own-room', 'visit-room'];
const VISITORS = ['v1', 'v2', 'v3', 'v4'];
const RESIDENTS = ['r1', 'r2', 'r3'];
/** Most visits are at the same hours of the day. */
const start = fc
  .record({ day: fc.nat(2), minute: fc.nat(240) })
  .map(({ day, minute }) => day * 1440 + minute);
const STAFF = 's1';

const spread = fc.oneof(fc.constant(0), fc.nat(90));
const someStay = fc
  .record({
    ward: fc.constantFrom(...WARDS),
    place: fc.constantFrom(...PLACES),
    start,
    startSpread: spread,
    length: fc.oneof(fc.nat(120), fc.nat(1800)),
    endSpread: spread,
    isOpen: fc.boolean(),
    visitors: fc.uniqueArray(fc.constantFrom(...VISITORS), { minLength: 1, maxLength: 2 }),
    residents: fc.oneof(
      fc.constantFrom(...RESIDENTS).map((one) => [one]),
      fc.uniqueArray(fc.constantFrom(...RESIDENTS), { maxLength: 2 }),
    ),
    isStaff: fc.nat(5).map((one) => one === 0),
  })
  .map(({ start, startSpread, length, endSpread, isOpen, isStaff, ...stay }) => ({
    ...stay,
    isStaff: isStaff && length > 60,
    starts_earliest: at(start),
    starts_latest: at(start + startSpread),
    ends_earliest: isOpen && length > 1500 ? null : at(start + length),
    ends_latest: isOpen && length > 1500 ? null : at(start + length + endSpread),
  }));

const stays = fc.array(someStay, { minLength: 2, maxLength: 10, size: 'max' }).map((made) =>
  made.flatMap((one, index): Stay[] => {
    const times = timesOf(one, at(MINUTES));
    if (times === null) return [];
    return one.isStaff
      ? [
          {
            ...times,
            visitId: null,
            leg: 0,
            ward: one.ward,
            place: null,
            isPrivate: false,
            came: [STAFF],
            residents: [],
          },
        ]
      : [
          {
            ...times,
            visitId: `visit-${index}`,
            leg: 0,
            ward: one.ward,
            place: `${one.ward}-${one.place}`,
            isPrivate: one.place === 'own-room',
            came: one.visitors,
            residents: one.residents,
          },
        ];
  }),
);
const wish = fc
  .record({
    index: fc.constantFrom('v1', 'r1', STAFF),
    from: fc.oneof(fc.constant(0), fc.nat(MINUTES - 1)),
    length: fc.oneof(fc.constant(MINUTES), fc.integer({ min: 1, max: MINUTES })),
    minutes: fc.constantFrom(1, 15, 15, 60, 240),
    reach: fc.constantFrom('same-place' as const, 'same-ward' as const, 'whole-ward' as const),
    generations: fc.constantFrom(1 as const, 2 as const),
  })
  .map(({ from, length, ...rest }): TraceWish => ({
    ...rest,
    window: { from: at(from), to: at(Math.min(from + length, MINUTES)) },
  }));

/** The same question asked the slow way: minute by minute, pair by pair. */
const naively = (all: readonly Stay[], { index, window, minutes, reach, generations }: TraceWish) => {
  const people = [...new Set(all.flatMap(({ came, residents }) => [...came, ...residents]))];
  /** 0 same visit … 3 same ward; null: apart, or not looked at. */
  const nearness = (p: string, one: Stay, q: string, other: Stay, how: TraceWish['reach']) => {
    const walls = one.place !== null && other.place !== null && (one.isPrivate || other.isPrivate);
    if (one === other) return { rank: 0, walls: false };
    if (one.residents.some((r) => other.residents.includes(r))) return { rank: 1, walls: false };
    if (one.ward !== other.ward) return null;
    if (one.place !== null && one.place === other.place && !one.isPrivate) return { rank: 2, walls: false };
    if (how === 'same-place') return null;
    if (how === 'whole-ward' || !walls) return { rank: 3, walls: false };
    const indoors = (stay: Stay, who: string) => stay.isPrivate && stay.residents.includes(who);
    return indoors(one, p) || indoors(other, q) ? null : { rank: 3, walls: true };
  };
  /** Minutes of the fullest 1440 minutes in a row. */
  const fullest = (marks: Uint8Array): number => {
    let sum = 0;
    let most = 0;
    for (let minute = 0; minute < MINUTES; minute += 1) {
      sum += (marks[minute] ?? 0) - (marks[minute - 1440] ?? 0);
      most = Math.max(most, sum);
    }
    return most;
  };
  const pair = (p: string, q: string, from: number, how: TraceWish['reach']) => {
    for (let rank = 0; rank < 4; rank += 1) {
      const certain = new Uint8Array(MINUTES);
      const possible = new Uint8Array(MINUTES);
      let isNear = false;
      for (const one of all.filter(({ came, residents }) => [...came, ...residents].includes(p)))
        for (const other of all.filter(({ came, residents }) => [...came, ...residents].includes(q))) {
          const near = nearness(p, one, q, other, how);
          if (near === null || near.rank > rank) continue;
          for (let minute = 0; minute < MINUTES; minute += 1) {
            const now = at(minute);
            if (now < Math.max(window.from, from) || now >= window.to) continue;
            const within = (span: Stay['certain']) => span !== null && span.from <= now && now < span.to;
            if (within(one.possible) && within(other.possible)) {
              possible[minute] = 1;
              isNear ||= !near.walls;
            }
            if (!near.walls && within(one.certain) && within(other.certain)) certain[minute] = 1;
          }
        }
      const most = fullest(possible);
      if (most >= minutes)
        return {
          how: ['same-visit', 'same-resident', 'same-place', 'same-ward'][rank],
          possibleMinutes: most,
          certainMinutes: fullest(certain),
          since: at(possible.indexOf(1)),
          isNear,
        };
    }
    return null;
  };
  const around = (from: string, since: number, how: TraceWish['reach'], isSure: boolean, generation: 1 | 2) =>
    people.flatMap((to) => {
      const found = to === from ? null : pair(from, to, since, how);
      return found === null
        ? []
        : [{ from, to, generation, ...found, isCertain: isSure && found.certainMinutes >= minutes }];
    });
  const first = around(index, 0, reach, true, 1);
  const closer = reach === 'whole-ward' ? reach : 'same-place';
  const second =
    generations === 1
      ? []
      : first
          .filter(({ isNear }) => isNear)
          .flatMap((one) => around(one.to, one.since, closer, one.isCertain, 2));
  return [...first, ...second.filter(({ to }) => to !== index && !first.some((one) => one.to === to))];
};

const told = (found: readonly { from: string; to: string }[], keys: readonly string[]) =>
  found.map((one) => JSON.stringify(keys.map((key) => (one as Record<string, unknown>)[key]))).sort();
const KEYS = ['from', 'to', 'generation', 'how', 'certainMinutes', 'possibleMinutes', 'isCertain'];

describe('the exposure search', () => {
  it('finds what somebody finds who goes through it minute by minute', () => {
    fc.assert(
      fc.property(stays, wish, (all, asked) => {
        expect(told(trace(all, asked), KEYS)).toEqual(told(naively(all, asked), KEYS));
      }),
      { numRuns: 600 },
    );
  });

  it('never finds more that is certain than that is possible, and nobody who was not there', () => {
    fc.assert(
      fc.property(stays, wish, (all, asked) => {
        for (const found of trace(all, asked)) {
          expect(found.certainMinutes).toBeLessThanOrEqual(found.possibleMinutes);
          expect(found.possibleMinutes).toBeGreaterThanOrEqual(asked.minutes);
          for (const { possible } of found.meetings) {
            expect(possible.from).toBeGreaterThanOrEqual(asked.window.from);
            expect(possible.to).toBeLessThanOrEqual(asked.window.to);
          }
        }
      }),
    );
  });
});
