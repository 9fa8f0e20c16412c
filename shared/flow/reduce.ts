import type { CheckInAnswer, CodeAnswer } from '../api/kiosk.ts';
import { loadQuestionnaire, withoutDisabled } from '../questions/index.ts';
import { withAnswer, type AnswerValue } from './answers.ts';
import type { FlowEvent } from './events.ts';
import { nameAfter, partyOf, questionAfter, stepsOf, withPerson } from './questions.ts';
import {
  nobodyHere,
  type Ask,
  type Purpose,
  type Screen,
  type ShownCode,
  type State,
  type Visit,
} from './state.ts';

const NEXT_SIZE = { 100: 150, 150: 200, 200: 100 } as const;

const go = (state: State, screen: Screen, change: Partial<State> = {}): State => ({
  ...state,
  screen,
  history: [state.screen, ...state.history],
  ...change,
});
/** To a screen with no way back over it. */
const end = (state: State, screen: Screen, change: Partial<State> = {}): State => ({
  ...state,
  screen,
  history: [],
  visit: null,
  call: null,
  ...change,
});
const ask = (state: State, what: Ask): State => ({
  ...state,
  call: { id: state.lastCall + 1, ask: what },
  lastCall: state.lastCall + 1,
});

/** A new person: nothing of the one before, but the language and text size that were just chosen. */
const startAgain = (state: State): State => ({
  ...nobodyHere(state.lastCall),
  language: state.language,
  textSize: state.textSize,
});

/** On these screens a code may be shown, whatever brought them up. */
export const waitsForCode = (screen: Screen): boolean =>
  [
    'attract',
    'scan',
    'word-code',
    'code-result',
    'already-inside',
    'outcome',
    'informed',
    'signed-out',
    'nobody-inside',
  ].includes(screen.at) ||
  (screen.at === 'trouble' && screen.ask.kind !== 'check-in');

const purposeOf = (screen: Screen): Purpose => {
  if ('purpose' in screen) return screen.purpose;
  const leaving =
    screen.at === 'nobody-inside' || (screen.at === 'trouble' && screen.ask.kind === 'check-out');
  return leaving ? 'leave' : 'arrive';
};

const codeShown = (state: State, shown: ShownCode): State => {
  const { screen } = state;
  if (!waitsForCode(screen) || state.call !== null) return state;
  // The camera still sees the code that was just refused: its screen is already up.
  if (screen.at === 'code-result' && shown.via === 'camera' && shown.code === screen.code) return state;
  const keeps = screen.at === 'scan' || screen.at === 'word-code' || screen.at === 'code-result';
  const clean: State = keeps ? { ...state, visit: null } : startAgain(state);
  const purpose = purposeOf(screen);
  return ask(
    purpose === 'leave' && !keeps
      ? { ...clean, screen: { at: 'scan', purpose }, history: [{ at: 'attract' }] }
      : clean,
    { kind: purpose === 'leave' ? 'check-out' : 'code', shown },
  );
};

const codeAnswered = (state: State, shown: ShownCode, answer: CodeAnswer): State => {
  const before: State = { ...state, call: null };
  // Back from a refused code leads to where codes are shown, never to an older refusal.
  const fromScreen =
    state.screen.at === 'code-result' || state.screen.at === 'trouble' || state.screen.at === 'sending'
      ? {
          ...before,
          screen: { at: 'scan', purpose: purposeOf(state.screen) } as const,
          history: [{ at: 'attract' } as const],
        }
      : before;
  if (answer.result === 'waits') return end(state, { at: 'outcome', decision: answer.decision });
  if (answer.result !== 'ok')
    return go(fromScreen, {
      at: 'code-result',
      purpose: purposeOf(fromScreen.screen),
      answer,
      code: shown.code,
    });
  const loaded = answer.questionnaire === null ? null : loadQuestionnaire(answer.questionnaire);
  if (loaded?.ok === false)
    return go(fromScreen, { at: 'trouble', ask: { kind: 'code', shown }, cause: 'refused' });
  const visit: Visit = {
    shown,
    answer,
    questionnaire: loaded?.questionnaire ?? null,
    party: [{ name: null, known: true, answers: [] }],
    phone: null,
  };
  if (answer.next === 'leave') return go(fromScreen, { at: 'already-inside' }, { visit });
  return go(fromScreen, { at: answer.voluntary ? 'voluntary' : 'companions' }, { visit });
};

/** The screen after the one we are at, once names and telephone number are given: a question, or what applies here. */
const toQuestion = (state: State, visit: Visit, person: number, linkId: string | null): State => {
  const next = questionAfter(visit, person, linkId);
  return go(
    state,
    next === null ? { at: 'advice', register: true } : { at: 'question', ...next, missing: false },
    { visit },
  );
};

const toNameOrPhone = (state: State, visit: Visit, person: number): State => {
  const next = nameAfter(visit, person);
  return go(state, next === null ? { at: 'phone' } : { at: 'name', person: next }, { visit });
};

const answered = (state: State, values: readonly AnswerValue[]): State => {
  const { screen, visit } = state;
  const who = screen.at === 'question' ? visit?.party[screen.person] : undefined;
  if (screen.at !== 'question' || visit === null || who === undefined) return state;
  const answers = withAnswer(who.answers, screen.linkId, values);
  return toQuestion(state, withPerson(visit, screen.person, { answers }), screen.person, screen.linkId);
};

const send = (state: State, visit: Visit, attempt: string): State =>
  ask(go(state, { at: 'sending' }), {
    kind: 'check-in',
    request: {
      ...visit.shown,
      attempt,
      phone: visit.phone,
      party: visit.party.map(({ name, answers }) => ({
        name,
        answers: visit.questionnaire === null ? [] : withoutDisabled(visit.questionnaire, answers),
      })),
    },
  });

const checkInAnswered = (state: State, answer: CheckInAnswer): State => {
  const { visit } = state;
  switch (answer.kind) {
    case 'decided':
      return end(state, { at: 'outcome', decision: answer.decision });
    case 'code':
      return visit === null ? state : codeAnswered({ ...state, visit: null }, visit.shown, answer.answer);
    case 'answers': {
      if (visit === null) return state;
      const asked = stepsOf(visit, answer.person).map((step) => step.linkId);
      const linkId = answer.linkIds.find((each) => asked.includes(each));
      // None of them is asked here: other questions hold since they were loaded. The code brings the new ones.
      if (linkId === undefined) return ask(state, { kind: 'code', shown: visit.shown });
      const [, ...history] = state.history;
      const screen = { at: 'question', person: answer.person, linkId, missing: true } as const;
      return { ...state, call: null, screen, history };
    }
  }
};

const back = (state: State): State => {
  const [screen, ...history] = state.history;
  const { at } = state.screen;
  // A sent check-in cannot be called back: the way on is the answer to it.
  if (at === 'sending' || at === 'outcome' || (at === 'trouble' && state.screen.ask.kind === 'check-in'))
    return state;
  if (screen === undefined || screen.at === 'attract') return startAgain(state);
  const dropsVisit = screen.at === 'scan' || screen.at === 'word-code';
  return { ...state, screen, history, call: null, visit: dropsVisit ? null : state.visit };
};

const failed = (state: State, what: Ask, cause: 'unreachable' | 'refused' | 'restart'): State => {
  if (cause === 'restart') return end(state, { at: 'restart' });
  const screen: Screen = { at: 'trouble', ask: what, cause };
  return state.screen.at === 'trouble' || state.screen.at === 'sending'
    ? { ...state, call: null, screen }
    : go(state, screen, { call: null });
};

/** The visitor's whole way through the door: no screen, no clock and no network in it. An event that does not fit the screen changes nothing. */
export const reduce = (state: State, event: FlowEvent): State => {
  const { screen, visit, call } = state;
  switch (event.type) {
    case 'language-chosen':
      return { ...state, language: event.language };
    case 'text-size-asked':
      return { ...state, textSize: NEXT_SIZE[state.textSize] };
    case 'arriving':
      return screen.at === 'attract' ? go(state, { at: 'scan', purpose: 'arrive' }) : state;
    case 'leaving':
      return screen.at === 'attract' ? go(state, { at: 'scan', purpose: 'leave' }) : state;
    case 'word-code-wanted': {
      const purpose = purposeOf(screen);
      return waitsForCode(screen) && screen.at !== 'word-code'
        ? { ...go(state, { at: 'word-code', purpose }), call: null, visit: null }
        : state;
    }
    case 'camera-wanted': {
      const purpose = purposeOf(screen);
      return waitsForCode(screen)
        ? { ...state, screen: { at: 'scan', purpose }, history: [{ at: 'attract' }], call: null, visit: null }
        : state;
    }
    case 'code-shown':
      return codeShown(state, { code: event.code, via: event.via });
    case 'code-answered':
      return call?.id === event.call && call.ask.kind === 'code'
        ? codeAnswered(state, call.ask.shown, event.answer)
        : state;
    case 'voluntary-chosen':
      if (screen.at !== 'voluntary') return state;
      return go(state, event.register ? { at: 'companions' } : { at: 'advice', register: false });
    case 'companions-told': {
      if (screen.at !== 'companions' || visit === null) return state;
      return toNameOrPhone(state, { ...visit, party: partyOf(visit, event.known, event.others) }, 0);
    }
    case 'name-given':
      if (screen.at !== 'name' || visit === null) return state;
      return toNameOrPhone(state, withPerson(visit, screen.person, { name: event.name }), screen.person);
    case 'phone-given':
      if (screen.at !== 'phone' || visit === null) return state;
      return toQuestion(state, { ...visit, phone: event.phone }, 0, null);
    case 'answered':
      return answered(state, event.values);
    case 'advice-read':
      if (screen.at !== 'advice' || visit === null) return state;
      return screen.register ? send(state, visit, event.attempt) : go(state, { at: 'informed' });
    case 'check-in-answered':
      return call?.id === event.call && call.ask.kind === 'check-in'
        ? checkInAnswered(state, event.answer)
        : state;
    case 'decision-changed':
      return screen.at === 'outcome' &&
        screen.decision.visitId === event.decision.visitId &&
        screen.decision.revision < event.decision.revision
        ? { ...state, screen: { at: 'outcome', decision: event.decision }, idleWarned: false }
        : state;
    case 'leave-confirmed':
      return screen.at === 'already-inside' && visit !== null && call === null
        ? ask(state, { kind: 'check-out', shown: visit.shown })
        : state;
    case 'check-out-answered':
      if (call?.id !== event.call) return state;
      return event.answer.kind === 'left'
        ? end(state, {
            at: 'signed-out',
            receipt: event.answer.receipt,
            illnessPhone: event.answer.illnessPhone,
          })
        : end(state, { at: 'nobody-inside' });
    case 'call-failed':
      return call?.id === event.call ? failed(state, call.ask, event.cause) : state;
    case 'retry':
      return screen.at === 'trouble' && call === null ? ask(state, screen.ask) : state;
    case 'back':
      return back(state);
    case 'help-wanted':
      return {
        ...state,
        lastCall: state.lastCall + 1,
        help: { call: state.lastCall + 1, from: event.from, status: 'calling' },
      };
    case 'help-answered':
      return state.help?.call === event.call
        ? { ...state, help: { ...state.help, status: event.cause === null ? 'coming' : 'failed' } }
        : state;
    case 'help-closed':
      return { ...state, help: null };
    case 'idle-warned':
      return { ...state, idleWarned: true };
    case 'touched':
      return state.idleWarned ? { ...state, idleWarned: false } : state;
    case 'wiped':
      return nobodyHere(state.lastCall);
  }
};
