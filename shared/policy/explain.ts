import type { LocalText } from '../domain/language.ts';
import { LETS_IN, type Citation, type Outcome } from '../domain/outcome.ts';
import type { Pack, PackInForce, Rule, Saying } from './pack.ts';

export interface FiredRule {
  readonly id: string;
  readonly text: LocalText;
  readonly staffText: LocalText;
  readonly citation: Citation;
}

interface Told {
  readonly id: string;
  readonly text: LocalText;
}

export interface Explanation {
  /** All rules that fired, for the protocol and for staff. */
  readonly rules: readonly FiredRule[];
  /** What the visitor is told: only the texts that speak of this outcome, each once. */
  readonly texts: readonly LocalText[];
  readonly conditions: readonly Told[];
  /** What can be had instead; empty where they go in. */
  readonly alternatives: readonly Told[];
  /** Staff come along, though the outcome lets in (V9, S0:509-511). */
  readonly callsStaff: boolean;
}

const fired = ({ id, text, staffText, citation }: Saying): FiredRule => ({ id, text, staffText, citation });

/** Each once, by id. */
const once = <T extends { readonly id: string }>(all: readonly T[]): T[] =>
  [...new Map(all.toReversed().map((one) => [one.id, one])).values()].toReversed();

const byId = <T extends { readonly id: string }>(all: readonly T[], ids: ReadonlySet<string>): T[] =>
  all.filter(({ id }) => ids.has(id));

/** Of a pack and the one it makes local: the pack's own comes first. */
const packsOf = ({ pack, base }: PackInForce): readonly Pack[] => (base === null ? [pack] : [pack, base]);

/**
 * The words of a decision, from what the protocol keeps of it: the rules that fired, and the outcome as it is now. The
 * texts are empty where no rule speaks of that outcome (staff decided otherwise, or the pack has changed since); a
 * ruling's own never are. Rules that no pack here has are left out.
 */
export const explain = (inForce: PackInForce, outcome: Outcome, ruleIds: readonly string[]): Explanation => {
  const wanted = new Set(ruleIds);
  const packs = packsOf(inForce);
  const rules: Rule[] = once(packs.flatMap((pack) => byId(pack.rules, wanted)));
  const lapsed = once(packs.map((pack) => pack.lapsed)).filter(({ id }) => wanted.has(id));
  const mixed = byId([inForce.pack.mixedParty], wanted);
  const isWaiting = outcome === 'wait-for-staff';
  const speaking = rules.filter((rule) => rule.outcome === outcome);
  const letsIn = LETS_IN.has(outcome);
  // Who waits because a postponement is not sure may be offered what it would have offered.
  const offering = letsIn
    ? []
    : rules.filter((rule) => speaking.includes(rule) || rule.outcome === 'postpone');
  const told = (kind: 'conditions' | 'alternatives', of: readonly Rule[]): Told[] => {
    const ids = new Set(of.flatMap((rule) => rule[kind]));
    return once(packs.flatMap((pack): readonly Told[] => byId(pack[kind], ids)));
  };
  // Staff may have let such a party in since: then the mixed party's own words no longer fit.
  const isMixedStill = isWaiting && mixed.length > 0;
  return {
    rules: [...mixed, ...lapsed, ...rules].map(fired),
    texts: isMixedStill
      ? mixed.map(({ text }) => text)
      : [...(isWaiting ? lapsed : []), ...speaking].map(({ text }) => text),
    conditions: told('conditions', isMixedStill ? [] : speaking),
    alternatives: told('alternatives', offering),
    callsStaff: letsIn && rules.some((rule) => rule.callsStaff === true),
  };
};
