/** How two who were in the house at once may have met, and for how long. */
import type { Exposure } from '../../../shared/domain/tracing.ts';
import { common, type Span } from './spans.ts';
import type { Stay } from './stays.ts';

export type How = Exposure['how'];
/** The closest first. */
export const HOWS = [
  'same-visit',
  'same-resident',
  'same-place',
  'same-ward',
] as const satisfies readonly How[];

/**
 * How far the search reaches. `same-place`: who was together. `same-ward`: also who shared no more than the ward, its corridor and common rooms;
 * residents who were in rooms of their own meanwhile are left out, and what was behind walls is possible at the most. `whole-ward`: as if there were no walls.
 */
export const REACHES = ['same-place', 'same-ward', 'whole-ward'] as const;
export type Reach = (typeof REACHES)[number];

export interface Meeting {
  readonly other: string;
  readonly how: How;
  /** In the same ward, with a wall between them. */
  readonly isWalled: boolean;
  readonly certain: Span | null;
  readonly possible: Span;
  readonly stay: Stay;
  readonly otherStay: Stay;
}

const isSame = (one: Stay, other: Stay): boolean =>
  one === other || (one.visitId !== null && one.visitId === other.visitId);

/** Null: they were apart. */
const howOf = (one: Stay, other: Stay): How | null => {
  if (isSame(one, other)) return 'same-visit';
  if (one.residents.some((resident) => other.residents.includes(resident))) return 'same-resident';
  if (one.ward !== other.ward) return null;
  const together = one.place !== null && one.place === other.place && !one.isPrivate;
  return together ? 'same-place' : 'same-ward';
};

/** Whether a wall was between two stays in one ward. Staff go in and out of every room. */
const hasWall = (one: Stay, other: Stay): boolean =>
  one.place !== null && other.place !== null && (one.isPrivate || other.isPrivate);

/** Somebody who was in a room of their own, and did not walk through the ward to get there. */
const staysIn = (stay: Stay, person: string): boolean => stay.isPrivate && !stay.came.includes(person);

const meetingsIn = (person: string, stay: Stay, otherStay: Stay, within: Span, reach: Reach): Meeting[] => {
  const possible = common(common(stay.possible, otherStay.possible), within);
  const how = possible && howOf(stay, otherStay);
  if (possible === null || how === null) return [];
  if (how === 'same-ward' && reach === 'same-place') return [];
  const walled = how === 'same-ward' && reach !== 'whole-ward' && hasWall(stay, otherStay);
  const certain = walled ? null : common(common(stay.certain, otherStay.certain), within);
  const met = (other: string): boolean =>
    other !== person && !(walled && (staysIn(stay, person) || staysIn(otherStay, other)));
  return [...otherStay.came, ...otherStay.residents]
    .filter(met)
    .map((other) => ({ other, how, isWalled: walled, certain, possible, stay, otherStay }));
};

/** All whom a person may have met within a time, each with every meeting. `own`: the stays of the person among `all`. */
export const meetingsOf = (
  person: string,
  own: readonly Stay[],
  all: readonly Stay[],
  within: Span,
  reach: Reach,
): Map<string, Meeting[]> => {
  const found = new Map<string, Meeting[]>();
  for (const stay of own)
    for (const otherStay of all) {
      if (otherStay.possible.from >= stay.possible.to || otherStay.possible.to <= stay.possible.from)
        continue;
      for (const meeting of meetingsIn(person, stay, otherStay, within, reach)) {
        const known = found.get(meeting.other);
        if (known === undefined) found.set(meeting.other, [meeting]);
        else known.push(meeting);
      }
    }
  return found;
};
