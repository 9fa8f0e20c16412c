/** What rules may know: the declared vocabulary of facts. Nothing clinical is in it (V6, S0:208-259). */
import type { PermitClass, WardKind } from '../domain/outcome.ts';
import type { AnswerFacts } from '../questions/facts.ts';

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
