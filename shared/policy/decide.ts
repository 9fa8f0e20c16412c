import { LETS_IN, type Outcome } from '../domain/outcome.ts';
import { explain, type Explanation } from './explain.ts';
import { factsOf } from './facts.ts';
import { matches } from './logic.ts';
import type { Pack, PackInForce, Rule } from './pack.ts';
import type { Situation } from './situation.ts';
import type { Facts } from './vocabulary.ts';

/** At least one rule and one text. */
export interface Ruling extends Explanation {
  readonly outcome: Outcome;
  /** The listed ground, with `postpone` only. */
  readonly ground: string | null;
}

/** The first rule that matches. A loaded pack's last rule matches always. */
export const ruleFor = (pack: Pack, facts: Facts): Rule => {
  const rule = pack.rules.find(({ when }) => matches(when, facts));
  if (!rule)
    throw new TypeError('This pack was not loaded by loadPack: its last rule does not match always.');
  return rule;
};

/** What became of one person: the rule that fired, in the pack that decided, and whether its time to postpone is over. */
export interface Verdict {
  readonly pack: Pack;
  readonly rule: Rule;
  readonly outcome: Outcome;
  readonly isLapsed: boolean;
}

const hasLapsed = (pack: Pack, rule: Rule, today: string): boolean =>
  pack.stricter.some((declared) => declared.rule === rule.id && declared.until < today);

/** The rule of the pack that matches, and that of the base where it is asked. */
interface Matching {
  readonly own: Rule;
  readonly under: Rule | undefined;
}

/**
 * Judges one person by the rules that match. A rule that was stricter than the base until a day that is past no longer
 * decides: the base does (F4, S2:69). Where the base is not here a person does, unless the rule lets in.
 */
export const verdictBy = (
  { pack: local, base }: PackInForce,
  { own, under }: Matching,
  today: string,
): Verdict => {
  const isOver = hasLapsed(local, own, today);
  const isBase = isOver && base !== null && under !== undefined;
  const pack = isBase ? base : local;
  const rule = isBase ? under : own;
  const hasEnded = pack.validTo !== null && pack.validTo < today;
  const isLapsed =
    (isOver && !isBase && !LETS_IN.has(rule.outcome)) || (rule.outcome === 'postpone' && hasEnded);
  return { pack, rule, outcome: isLapsed ? 'wait-for-staff' : rule.outcome, isLapsed };
};

export const verdictOn = (rules: PackInForce, situation: Situation): Verdict => {
  const { pack, base } = rules;
  const own = ruleFor(pack, factsOf(pack, situation));
  const isOver = hasLapsed(pack, own, situation.today);
  const under = isOver && base !== null ? ruleFor(base, factsOf(base, situation)) : undefined;
  return verdictBy(rules, { own, under }, situation.today);
};

/** Of a party's outcomes the one that stands first here is the party's. */
const FIRST_OF: readonly Outcome[] = [
  'escorted-route',
  'wait-for-staff',
  'admit-with-conditions',
  'admit',
  'right-of-access',
];

const rulingOf = (
  rules: PackInForce,
  outcome: Outcome,
  ids: readonly string[],
  ground: string | null,
): Ruling => ({
  outcome,
  ground,
  ...explain(rules, outcome, ids),
});

/** Of the outcomes of each of a party, the party's. Some to be postponed and others not: a person sorts it out. */
export const outcomeOfParty = (outcomes: ReadonlySet<Outcome>): Outcome => {
  if (outcomes.has('postpone')) return outcomes.size > 1 ? 'wait-for-staff' : 'postpone';
  return FIRST_OF.find((candidate) => outcomes.has(candidate)) ?? 'wait-for-staff';
};

/**
 * Judges each person of the party and makes one ruling of it; who comes first does not matter.
 * One who must be met by staff makes all wait for staff. All are postponed only when each of them is; when some are,
 * a person sorts it out at the door (`wait-for-staff` by the pack's `mixedParty`): nobody is turned away for another.
 * The texts are only those of the party's outcome, so that nobody reads «welcome» and «please wait» at once.
 */
export const decideParty = (rules: PackInForce, situations: readonly Situation[]): Ruling => {
  if (situations.length === 0) throw new RangeError('A party is at least one person.');
  const verdicts = situations.map((situation) => verdictOn(rules, situation));
  const ids = verdicts.flatMap(({ pack, rule, isLapsed }) =>
    isLapsed ? [pack.lapsed.id, rule.id] : [rule.id],
  );
  const outcomes = new Set(verdicts.map(({ outcome }) => outcome));
  const outcome = outcomeOfParty(outcomes);
  const isMixed = outcomes.has('postpone') && outcome !== 'postpone';
  return rulingOf(
    rules,
    outcome,
    isMixed ? [rules.pack.mixedParty.id, ...ids] : ids,
    outcome === 'postpone' ? groundOf(rules, verdicts) : null,
  );
};

/** The ground of the rule that stands first, so that the order of the party does not matter. */
const groundOf = ({ pack, base }: PackInForce, verdicts: readonly Verdict[]): string | null => {
  const fired = new Set(verdicts.map(({ rule }) => rule));
  const first = [...pack.rules, ...(base?.rules ?? [])].find((rule) => fired.has(rule));
  return first?.ground ?? null;
};

/** Judges one person by themselves. */
export const decide = (rules: PackInForce, situation: Situation): Ruling => decideParty(rules, [situation]);
