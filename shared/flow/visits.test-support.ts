/** A visit to play through in tests: who comes, what the core says, and what happened so far. */
import type { CheckInAnswer, Decision } from '../api/kiosk.ts';
import { asJson, item, whenYes } from '../questions/samples.test-support.ts';
import type { FlowEvent } from './events.ts';
import { reduce } from './reduce.ts';
import { nobodyHere, type OkAnswer, type State } from './state.ts';

export const ATTEMPT = '0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f';
export const CODE = 'BV1725276';
export const WHERE = {
  place: { nb: 'Rom Sol', nn: 'Rom Sol', da: 'Rum Sol', en: 'Room Sun' },
  directions: { nb: 'Opp trappen', nn: 'Opp trappa', da: 'Op ad trappen', en: 'Up the stairs' },
};

/** Symptoms first; who has symptoms is also asked about fever. */
export const QUESTIONS = asJson([
  item('symptoms', 'boolean', { required: true }),
  item('fever', 'boolean', { required: true, enableWhen: [whenYes('symptoms')] }),
  item('abroad', 'boolean', { required: true }),
]);

export const welcome = (more: Partial<OkAnswer> = {}): OkAnswer => ({
  result: 'ok',
  next: 'arrive',
  firstName: 'Kari',
  permitClass: 'ordinary',
  partySize: 2,
  companions: [],
  where: WHERE,
  also: [],
  full: null,
  questionnaire: QUESTIONS,
  voluntary: false,
  ...more,
});

export const decided = (more: Partial<Decision> = {}): Decision => ({
  visitId: '11111111-1111-4111-8111-111111111111',
  revision: 1,
  outcome: 'admit',
  state: 'inside',
  permitClass: 'ordinary',
  texts: [],
  conditions: [],
  citations: [],
  where: WHERE,
  also: [],
  alternatives: [],
  contacts: [],
  ground: null,
  newTime: null,
  complaint: null,
  callsStaff: false,
  receipt: 'ACDEFH',
  overridden: false,
  ...more,
});

/** Several events, one after the other. A function is given the state before it. */
export const play = (state: State, ...events: (FlowEvent | ((state: State) => FlowEvent))[]): State =>
  events.reduce(
    (before, event) => reduce(before, typeof event === 'function' ? event(before) : event),
    state,
  );

const callOf = (state: State): number => {
  if (state.call === null) throw new Error(`nothing is asked of the core at ${state.screen.at}`);
  return state.call.id;
};
export const coreSays = {
  code:
    (answer: Extract<FlowEvent, { type: 'code-answered' }>['answer']) =>
    (state: State): FlowEvent => ({ type: 'code-answered', call: callOf(state), answer }),
  checkIn:
    (answer: CheckInAnswer) =>
    (state: State): FlowEvent => ({ type: 'check-in-answered', call: callOf(state), answer }),
  left: (state: State): FlowEvent => ({
    type: 'check-out-answered',
    call: callOf(state),
    answer: { kind: 'left', receipt: 'ACDEFH', illnessPhone: '55 00 10 01', mayReturn: false },
  }),
  nobodyInside: (state: State): FlowEvent => ({
    type: 'check-out-answered',
    call: callOf(state),
    answer: { kind: 'nobody-inside' },
  }),
  nothing:
    (cause: 'unreachable' | 'refused' | 'restart') =>
    (state: State): FlowEvent => ({ type: 'call-failed', call: callOf(state), cause }),
};

export const shows: FlowEvent = { type: 'code-shown', code: CODE, via: 'camera' };
export const says = (value: boolean): FlowEvent => ({ type: 'answered', values: [{ valueBoolean: value }] });
export const skips: FlowEvent = { type: 'answered', values: [] };
export const alone: FlowEvent = { type: 'companions-told', known: [], adults: 0, children: 0 };
export const withOthers = (adults: number, children = 0): FlowEvent => ({
  type: 'companions-told',
  known: [],
  adults,
  children,
});
/** On the agreement by first name. */
export const adult = (name: string) => ({ name, child: false });
export const child = (name: string) => ({ name, child: true });
export const named = (name: string | null): FlowEvent => ({ type: 'name-given', name });
export const phoned = (phone: string | null): FlowEvent => ({ type: 'phone-given', phone });
export const hasRead: FlowEvent = { type: 'advice-read', attempt: ATTEMPT };
export const goesBack: FlowEvent = { type: 'back' };

/** At the screen that waits for a code. */
export const atScan = () => play(nobodyHere(), { type: 'arriving' });
/** Known to the kiosk, asked who is along. */
export const atCompanions = (more: Partial<OkAnswer> = {}) =>
  play(atScan(), shows, coreSays.code(welcome(more)));
/** Alone, no telephone number, at the first question. */
export const atFirstQuestion = (more: Partial<OkAnswer> = {}) =>
  play(atCompanions(more), alone, phoned(null));
/** Everything answered with no. */
export const atAdvice = () => play(atFirstQuestion(), says(false), says(false));
export const atSending = () => play(atAdvice(), hasRead);
export const atOutcome = (more: Partial<Decision> = {}) =>
  play(atSending(), coreSays.checkIn({ kind: 'decided', decision: decided(more) }));
