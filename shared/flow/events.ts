import type { CheckInAnswer, CheckOutAnswer, CodeAnswer, Decision, ResidentAnswer } from '../api/kiosk.ts';
import type { Language } from '../domain/language.ts';
import type { AnswerValue } from './answers.ts';
import type { GiftEvent } from './gift.ts';
import type { IllnessEvent } from './illness.ts';
import type { Trouble, Via } from './state.ts';

/** All that can happen at the door, as the screens and the core tell it. */
export type FlowEvent =
  /** The core has said what the house speaks. */
  | { type: 'house-known'; language: Language }
  | { type: 'language-chosen'; language: Language }
  | { type: 'text-size-asked' }
  | { type: 'arriving' }
  | { type: 'leaving' }
  | { type: 'word-code-wanted' }
  | { type: 'camera-wanted' }
  | { type: 'code-shown'; code: string; via: Via }
  | { type: 'code-answered'; call: number; answer: CodeAnswer }
  /** The agreed place is full: another that was offered, or null to wait for the agreed one. */
  | { type: 'place-chosen'; place: string | null }
  /** Care housing: `register` false shows the way and records nothing. */
  | { type: 'voluntary-chosen'; register: boolean }
  /** Which of the known companions came, in their order, and how many others. */
  | { type: 'companions-told'; known: readonly boolean[]; adults: number; children: number }
  | { type: 'name-given'; name: string | null }
  | { type: 'phone-given'; phone: string | null }
  /** No values: the question was passed over. */
  | { type: 'answered'; values: readonly AnswerValue[] }
  /** Whether there is one more of what repeats. */
  | { type: 'one-more-told'; more: boolean }
  /** `attempt` is a new random UUID. */
  | { type: 'advice-read'; attempt: string }
  | { type: 'check-in-answered'; call: number; answer: CheckInAnswer }
  | { type: 'decision-changed'; decision: Decision }
  | { type: 'meanwhile-asked' }
  | { type: 'leave-confirmed' }
  | { type: 'check-out-answered'; call: number; answer: CheckOutAnswer }
  /** `attempt` as above. */
  | { type: 'resident-goes'; going: 'out' | 'back'; attempt: string }
  | { type: 'resident-answered'; call: number; answer: ResidentAnswer }
  | GiftEvent
  | IllnessEvent
  | { type: 'call-failed'; call: number; cause: Trouble }
  | { type: 'retry' }
  | { type: 'back' }
  | { type: 'help-wanted'; from: string }
  | { type: 'help-answered'; call: number; cause: Trouble | null }
  | { type: 'help-closed' }
  | { type: 'idle-warned' }
  | { type: 'touched' }
  /** Done, or nobody touched the screen: everything personal goes. */
  | { type: 'wiped' };
