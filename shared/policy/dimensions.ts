/** What can differ between two situations, each with values that stand for all others as far as some packs' rules and plans can tell. */
import { PERMIT_CLASSES, PLACE_KINDS } from '../domain/outcome.ts';
import type { Atom } from './condition.ts';
import { minuteOf } from './facts.ts';
import { typeIn } from './imagined.ts';
import type { Pack, Plan } from './pack.ts';
import { DIRECTIONS } from './situation.ts';
import {
  around,
  clockValues,
  dayNumber,
  dayOf,
  distinct,
  FAR,
  from,
  LARGEST_PARTY,
  MINUTES_A_DAY,
  numbers,
  partyValues,
  plansOf,
  strings,
  type Assignment,
  type Value,
} from './values.ts';
import { answerOf, type CoreFact } from './vocabulary.ts';

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
        // A year alone is an answer, and no day to count from.
        return [single(name, [...around([0, ...since], -FAR, FAR), '2020', null])];
      }
    }
  });
};
