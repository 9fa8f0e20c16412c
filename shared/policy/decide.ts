import type { LocalText } from '../domain/language.ts';
import type { Citation, Outcome } from '../domain/outcome.ts';
import type { Facts } from './facts.ts';
import { matches } from './logic.ts';
import type { Pack, Rule } from './pack.ts';

export interface FiredRule {
  readonly id: string;
  readonly text: LocalText;
  readonly staffText: string;
  readonly citation: Citation;
}

export interface Explanation {
  /** All rules that fired, for the protocol and for staff. */
  readonly rules: readonly FiredRule[];
  /** What the visitor is told: only the texts that speak of this outcome, each once. */
  readonly texts: readonly LocalText[];
  readonly conditions: readonly { readonly id: string; readonly text: LocalText }[];
}

/** At least one rule and one text. */
export interface Ruling extends Explanation {
  readonly outcome: Outcome;
  /** The listed ground, with `postpone` only. */
  readonly ground: string | null;
}

const fired = ({ id, text, staffText, citation }: FiredRule): FiredRule => ({
  id,
  text,
  staffText,
  citation,
});

/**
 * The words of a decision, from what the protocol keeps of it: the rules that fired, and the outcome as it is now. The
 * texts are empty where no rule speaks of that outcome (staff decided otherwise, or the pack has changed since); a
 * ruling's own never are.
 */
export const explain = (pack: Pack, outcome: Outcome, ruleIds: readonly string[]): Explanation => {
  const wanted = new Set(ruleIds);
  const known = pack.rules.filter(({ id }) => wanted.has(id));
  const isMixed = wanted.has(pack.mixedParty.id);
  // Staff may have let such a party in since: then the mixed party's own words no longer fit.
  const isMixedStill = isMixed && outcome === 'wait-for-staff';
  const speaking = known.filter((rule) => rule.outcome === outcome && !isMixedStill);
  const conditionIds = new Set(speaking.flatMap(({ conditions }) => conditions));
  return {
    rules: [...(isMixed ? [pack.mixedParty] : []), ...known].map(fired),
    texts: isMixedStill ? [pack.mixedParty.text] : speaking.map(({ text }) => text),
    conditions: pack.conditions.filter(({ id }) => conditionIds.has(id)),
  };
};

/** The first rule that matches. A loaded pack's last rule matches always. */
const ruleFor = (pack: Pack, facts: Facts): Rule => {
  const rule = pack.rules.find(({ when }) => matches(when, facts));
  if (!rule)
    throw new TypeError('This pack was not loaded by loadPack: its last rule does not match always.');
  return rule;
};

const ruling = (pack: Pack, outcome: Outcome, ruleIds: readonly string[], ground: string | null): Ruling => ({
  outcome,
  ground,
  ...explain(pack, outcome, ruleIds),
});

/** Judges one person. Every person gets exactly one outcome. */
export const decide = (pack: Pack, facts: Facts): Ruling => {
  const rule = ruleFor(pack, facts);
  return ruling(pack, rule.outcome, [rule.id], rule.ground ?? null);
};

/** Of a party's outcomes the one that stands first here is the party's. */
const FIRST_OF: readonly Outcome[] = [
  'escorted-route',
  'wait-for-staff',
  'admit-with-conditions',
  'admit',
  'right-of-access',
];

/**
 * Judges each person of the party and makes one ruling of it; who comes first does not matter.
 * One who must be met by staff makes all wait for staff. All are postponed only when each of them is; when some are,
 * a person sorts it out at the door (`wait-for-staff` by the pack's `mixedParty`): nobody is turned away for another.
 * The texts are only those of the party's outcome, so that nobody reads «welcome» and «please wait» at once.
 */
export const decideParty = (pack: Pack, factsOfEach: readonly Facts[]): Ruling => {
  const rules = factsOfEach.map((facts) => ruleFor(pack, facts));
  const first = pack.rules.find((rule) => rules.includes(rule));
  if (!first) throw new RangeError('A party is at least one person.');
  const ids = rules.map(({ id }) => id);
  const postponed = rules.filter(({ outcome }) => outcome === 'postpone');
  if (postponed.length === rules.length) return ruling(pack, 'postpone', ids, first.ground ?? null);
  if (postponed.length > 0) return ruling(pack, 'wait-for-staff', [pack.mixedParty.id, ...ids], null);
  const outcome = FIRST_OF.find((candidate) => rules.some((rule) => rule.outcome === candidate));
  return ruling(pack, outcome ?? first.outcome, ids, null);
};
