/** What is known of one person of a party at the door: raw, before a pack's plan is laid over it (facts.ts). Nothing clinical is in it (V6). */
import type { PermitClass, PlaceKind, WardKind } from '../domain/outcome.ts';
import type { AnswerFacts } from '../questions/index.ts';

export const DIRECTIONS = ['arriving', 'going-out', 'coming-back'] as const;
/** `going-out` and `coming-back` are a resident's own (P9). */
export type Direction = (typeof DIRECTIONS)[number];

/** Null is «not known here»: the code alone says little when its booking is newer than the last sync. */
export interface Situation {
  readonly permitClass: PermitClass;
  readonly wardKind: WardKind;
  /** Of the institution (settings). */
  readonly jurisdiction: 'NO' | 'DK';
  /** One of the pack's phases: the one in effect for this ward. */
  readonly phase: string;
  /** Place id, and its kind, where the visit will be. */
  readonly place: string;
  readonly placeKind: PlaceKind;
  /** Visits that are there now, without this one, and how many the place itself holds. */
  readonly visitsInPlace: number;
  readonly placeCapacity: number | null;
  readonly direction: Direction;
  /** How many stand at the door, and how many were agreed; visitor and companions together. */
  readonly partySize: number;
  readonly agreedPartySize: number;
  /** How many of the party are children, answered for by an adult. */
  readonly children: number;
  /** Whole minutes since the agreed start (negative before it). */
  readonly minutesFromStart: number | null;
  /** Whole minutes until the agreed end (negative after it). */
  readonly minutesToEnd: number | null;
  /** Length of the agreed visit. */
  readonly agreedMinutes: number | null;
  /** Local minute of the day, 0 to 1439. */
  readonly minuteOfDay: number;
  /** The calendar day at the institution, `YYYY-MM-DD`: what `daysSince.*` and validity count by. */
  readonly today: string;
  /** Agreed visits of this resident this week, this included. */
  readonly visitsThisWeek: number | null;
  /** Whole days since the resident's last visit before this (P4, S0:373-378). */
  readonly daysSinceLastVisit: number | null;
  /** The resident's stay has begun and is not over (P10); null: no such dates. */
  readonly duringStay: boolean | null;
  /** An answer stopped this booking's party earlier today. */
  readonly stoppedToday: boolean;
  /** A standing decision limits contact (D4, S4:71). */
  readonly contactLimited: boolean;
  /** The management has found that the four indoor conditions hold (D6, S4:93-98). */
  readonly indoorAgreed: boolean | null;
  /** Confidentiality signed and training done, of a volunteer or provider (P6). */
  readonly credentialsComplete: boolean | null;
  /** Of this person, from `answerFacts`. */
  readonly answers: AnswerFacts;
}
