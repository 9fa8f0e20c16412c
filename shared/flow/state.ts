import type {
  CheckInRequest,
  CodeAnswer,
  Decision,
  GiftAnswer,
  GiftRequest,
  ResidentAnswer,
  ResidentRequest,
} from '../api/kiosk.ts';
import type { IllnessWish } from '../api/tracing.ts';
import type { Language } from '../domain/language.ts';
import type { DoorAnswer, Questionnaire } from '../questions/index.ts';

export type Via = 'camera' | 'scanner' | 'word-code';
export interface ShownCode {
  readonly code: string;
  readonly via: Via;
}
export type Purpose = 'arrive' | 'leave';
export type OkAnswer = Extract<CodeAnswer, { result: 'ok' }>;
export type RejectedAnswer = Exclude<CodeAnswer, { result: 'ok' | 'waits' | 'resident' }>;

export interface Person {
  /** First name enough. Null for the visitor of the booking, and for who would rather not say. */
  readonly name: string | null;
  /** Known from the agreement: is not asked for a name again. */
  readonly known: boolean;
  /** An adult of the party answers for them (P3). */
  readonly child: boolean;
  readonly answers: readonly DoorAnswer[];
}

/** Everything personal, together, so that it can be forgotten together. */
export interface Visit {
  readonly shown: ShownCode;
  readonly answer: OkAnswer;
  readonly questionnaire: Questionnaire | null;
  /** The visitor first, then the companions who came. */
  readonly party: readonly Person[];
  readonly phone: string | null;
  /** One of the places offered because the agreed one is full; null: the agreed one. */
  readonly place: string | null;
}

/** What somebody brings to the door, without a booking (P12). */
export interface Gift {
  readonly kind: GiftRequest['kind'];
  readonly from: string | null;
}

/** What the core is asked. */
export type Ask =
  | { readonly kind: 'code'; readonly shown: ShownCode }
  | { readonly kind: 'check-out'; readonly shown: ShownCode }
  | { readonly kind: 'check-in'; readonly request: CheckInRequest }
  | { readonly kind: 'resident'; readonly request: ResidentRequest }
  | { readonly kind: 'gift'; readonly request: GiftRequest }
  | { readonly kind: 'illness'; readonly request: IllnessWish };

/** One question to the core that has no answer yet. An answer with another id is too late and is ignored. */
export interface Call {
  readonly id: number;
  readonly ask: Ask;
}

/** Why the core gave no answer: not reached (or too slow), it refused, its disk takes nothing now, or the session of this screen is over. */
export type Trouble = 'unreachable' | 'refused' | 'cannot-write' | 'restart';

export type Screen =
  | { readonly at: 'attract' }
  | { readonly at: 'scan'; readonly purpose: Purpose }
  | { readonly at: 'word-code'; readonly purpose: Purpose }
  | {
      readonly at: 'code-result';
      readonly purpose: Purpose;
      readonly answer: RejectedAnswer;
      readonly code: string;
    }
  | { readonly at: 'already-inside' }
  | { readonly at: 'full' }
  | { readonly at: 'voluntary' }
  | { readonly at: 'companions' }
  | { readonly at: 'name'; readonly person: number }
  | { readonly at: 'phone' }
  /** `path` names a step of shared/questions. */
  | { readonly at: 'question'; readonly person: number; readonly path: string; readonly missing: boolean }
  | { readonly at: 'advice'; readonly register: boolean }
  | { readonly at: 'sending' }
  | { readonly at: 'outcome'; readonly decision: Decision }
  /** What somebody who may not go in now can do meanwhile. */
  | { readonly at: 'meanwhile'; readonly decision: Decision }
  | { readonly at: 'informed' }
  | {
      readonly at: 'signed-out';
      readonly receipt: string;
      readonly illnessPhone: string;
      readonly mayReturn: boolean;
    }
  | { readonly at: 'nobody-inside' }
  | {
      readonly at: 'resident';
      readonly shown: ShownCode;
      readonly firstName: string | null;
      readonly away: boolean;
    }
  | { readonly at: 'resident-done'; readonly answer: Exclude<ResidentAnswer, { kind: 'code' }> }
  | { readonly at: 'gift-kind' }
  | { readonly at: 'gift-from' }
  | { readonly at: 'gift-to' }
  | { readonly at: 'gift-hands'; readonly to: string | null }
  | { readonly at: 'gift-label'; readonly answer: GiftAnswer }
  | { readonly at: 'ill-code' }
  | { readonly at: 'ill-day'; readonly receipt: string }
  /** `heard` false: it was not taken, as when so many codes were tried; they ring instead. */
  | { readonly at: 'ill-thanks'; readonly heard: boolean }
  | { readonly at: 'trouble'; readonly ask: Ask; readonly cause: Exclude<Trouble, 'restart'> }
  | { readonly at: 'restart' };

export type TextSize = 100 | 150 | 200;

export interface State {
  /** What the house speaks: where the screen begins and goes back to. */
  readonly home: Language;
  readonly language: Language;
  readonly textSize: TextSize;
  readonly screen: Screen;
  /** Where Back goes, the last first. Empty when there is no way back. */
  readonly history: readonly Screen[];
  readonly visit: Visit | null;
  readonly gift: Gift | null;
  readonly call: Call | null;
  /** Ids of calls are never used twice, also over a wipe. */
  readonly lastCall: number;
  readonly help: Help | null;
  readonly idleWarned: boolean;
}

export interface Help {
  readonly call: number;
  /** The screen that the call came from: reception sees it. */
  readonly from: string;
  readonly status: 'calling' | 'coming' | 'failed';
}

/** Nobody is here. `lastCall` goes on from before. */
export const nobodyHere = (lastCall = 0, home: Language = 'nb'): State => ({
  home,
  language: home,
  textSize: 100,
  screen: { at: 'attract' },
  history: [],
  visit: null,
  gift: null,
  call: null,
  lastCall,
  help: null,
  idleWarned: false,
});

/** Where the visit goes: to the place that was chosen instead, or to the agreed one. */
export const whereOf = ({ answer, place }: Visit): OkAnswer['where'] =>
  answer.full?.offers.find((offer) => offer.place === place)?.where ?? answer.where;
