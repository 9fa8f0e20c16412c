/** What rules may know: the declared vocabulary of facts. Nothing clinical is in it (V6, S0:208-259). */
import { PERMIT_CLASSES, PLACE_KINDS, WARD_KINDS } from '../domain/outcome.ts';
import type { FactType } from './pack.ts';
import { DIRECTIONS, type Situation } from './situation.ts';

/** What the plan of the phase makes of a situation. What is not known is never held against anybody. */
export interface Derived {
  /** Of the party, those who are no children. */
  readonly adults: number;
  /** The plan's largest party, and most agreed visits a week; null: no limit. */
  readonly maxPartySize: number | null;
  readonly maxVisitsPerWeek: number | null;
  /** True also where the plan has no hours. */
  readonly inOpeningHours: boolean;
  readonly tooEarly: boolean;
  readonly late: boolean;
  /** The agreed visit is longer than the plan's longest. */
  readonly tooLong: boolean;
  readonly tooOften: boolean;
  /** The plan has visits in places of this kind. */
  readonly placeOpen: boolean;
  /** With this visit the place would hold more than it, or the plan, holds. */
  readonly placeFull: boolean;
}

/** The facts of one person of the party at the door. */
export type Facts = Situation & Derived;
export type CoreFact = Exclude<keyof Facts, 'answers'>;

export const CORE_FACTS: Readonly<Record<CoreFact, FactType>> = {
  permitClass: 'string',
  wardKind: 'string',
  jurisdiction: 'string',
  phase: 'string',
  place: 'string',
  placeKind: 'string',
  visitsInPlace: 'number',
  placeCapacity: 'number',
  direction: 'string',
  partySize: 'number',
  agreedPartySize: 'number',
  children: 'number',
  adults: 'number',
  minutesFromStart: 'number',
  minutesToEnd: 'number',
  agreedMinutes: 'number',
  minuteOfDay: 'number',
  today: 'date',
  visitsThisWeek: 'number',
  daysSinceLastVisit: 'number',
  duringStay: 'boolean',
  stoppedToday: 'boolean',
  contactLimited: 'boolean',
  indoorAgreed: 'boolean',
  credentialsComplete: 'boolean',
  maxPartySize: 'number',
  maxVisitsPerWeek: 'number',
  inOpeningHours: 'boolean',
  tooEarly: 'boolean',
  late: 'boolean',
  tooLong: 'boolean',
  tooOften: 'boolean',
  placeOpen: 'boolean',
  placeFull: 'boolean',
};

/** Facts that only take values of a closed list: a misspelt one in a rule is an error, not a rule that never fires. The phases are the pack's. */
export const CLOSED_FACTS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['permitClass', PERMIT_CLASSES],
  ['wardKind', WARD_KINDS],
  ['jurisdiction', ['NO', 'DK']],
  ['placeKind', PLACE_KINDS],
  ['direction', DIRECTIONS],
]);

/** Facts that are counted in the same unit may be compared with each other; any other number only with a number. */
export const SAME_UNIT: readonly ReadonlySet<string>[] = [
  new Set(['partySize', 'agreedPartySize', 'children', 'adults', 'maxPartySize']),
  new Set(['visitsThisWeek', 'maxVisitsPerWeek']),
  new Set(['visitsInPlace', 'placeCapacity']),
];

export const isCoreFact = (name: string): name is CoreFact => Object.hasOwn(CORE_FACTS, name);

/** `answers.LINKID` and `daysSince.LINKID` (whole days from a date that was answered until today). */
export const answerOf = (name: string): { of: 'answers' | 'daysSince'; linkId: string } | null => {
  const [, of, linkId] = /^(answers|daysSince)\.(.+)$/.exec(name) ?? [];
  return (of === 'answers' || of === 'daysSince') && linkId !== undefined ? { of, linkId } : null;
};
