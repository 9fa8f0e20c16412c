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

/**
 * Judges one person. A rule that was stricter than the base until a day that is past no longer decides: the base does
 * (F4, S2:69). Where the base is not here a person does, unless the rule lets in.
 */
export const verdictOn = ({ pack: local, base }: PackInForce, situation: Situation): Verdict => {
  const { today } = situation;
  let pack = local;
  let rule = ruleFor(pack, factsOf(pack, situation));
  let isLapsed = hasLapsed(pack, rule, today);
  if (isLapsed && base !== null) {
    pack = base;
    rule = ruleFor(pack, factsOf(pack, situation));
    isLapsed = false;
  }
  if (isLapsed && LETS_IN.has(rule.outcome)) isLapsed = false;
  if (rule.outcome === 'postpone' && pack.validTo !== null && pack.validTo < today) isLapsed = true;
  return { pack, rule, outcome: isLapsed ? 'wait-for-staff' : rule.outcome, isLapsed };
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
  if (outcomes.has('postpone'))
    return outcomes.size > 1
      ? rulingOf(rules, 'wait-for-staff', [rules.pack.mixedParty.id, ...ids], null)
      : rulingOf(rules, 'postpone', ids, groundOf(rules, verdicts));
  const outcome = FIRST_OF.find((candidate) => outcomes.has(candidate)) ?? 'wait-for-staff';
  return rulingOf(rules, outcome, ids, null);
};

/** The ground of the rule that stands first, so that the order of the party does not matter. */
const groundOf = ({ pack, base }: PackInForce, verdicts: readonly Verdict[]): string | null => {
  const fired = new Set(verdicts.map(({ rule }) => rule));
  const first = [...pack.rules, ...(base?.rules ?? [])].find((rule) => fired.has(rule));
  return first?.ground ?? null;
};

/** Judges one person by themselves. */
export const decide = (rules: PackInForce, situation: Situation): Ruling => decideParty(rules, [situation]);
