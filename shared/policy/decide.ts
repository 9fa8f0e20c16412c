import type { LocalText } from '../domain/language.ts';
import type { Citation, Outcome } from '../domain/outcome.ts';
import type { Facts } from './facts.ts';
import type { Pack } from './pack.ts';

export interface FiredRule {
  readonly id: string;
  readonly text: LocalText;
  readonly staffText: string;
  readonly citation: Citation;
}

export interface Ruling {
  readonly outcome: Outcome;
  /** All rules that fired, for the protocol and for staff; at least one. */
  readonly rules: readonly FiredRule[];
  /** What the visitor is told: only the texts that speak of this outcome. At least one. */
  readonly texts: readonly LocalText[];
  readonly conditions: readonly { readonly id: string; readonly text: LocalText }[];
  /** The listed ground, with `postpone` only. */
  readonly ground: string | null;
}

/** Judges one person. A loaded pack always answers: its last rule matches always. */
export const decide = (_pack: Pack, _facts: Facts): Ruling => {
  throw new Error('not written yet');
};

/** Judges each person of the party and makes one ruling of it. */
export const decideParty = (_pack: Pack, _factsOfEach: readonly Facts[]): Ruling => {
  throw new Error('not written yet');
};
