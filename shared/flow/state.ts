import type { CheckInRequest, CodeAnswer, Decision } from '../api/kiosk.ts';
import type { Language } from '../domain/language.ts';
import type { Questionnaire } from '../questions/index.ts';
import type { Answer } from './answers.ts';

export type Via = 'camera' | 'scanner' | 'word-code';
export interface ShownCode {
  readonly code: string;
  readonly via: Via;
}
export type Purpose = 'arrive' | 'leave';
export type OkAnswer = Extract<CodeAnswer, { result: 'ok' }>;
export type RejectedAnswer = Exclude<CodeAnswer, { result: 'ok' | 'waits' }>;

export interface Person {
  /** First name enough. Null for the visitor of the booking, and for who would rather not say. */
  readonly name: string | null;
  /** Known from the agreement: is not asked for a name again. */
  readonly known: boolean;
  readonly answers: readonly Answer[];
}

/** Everything personal, together, so that it can be forgotten together. */
export interface Visit {
  readonly shown: ShownCode;
  readonly answer: OkAnswer;
  readonly questionnaire: Questionnaire | null;
  /** The visitor first, then the companions who came. */
  readonly party: readonly Person[];
  readonly phone: string | null;
}

/** What the core is asked. */
export type Ask =
  | { readonly kind: 'code'; readonly shown: ShownCode }
  | { readonly kind: 'check-out'; readonly shown: ShownCode }
  | { readonly kind: 'check-in'; readonly request: CheckInRequest };

/** One question to the core that has no answer yet. An answer with another id is too late and is ignored. */
export interface Call {
  readonly id: number;
  readonly ask: Ask;
}

/** Why the core gave no answer: not reached (or too slow), it refused, or the session of this screen is over. */
export type Trouble = 'unreachable' | 'refused' | 'restart';

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
  | { readonly at: 'voluntary' }
  | { readonly at: 'companions' }
  | { readonly at: 'name'; readonly person: number }
  | { readonly at: 'phone' }
  | { readonly at: 'question'; readonly person: number; readonly linkId: string; readonly missing: boolean }
  | { readonly at: 'advice'; readonly register: boolean }
  | { readonly at: 'sending' }
  | { readonly at: 'outcome'; readonly decision: Decision }
  | { readonly at: 'informed' }
  | { readonly at: 'signed-out'; readonly receipt: string; readonly illnessPhone: string }
  | { readonly at: 'nobody-inside' }
  | { readonly at: 'trouble'; readonly ask: Ask; readonly cause: 'unreachable' | 'refused' }
  | { readonly at: 'restart' };

export type TextSize = 100 | 150 | 200;

export interface State {
  readonly language: Language;
  readonly textSize: TextSize;
  readonly screen: Screen;
  /** Where Back goes, the last first. Empty when there is no way back. */
  readonly history: readonly Screen[];
  readonly visit: Visit | null;
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
export const nobodyHere = (lastCall = 0): State => ({
  language: 'nb',
  textSize: 100,
  screen: { at: 'attract' },
  history: [],
  visit: null,
  call: null,
  lastCall,
  help: null,
  idleWarned: false,
});
