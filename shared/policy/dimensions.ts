/** What can differ between two situations, each with values that stand for all others as far as some packs' rules and plans can tell. */
import { PERMIT_CLASSES, PLACE_KINDS } from '../domain/outcome.ts';
import { addDays } from '../domain/time.ts';
import type { Atom } from './condition.ts';
import { minuteOf } from './facts.ts';
import type { FactType, Pack, Plan } from './pack.ts';
import { DIRECTIONS, type Situation } from './situation.ts';
import { answerOf, type CoreFact } from './vocabulary.ts';

export type Value = boolean | number | string | null;
/** Part of a situation, flat: a field of it, `answers.LINKID`, or `answers.LINKID@CODE` (is that code among the answers?). */
export type Assignment = Readonly<Record<string, Value>>;
/** Fields that go together have their values together: no party has more children than people. */
export interface Dimension {
  readonly name: string;
  readonly values: readonly Assignment[];
}

/** What every rule may look at first: the plan hangs on class and phase. */
export const CONTEXT: ReadonlySet<string> = new Set(['permitClass', 'wardKind', 'phase']);

const byPlan = ['phase', 'permitClass'];
/** Which dimensions a fact of the plan is made of; every other fact is a dimension itself. */
const MADE_OF: Readonly<Partial<Record<CoreFact, readonly string[]>>> = {
  partySize: ['party'],
  children: ['party'],
  adults: ['party'],
  maxPartySize: byPlan,
  maxVisitsPerWeek: byPlan,
  minutesFromStart: ['clock'],
  minutesToEnd: ['clock'],
  agreedMinutes: ['clock'],
  tooEarly: ['clock', ...byPlan],
  late: ['clock', ...byPlan],
  tooLong: ['clock', ...byPlan],
  tooOften: ['visitsThisWeek', ...byPlan],
  inOpeningHours: ['minuteOfDay', ...byPlan],
  placeOpen: ['placeKind', ...byPlan],
  placeFull: ['placeKind', 'visitsInPlace', 'placeCapacity', 'phase'],
};

/** Names of the dimensions that decide an atom. */
export const neededBy = ({ facts, literals, operator }: Atom, pack: Pack): readonly string[] =>
  facts.flatMap((name) => {
    const answer = answerOf(name);
    // A date that was answered is counted back from today, so today itself is another matter.
    if (name === 'today' && facts.length > 1) return [];
    if (!answer) return MADE_OF[name as CoreFact] ?? [name];
    if (pack.facts[name] === 'strings' && operator === 'in')
      return [
        `answers.${answer.linkId}`,
        ...literals.map((code) => `answers.${answer.linkId}@${String(code)}`),
      ];
    return [`answers.${answer.linkId}`];
  });

interface Seen {
  readonly atom: Atom;
  readonly pack: Pack;
}

const numbers = (values: readonly unknown[]): number[] => values.filter((value) => typeof value === 'number');
const strings = (values: readonly unknown[]): string[] => values.filter((value) => typeof value === 'string');
const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** The cut points themselves and one value between each two of them, and beyond: nearest to nought. */
const around = (cuts: readonly number[], low: number, high: number): number[] => {
  const sorted = distinct(cuts)
    .filter((cut) => low <= cut && cut <= high)
    .toSorted((a, b) => a - b);
  const edges = [low - 1, ...sorted, high + 1];
  const between = edges.slice(1).flatMap((edge, index) => {
    const before = edges[index] ?? low - 1;
    const [first, last] = [Math.floor(before) + 1, Math.ceil(edge) - 1];
    return first <= last ? [Math.min(Math.max(0, first), last)] : [];
  });
  return distinct([...between, ...sorted]).toSorted((a, b) => Math.abs(a) - Math.abs(b) || b - a);
};
const FAR = 1_000_000;
const DAY_MS = 86_400_000;
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);
const from = (start: number, end: number): number[] =>
  Array.from({ length: end - start + 1 }, (_, index) => start + index);

const plansOf = (pack: Pack): readonly Partial<Record<keyof Plan, unknown>>[] =>
  pack.phases.flatMap(({ plan, classes }) => [plan, ...Object.values(classes)]);

/** Longest party (a booking's limit). */
const LARGEST_PARTY = 10;
const MINUTES_A_DAY = 1440;

const partyValues: readonly Assignment[] = from(1, LARGEST_PARTY).flatMap((partySize) =>
  from(0, partySize).map((children) => ({ partySize, children })),
);

/** Minutes from the start, to the end and the agreed length of one visit: the first two make the third, but for the minute begun. */
const clockValues = (fromStart: readonly number[], toEnd: readonly number[], agreed: readonly number[]) => {
  const interval = (cuts: readonly number[], low: number) => {
    const sorted = distinct(cuts).toSorted((a, b) => a - b);
    const edges = [low - 1, ...sorted, FAR + 1];
    return [
      ...sorted.map((cut) => [cut, cut] as const),
      ...edges.slice(1).map((edge, index) => [(edges[index] ?? low - 1) + 1, edge - 1] as const),
    ].filter(([first, last]) => first <= last);
  };
  const found: Assignment[] = [];
  for (const [start, startLast] of interval(fromStart, -FAR))
    for (const [end, endLast] of interval(toEnd, -FAR))
      for (const [length, lengthLast] of interval(agreed, 1)) {
        const shortest = Math.max(length, start + end);
        const longest = Math.min(lengthLast, startLast + endLast + 1);
        if (shortest > longest) continue;
        const agreedMinutes = Math.min(Math.max(60, shortest), longest);
        const earliest = Math.max(start, agreedMinutes - 1 - endLast);
        const latest = Math.min(startLast, agreedMinutes - end);
        const minutesFromStart = Math.min(Math.max(0, earliest), latest);
        const minutesToEnd = Math.min(Math.max(end, agreedMinutes - minutesFromStart), endLast);
        found.push({ minutesFromStart, minutesToEnd, agreedMinutes });
      }
  const size = (value: Assignment) =>
    Math.abs(Number(value.minutesFromStart)) + Math.abs(Number(value.agreedMinutes) - 60);
  return [
    ...found.toSorted((a, b) => size(a) - size(b)),
    { minutesFromStart: null, minutesToEnd: null, agreedMinutes: null },
  ];
};

/** Values of everything that some packs' rules look at, in an order in which the everyday comes first. */
export const dimensionsOf = (packs: readonly Pack[], seen: readonly Seen[]): readonly Dimension[] => {
  const [first] = packs;
  if (!first) throw new RangeError('At least one pack is explored.');
  const plans = packs.flatMap(plansOf);
  const comparedWith = (fact: string) =>
    seen.filter(({ atom }) => atom.facts.includes(fact)).flatMap(({ atom }) => atom.literals);
  const limits = (name: keyof Plan) => numbers(plans.map((plan) => plan[name]));
  const hours = plans.flatMap(({ openingHours }) => {
    const known = openingHours as Plan['openingHours'] | undefined;
    return known ? [minuteOf(known.from), minuteOf(known.to)] : [];
  });
  const held = numbers(
    packs.flatMap(({ phases }) => phases.flatMap(({ capacity }) => Object.values(capacity))),
  );
  const inPlaces = distinct(
    [
      0,
      ...held,
      ...numbers(comparedWith('visitsInPlace')),
      ...numbers(comparedWith('placeCapacity')),
    ].flatMap((cut) => [cut - 1, cut, cut + 1, cut + 2]),
  ).filter((number) => number >= 0);
  const single = (name: string, values: readonly Value[]): Dimension => ({
    name,
    values: distinct(values).map((value) => ({ [name]: value })),
  });
  const counted = (name: string, cuts: readonly unknown[]) =>
    single(name, [...around(numbers(cuts), 0, FAR), null]);
  const days = strings(comparedWith('today')).map(dayNumber);
  const [begins, ends] = [
    dayNumber(first.validFrom),
    first.validTo === null ? FAR : dayNumber(first.validTo),
  ];
  const maybe = [false, true, null];
  const all: Dimension[] = [
    single('permitClass', PERMIT_CLASSES),
    single('wardKind', first.kinds),
    single('phase', distinct([first.defaultPhase, ...first.phases.map(({ id }) => id)])),
    single('jurisdiction', [first.jurisdiction]),
    single('place', ['elsewhere', ...strings(comparedWith('place'))]),
    single('placeKind', PLACE_KINDS),
    single(
      'visitsInPlace',
      inPlaces.toSorted((a, b) => a - b),
    ),
    single('placeCapacity', [null, ...inPlaces.filter((number) => number > 0).toSorted((a, b) => a - b)]),
    single('direction', DIRECTIONS),
    { name: 'party', values: partyValues },
    single('agreedPartySize', from(1, LARGEST_PARTY)),
    {
      name: 'clock',
      values: clockValues(
        [
          ...limits('earliestMinutes').map((limit) => -limit),
          ...limits('latestMinutes'),
          ...numbers(comparedWith('minutesFromStart')),
        ],
        numbers(comparedWith('minutesToEnd')),
        [...limits('longestMinutes'), ...numbers(comparedWith('agreedMinutes'))],
      ),
    },
    single('minuteOfDay', around([...hours, ...numbers(comparedWith('minuteOfDay'))], 0, MINUTES_A_DAY - 1)),
    single('today', around([begins, ...days], begins, ends).map(dayOf)),
    counted('visitsThisWeek', [...limits('visitsPerWeek'), ...comparedWith('visitsThisWeek')]),
    counted('daysSinceLastVisit', comparedWith('daysSinceLastVisit')),
    single('duringStay', [true, false, null]),
    single('stoppedToday', [false, true]),
    single('contactLimited', [false, true]),
    single('indoorAgreed', maybe),
    single('credentialsComplete', [true, false, null]),
    ...answerDimensions(packs, comparedWith, single),
  ];
  const looked = new Set([...CONTEXT, ...seen.flatMap(({ atom, pack }) => neededBy(atom, pack))]);
  return all.filter(({ name }) => looked.has(name));
};

const answerDimensions = (
  packs: readonly Pack[],
  comparedWith: (fact: string) => readonly Value[],
  single: (name: string, values: readonly Value[]) => Dimension,
): Dimension[] => {
  const names = packs.flatMap(({ facts }) => Object.keys(facts));
  const linkIds = distinct(names.flatMap((name) => answerOf(name)?.linkId ?? []));
  return linkIds.flatMap((linkId) => {
    const name = `answers.${linkId}`;
    const literals = comparedWith(name);
    switch (typeIn(packs, name)) {
      case 'boolean':
        return [single(name, [false, true, null])];
      case 'number':
        // Decimals too: between two whole numbers there is one more.
        return [
          single(name, [
            ...around(numbers(literals), -FAR, FAR),
            ...numbers(literals).flatMap((cut) => [cut - 0.5, cut + 0.5]),
            null,
          ]),
        ];
      case 'strings':
        return [
          single(name, ['answered', null]),
          ...distinct(strings(literals)).map((code) => single(`${name}@${code}`, [false, true])),
        ];
      case 'string':
        return [single(name, [...strings(literals), '#another', null])];
      case 'date':
      case undefined: {
        const absolute = strings(literals).map(dayNumber);
        if (absolute.length > 0) return [single(name, [...around(absolute, -FAR, FAR).map(dayOf), null])];
        const since = numbers(comparedWith(`daysSince.${linkId}`));
        return [single(name, [...around([0, ...since], -FAR, FAR), null])];
      }
    }
  });
};

const NOBODY: Situation = {
  permitClass: 'ordinary',
  wardKind: 'nursing-home',
  jurisdiction: 'NO',
  phase: '',
  place: 'elsewhere',
  placeKind: 'own-room',
  visitsInPlace: 0,
  placeCapacity: null,
  direction: 'arriving',
  partySize: 1,
  agreedPartySize: 1,
  children: 0,
  minutesFromStart: null,
  minutesToEnd: null,
  agreedMinutes: null,
  minuteOfDay: 720,
  today: '2020-06-01',
  visitsThisWeek: null,
  daysSinceLastVisit: null,
  duringStay: null,
  stoppedToday: false,
  contactLimited: false,
  indoorAgreed: null,
  credentialsComplete: null,
  answers: {},
};

/** The type of a fact in the first of the packs that declares it. */
const typeIn = (packs: readonly Pack[], fact: string): FactType | undefined =>
  packs.map(({ facts }) => facts[fact]).find((type) => type !== undefined);

/** The situation that an assignment describes; what it leaves open is as everyday as can be. */
export const situationOf = (packs: readonly Pack[], assignment: Assignment): Situation => {
  const [pack] = packs;
  const fields: Record<string, unknown> = {
    ...NOBODY,
    ...(pack && { jurisdiction: pack.jurisdiction, phase: pack.defaultPhase, today: pack.validFrom }),
  };
  const answers: Record<string, boolean | number | string | string[]> = {};
  const entries = Object.entries(assignment);
  for (const [name, value] of entries) if (!name.startsWith('answers.')) fields[name] = value;
  for (const [name, value] of entries) {
    const linkId = name.slice('answers.'.length);
    if (!name.startsWith('answers.') || value === null || linkId.includes('@')) continue;
    const type = typeIn(packs, name);
    if (type === 'strings') answers[linkId] = codesIn(entries, name);
    // Days since a date are counted back from today.
    else if (type !== 'number' && typeof value === 'number')
      answers[linkId] = addDays(String(fields.today), -value);
    else answers[linkId] = value;
  }
  return { ...(fields as unknown as Situation), answers };
};

const codesIn = (entries: readonly (readonly [string, Value])[], name: string): string[] => {
  const codes = entries.filter(([key, value]) => key.startsWith(`${name}@`) && value === true);
  return codes.length > 0 ? codes.map(([key]) => key.slice(name.length + 1)) : ['#another'];
};
