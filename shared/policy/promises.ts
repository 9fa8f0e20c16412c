/** What no pack may break, whoever sends it: proved for every answer, party, place, hour and phase, before it is used. */
import { LETS_IN, PERMIT_CLASSES, type PermitClass } from '../domain/outcome.ts';
import { askedOf } from './asks.ts';
import { atomsOf, conditionOf, partially, type Atom, type Condition } from './condition.ts';
import { explorerOf } from './explore.ts';
import { factsOf } from './facts.ts';
import { situationOf } from './imagined.ts';
import { matches } from './logic.ts';
import type { Pack, Rule } from './pack.ts';
import type { Situation } from './situation.ts';
import type { Facts } from './vocabulary.ts';

export type Known = Pick<Situation, 'permitClass' | 'wardKind' | 'contactLimited'>;

/** One promise: whom it is made to, and which rules keep it. */
interface Promised {
  readonly to: (pack: Pack, known: Known) => boolean;
  readonly kept: (rule: Rule, known: Known) => boolean;
  readonly sentence: (rule: Rule, known: Known) => string;
}

const NEVER_POSTPONED: Readonly<
  Record<Pack['jurisdiction'], Readonly<Partial<Record<PermitClass, string>>>>
> = {
  NO: { 'end-of-life': 'S0:347-352', vigil: 'S0:347-355', 'critical-situation': 'S0:75-80' },
  DK: {
    'end-of-life': 'S4:61-69',
    vigil: 'S4:61-69',
    'critical-situation': 'S4:61-69',
    child: 'S4:61-69',
    dementia: 'S4:61-69',
    // They are not visitors: the rules on visits do not hold for them.
    employee: 'S4:59',
    delivery: 'S4:59',
    service: 'S4:59',
  },
};

const isPrivateHome = (pack: Pack, { wardKind }: Known): boolean =>
  pack.jurisdiction === 'NO' && wardKind === 'care-housing';
const where = ({ permitClass, wardKind }: Known): string => `«${permitClass}» in «${wardKind}»`;

const PROMISES: readonly Promised[] = [
  {
    to: (pack, known) => isPrivateHome(pack, known),
    kept: ({ outcome }, { permitClass }) =>
      permitClass === 'resident' ? LETS_IN.has(outcome) : outcome === 'right-of-access',
    sentence: ({ id, outcome }, { permitClass }) =>
      `Care housing may never meet «${outcome}» (S0:103-125), but «${permitClass}» does by rule «${id}».`,
  },
  {
    to: ({ jurisdiction }, { permitClass }) => NEVER_POSTPONED[jurisdiction][permitClass] !== undefined,
    kept: ({ outcome }) => outcome !== 'postpone',
    sentence: ({ id }, known) => `${where(known)} may never be postponed, but is by rule «${id}».`,
  },
  {
    to: (_, { permitClass }) => permitClass === 'resident',
    kept: ({ outcome }) => LETS_IN.has(outcome),
    sentence: ({ id, outcome }, { wardKind }) =>
      `A resident is free to go out and come back (S0:604-640, S4:130), but in «${wardKind}» meets «${outcome}» by rule «${id}».`,
  },
  {
    to: (pack, known) =>
      known.contactLimited && known.permitClass !== 'resident' && !isPrivateHome(pack, known),
    kept: ({ outcome }) => outcome === 'wait-for-staff',
    sentence: ({ id, outcome }, known) =>
      `A decision that limits contact always goes to staff (S4:71), but ${where(known)} meets «${outcome}» by rule «${id}».`,
  },
  {
    to: (pack, known) =>
      known.contactLimited && known.permitClass !== 'resident' && isPrivateHome(pack, known),
    kept: ({ callsStaff }) => callsStaff === true,
    sentence: ({ id }, known) =>
      `A decision that limits contact always reaches staff (S4:71), but ${where(known)} is let in by rule «${id}» without calling them.`,
  },
];

/** What is looked at when a rule is only weighed; all else is left open. */
const KNOWN_FACTS: ReadonlySet<string> = new Set([
  'permitClass',
  'wardKind',
  'jurisdiction',
  'contactLimited',
]);

const factsWith = (pack: Pack, known: Known): Facts => factsOf(pack, situationOf([pack], { ...known }));

type Judged = readonly { readonly rule: Rule; readonly when: Condition }[];
const judged = (pack: Pack): Judged => pack.rules.map((rule) => ({ rule, when: conditionOf(rule.when) }));

/** Every rule that some answers, party, phase or hour could make fire (perhaps more, never fewer). */
const possibleRules = (rules: Judged, facts: Facts): Rule[] => {
  const truth = (atom: Atom) =>
    atom.facts.every((name) => KNOWN_FACTS.has(name)) ? matches(atom.logic, facts) : undefined;
  const possible: Rule[] = [];
  for (const { rule, when } of rules) {
    const rest = partially(when, truth);
    if (rest !== false) possible.push(rule);
    if (rest === true) break;
  }
  return possible;
};

const everyone = function* (pack: Pack): Generator<Known> {
  for (const wardKind of pack.kinds)
    for (const permitClass of PERMIT_CLASSES)
      for (const contactLimited of [false, true]) yield { wardKind, permitClass, contactLimited };
};

const wrongGrounds = (pack: Pack): string[] =>
  pack.jurisdiction === 'NO'
    ? []
    : pack.postponeGrounds
        .filter(({ id }) => !DANISH_GROUNDS.has(id))
        .map(
          ({ id }) =>
            `In Denmark a visit is postponed on two grounds only, «${[...DANISH_GROUNDS].join('» and «')}» (S4:114-116), not on «${id}».`,
        );
const DANISH_GROUNDS: ReadonlySet<string> = new Set(['cannot-be-done-safely', 'risk-group-exposed']);

const forcedAnswers = (pack: Pack): string[] =>
  pack.jurisdiction === 'NO' &&
  pack.kinds.includes('care-housing') &&
  PERMIT_CLASSES.some((permitClass) => askedOf(pack, 'care-housing', permitClass).asking === 'required')
    ? ['In care housing nobody may be made to answer (S0:113-115).']
    : [];

/** Which promises a pack breaks (P1, P8, P9, D2-D4, D7), each in a sentence. */
export const brokenPromises = (pack: Pack): string[] => {
  const rules = judged(pack);
  const explore = explorerOf([{ pack }]);
  const problems = new Set([...forcedAnswers(pack), ...wrongGrounds(pack)]);
  for (const known of everyone(pack)) {
    const promised = PROMISES.filter(({ to }) => to(pack, known));
    const brokenBy = (rule: Rule) => promised.filter(({ kept }) => !kept(rule, known));
    const suspects = possibleRules(rules, factsWith(pack, known)).filter((rule) => brokenBy(rule).length > 0);
    if (suspects.length === 0) continue;
    // Rules before it may leave nobody to a suspect: that is known by going through all who could meet it.
    explore({
      fixed: known,
      only: new Set(suspects),
      meet: ({ rules: [rule] }) => {
        if (rule) for (const { sentence } of brokenBy(rule)) problems.add(sentence(rule, known));
      },
    });
  }
  return [...problems];
};

/** Classes that no rule speaks of by name: the last rule, which takes all, decides for them. */
export const unnamedClasses = (pack: Pack): PermitClass[] => {
  const named = new Set(
    judged(pack)
      .flatMap(({ when }) => atomsOf(when))
      .filter(({ facts }) => facts.includes('permitClass'))
      .flatMap(({ literals }) => literals),
  );
  return PERMIT_CLASSES.filter((permitClass) => !named.has(permitClass));
};
