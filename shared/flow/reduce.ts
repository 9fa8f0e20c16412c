import type { ResidentAnswer } from '../api/kiosk.ts';
import { beginsAt, checkOutAnswered, codeAnswered, codeShown, purposeOf, waitsForCode } from './code.ts';
import type { FlowEvent } from './events.ts';
import { giftReduced } from './gift.ts';
import { illnessReduced } from './illness.ts';
import { ask, end, go, isDoneOnce, startAgain } from './moves.ts';
import { partyOf, withoutTheOneMore, withPerson } from './questions.ts';
import {
  nobodyHere,
  type Ask,
  type Screen,
  type ShownCode,
  type State,
  type Trouble,
  type Visit,
} from './state.ts';
import { answered, checkInAnswered, oneMoreTold, send, toNameOrPhone, toQuestion } from './visit.ts';

const NEXT_SIZE = { 100: 150, 150: 200, 200: 100 } as const;

/** Where codes are shown there is no visit yet. */
const visitBehind = ({ visit }: State, screen: Screen): Visit | null => {
  if (visit === null || screen.at === 'scan' || screen.at === 'word-code') return null;
  return screen.at === 'question' ? withoutTheOneMore(visit, screen.person, screen.path) : visit;
};

const back = (state: State): State => {
  const [screen, ...history] = state.history;
  const { at } = state.screen;
  if (at === 'sending' || at === 'outcome' || (at === 'trouble' && isDoneOnce(state.screen.ask)))
    return state;
  if (screen === undefined || screen.at === 'attract') return startAgain(state);
  return { ...state, screen, history, call: null, visit: visitBehind(state, screen) };
};

const failed = (state: State, what: Ask, cause: Trouble): State => {
  if (cause === 'restart') return end(state, { at: 'restart' });
  // A screen that tries again by itself is not a new screen each time: whoever has left it is still gone.
  if (state.screen.at === 'trouble' && state.screen.ask === what && state.screen.cause === cause)
    return { ...state, call: null };
  // Told not to be taken, they ring: trying again would not help.
  if (what.kind === 'illness' && cause === 'refused') return end(state, { at: 'ill-thanks', heard: false });
  const screen: Screen = { at: 'trouble', ask: what, cause };
  return state.screen.at === 'trouble' || state.screen.at === 'sending'
    ? { ...state, call: null, screen }
    : go(state, screen, { call: null });
};

const residentAnswered = (state: State, shown: ShownCode, answer: ResidentAnswer): State =>
  answer.kind === 'code'
    ? codeAnswered(state, shown, answer.answer)
    : end(state, { at: 'resident-done', answer });

/** The visitor's whole way through the door: no screen, no clock and no network in it. An event that does not fit the screen changes nothing. */
export const reduce = (state: State, event: FlowEvent): State => {
  const { screen, visit, call } = state;
  switch (event.type) {
    case 'house-known': {
      const language = state.language === state.home ? event.language : state.language;
      return { ...state, home: event.language, language };
    }
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
    case 'place-chosen': {
      if (screen.at !== 'full' || visit === null) return state;
      const chosen = { ...visit, place: event.place };
      return go(state, beginsAt(chosen, true), { visit: chosen });
    }
    case 'voluntary-chosen':
      if (screen.at !== 'voluntary') return state;
      return go(state, event.register ? { at: 'companions' } : { at: 'advice', register: false });
    case 'companions-told': {
      if (screen.at !== 'companions' || visit === null) return state;
      return toNameOrPhone(state, { ...visit, party: partyOf(visit, event) }, 0);
    }
    case 'name-given':
      if (screen.at !== 'name' || visit === null) return state;
      return toNameOrPhone(state, withPerson(visit, screen.person, { name: event.name }), screen.person);
    case 'phone-given':
      if (screen.at !== 'phone' || visit === null) return state;
      return toQuestion(state, { ...visit, phone: event.phone }, 0, 0);
    case 'answered':
      return answered(state, event.values);
    case 'one-more-told':
      return oneMoreTold(state, event.more);
    case 'advice-read':
      if (screen.at !== 'advice' || visit === null) return state;
      return screen.register ? send(state, visit, event.attempt) : go(state, { at: 'informed' });
    case 'check-in-answered':
      return call?.id === event.call && call.ask.kind === 'check-in'
        ? checkInAnswered(state, event.answer)
        : state;
    case 'decision-changed':
      return 'decision' in screen &&
        screen.decision.visitId === event.decision.visitId &&
        screen.decision.revision < event.decision.revision
        ? {
            ...state,
            screen: { at: 'outcome', decision: event.decision },
            history: [],
            idleWarned: false,
          }
        : state;
    case 'meanwhile-asked':
      return screen.at === 'outcome' ? go(state, { at: 'meanwhile', decision: screen.decision }) : state;
    case 'leave-confirmed':
      return screen.at === 'already-inside' && visit !== null && call === null
        ? ask(state, { kind: 'check-out', shown: visit.shown })
        : state;
    case 'check-out-answered':
      return call?.id === event.call && call.ask.kind === 'check-out'
        ? checkOutAnswered(state, call.ask.shown, event.answer)
        : state;
    case 'resident-goes': {
      if (screen.at !== 'resident' || call !== null) return state;
      const { going, attempt } = event;
      return ask(state, { kind: 'resident', request: { ...screen.shown, attempt, going } });
    }
    case 'resident-answered':
      return call?.id === event.call && call.ask.kind === 'resident'
        ? residentAnswered(state, { code: call.ask.request.code, via: call.ask.request.via }, event.answer)
        : state;
    case 'delivering':
    case 'gift-kind-chosen':
    case 'gift-from-given':
    case 'gift-to-given':
    case 'gift-hands-clean':
    case 'gift-answered':
      return giftReduced(state, event);
    case 'fell-ill':
    case 'ill-code-given':
    case 'ill-since':
    case 'illness-answered':
      return illnessReduced(state, event);
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
      return nobodyHere(state.lastCall, state.home);
  }
};
