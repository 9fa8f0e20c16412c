/** Whether a local pack lets in less than the one it builds on: known by trying every combination of facts, not by reading (F4, S2:69). */
import type { Outcome } from '../domain/outcome.ts';
import { ruleFor } from './decide.ts';
import { CONTEXT } from './dimensions.ts';
import { situationOf } from './imagined.ts';
import type { Assignment } from './values.ts';
import { explorerOf } from './explore.ts';
import { factsOf } from './facts.ts';
import type { Pack, Rule, Saying } from './pack.ts';
import type { Situation } from './situation.ts';
import { situationInWords } from './words/index.ts';

/** Nothing here lets in less than what stands lower. */
const LETS: Readonly<Record<Outcome, number>> = {
  admit: 3,
  'admit-with-conditions': 3,
  'right-of-access': 3,
  'escorted-route': 2,
  'wait-for-staff': 1,
  postpone: 0,
};

export interface StricterExample {
  readonly situation: Situation;
  readonly base: { readonly rule: string; readonly outcome: Outcome };
  readonly outcome: Outcome;
  /** The situation as a sentence for whoever wrote the pack (English). */
  readonly words: string;
}
export interface StricterRule {
  readonly rule: string;
  /** One for each rule of the base that it takes the place of; never none. */
  readonly examples: readonly StricterExample[];
  /** With reason, owner and end date. */
  readonly declared: boolean;
  /** Last day on which it holds; null: not declared. */
  readonly until: string | null;
}
export interface Comparison {
  readonly stricter: readonly StricterRule[];
  /** How many combinations were covered, and in how many groups that meet the same rules. */
  readonly combinations: number;
  readonly evaluated: number;
}

/** Of an example only what it takes for the same rules to fire: whom it is about, and what is not as usual. */
const whatMatters = (looked: Assignment, fired: readonly (readonly [Pack, Rule])[]): Assignment => {
  const packs = fired.map(([pack]) => pack);
  let told = looked;
  for (const name of Object.keys(looked).filter((field) => !CONTEXT.has(field))) {
    const without = Object.fromEntries(Object.entries(told).filter(([field]) => field !== name));
    const situation = situationOf(packs, without);
    if (fired.every(([pack, rule]) => ruleFor(pack, factsOf(pack, situation)) === rule)) told = without;
  }
  return told;
};

/**
 * Every rule of the pack by which somebody gets in less far than by the base. Where it is the plan that is tighter
 * (opening hours, party size …) it is the rule that fires which is named.
 */
export const comparedWithBase = (pack: Pack, base: Pack): Comparison => {
  const found = new Map<Rule, Map<Rule, StricterExample>>();
  const explored = explorerOf([{ pack }, { pack: base }])({
    meet: ({ rules: [own, under], looked }) => {
      if (!own || !under || LETS[own.outcome] >= LETS[under.outcome]) return;
      const examples = found.get(own) ?? new Map<Rule, StricterExample>();
      found.set(own, examples);
      if (examples.has(under)) return;
      const told = whatMatters(looked, [
        [pack, own],
        [base, under],
      ]);
      examples.set(under, {
        situation: situationOf([pack, base], told),
        base: { rule: under.id, outcome: under.outcome },
        outcome: own.outcome,
        words: situationInWords(told, pack, []).en,
      });
    },
  });
  const stricter = pack.rules.flatMap((rule) => {
    const examples = found.get(rule);
    const declaration = pack.stricter.find((declared) => declared.rule === rule.id);
    return examples
      ? [
          {
            rule: rule.id,
            examples: [...examples.values()],
            declared: declaration !== undefined,
            until: declaration?.until ?? null,
          },
        ]
      : [];
  });
  return { stricter, ...explored };
};

const sayingsOf = ({ rules, mixedParty, lapsed }: Pack): readonly Saying[] => [...rules, mixedParty, lapsed];

/** The protocol keeps a rule's id: the same id is the same rule in both packs. */
const renamed = (pack: Pack, base: Pack): string[] => {
  const under = new Map(sayingsOf(base).map((saying) => [saying.id, JSON.stringify(saying)]));
  return sayingsOf(pack)
    .filter((saying) => (under.get(saying.id) ?? JSON.stringify(saying)) !== JSON.stringify(saying))
    .map(
      ({ id }) =>
        `Rule «${id}» is not the one that «${base.id}» calls so: the visit protocol could not tell them apart. Give it an id of its own.`,
    );
};

const outOfStep = (pack: Pack, base: Pack): string[] => {
  const uncovered = pack.kinds.filter((kind) => !base.kinds.includes(kind));
  const name = `«${base.id}» ${base.version}`;
  return [
    ...(pack.buildsOn?.id === base.id && pack.buildsOn.version === base.version
      ? []
      : [`It does not build on ${name}.`]),
    ...(base.buildsOn === null
      ? []
      : [`${name} builds on another pack itself: a pack has one under it at most.`]),
    ...(pack.jurisdiction === base.jurisdiction
      ? []
      : [`It is made for ${pack.jurisdiction}, and ${name} for ${base.jurisdiction}.`]),
    ...(uncovered.length === 0 ? [] : [`${name} does not decide for ${uncovered.join(', ')}.`]),
    ...(pack.validFrom < base.validFrom ? [`It begins before ${name} does, on ${base.validFrom}.`] : []),
    ...(base.validTo !== null && (pack.validTo === null || pack.validTo > base.validTo)
      ? [`It ends after ${name} does, on ${base.validTo}.`]
      : []),
    ...Object.entries(pack.facts)
      .filter(([fact, type]) => (base.facts[fact] ?? type) !== type)
      .map(([fact, type]) => `Fact «${fact}» is a ${type} here, and a ${base.facts[fact] ?? ''} in ${name}.`),
  ];
};

const undeclared = ({ rule, examples: [example] }: StricterRule, base: Pack): string =>
  example
    ? `Rule «${rule}» lets in less than «${base.id}», and is not declared as stricter with a medical reason, an owner and an end date. For example ${example.words}: «${example.outcome}», where rule «${example.base.rule}» of «${base.id}» says «${example.base.outcome}».`
    : '';

/** Why a local pack cannot take the place of the one it builds on, on a day (`YYYY-MM-DD`): a sentence each, none when it can. */
export const strictnessProblems = (pack: Pack, base: Pack, today: string): string[] => {
  const problems = [...outOfStep(pack, base), ...renamed(pack, base)];
  if (problems.length > 0) return problems;
  const { stricter } = comparedWithBase(pack, base);
  return [
    ...stricter.filter(({ declared }) => !declared).map((one) => undeclared(one, base)),
    ...stricter
      .filter(({ until }) => until !== null && until < today)
      .map(
        ({ rule, until }) =>
          `Rule «${rule}» was to be stricter until ${until ?? ''}, and that day is past: take it out, or give a new end date with its reason.`,
      ),
  ];
};
