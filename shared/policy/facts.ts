/** What rules may know: the declared vocabulary of facts. Nothing clinical is in it (V6, S0:208-259). */
import { PERMIT_CLASSES, WARD_KINDS, type PermitClass, type WardKind } from '../domain/outcome.ts';
import type { AnswerFacts } from '../questions/facts.ts';
import type { FactType } from './pack.ts';

/** The facts of one person of the party at the door; built by the check-in. */
export interface Facts {
  readonly permitClass: PermitClass;
  readonly wardKind: WardKind;
  /** Of the institution (settings). */
  readonly jurisdiction: 'NO' | 'DK';
  /** Local phase of the epidemic: one of the pack's `phases`; the pack's `defaultPhase` until somebody decides another. */
  readonly phase: string;
  /** Place id of the agreement. */
  readonly place: string;
  /** How many stand at the door, and how many were agreed; visitor and companions together. */
  readonly partySize: number;
  readonly agreedPartySize: number;
  /** Whole minutes since the agreed start (negative before it); null when the agreed time is not known here. */
  readonly minutesFromStart: number | null;
  /** Whole minutes until the agreed end (negative after it); null as above. */
  readonly minutesToEnd: number | null;
  /** The calendar day at the institution, `YYYY-MM-DD`: what `daysSince.*` counts to. */
  readonly today: string;
  /** Of this person, from `answerFacts`. */
  readonly answers: AnswerFacts;
}

export type FactValue = boolean | number | string | null | readonly (boolean | number | string)[];
type CoreFact = Exclude<keyof Facts, 'answers'>;

export const CORE_FACTS: Readonly<Record<CoreFact, FactType>> = {
  permitClass: 'string',
  wardKind: 'string',
  jurisdiction: 'string',
  phase: 'string',
  place: 'string',
  partySize: 'number',
  agreedPartySize: 'number',
  minutesFromStart: 'number',
  minutesToEnd: 'number',
  today: 'date',
};

/** Facts that only take values of a closed list: a misspelt one in a rule is an error, not a rule that never fires. */
export const CLOSED_FACTS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['permitClass', PERMIT_CLASSES],
  ['wardKind', WARD_KINDS],
  ['jurisdiction', ['NO', 'DK']],
]);

export const isCoreFact = (name: string): name is CoreFact => Object.hasOwn(CORE_FACTS, name);

/** `answers.LINKID` and `daysSince.LINKID` (whole days from a date that was answered until today). */
export const answerOf = (name: string): { of: 'answers' | 'daysSince'; linkId: string } | null => {
  const [, of, linkId] = /^(answers|daysSince)\.(.+)$/.exec(name) ?? [];
  return (of === 'answers' || of === 'daysSince') && linkId !== undefined ? { of, linkId } : null;
};

const DAY_MS = 86_400_000;
const daysBetween = (from: FactValue, to: string): number | null => {
  const days =
    typeof from === 'string'
      ? (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS
      : NaN;
  return Number.isFinite(days) ? days : null;
};

/** The value of a fact by its name in a pack; null when it is not known (unanswered, not asked). */
export const factNamed = (facts: Facts, name: string): FactValue => {
  if (isCoreFact(name)) return facts[name];
  const answer = answerOf(name);
  if (!answer || !Object.hasOwn(facts.answers, answer.linkId)) return null;
  const value = facts.answers[answer.linkId] ?? null;
  return answer.of === 'answers' ? value : daysBetween(value, facts.today);
};
