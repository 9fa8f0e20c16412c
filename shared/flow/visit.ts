import type { CheckInAnswer } from '../api/kiosk.ts';
import { withAnswersAt, withOccurrence, withoutDisabled } from '../questions/index.ts';
import type { AnswerValue } from './answers.ts';
import { codeAnswered } from './code.ts';
import { ask, end, go } from './moves.ts';
import { nameAfter, placeOf, questionFrom, stepsOf, withPerson } from './questions.ts';
import type { State, Visit } from './state.ts';

/** The screen once names and telephone number are given: a question, or what applies here. */
export const toQuestion = (state: State, visit: Visit, person: number, place: number): State => {
  const next = questionFrom(visit, person, place);
  return go(
    state,
    next === null ? { at: 'advice', register: true } : { at: 'question', ...next, missing: false },
    { visit },
  );
};

export const toNameOrPhone = (state: State, visit: Visit, person: number): State => {
  const next = nameAfter(visit, person);
  return go(state, next === null ? { at: 'phone' } : { at: 'name', person: next }, { visit });
};

export const answered = (state: State, values: readonly AnswerValue[]): State => {
  const { screen, visit } = state;
  const who = screen.at === 'question' ? visit?.party[screen.person] : undefined;
  if (screen.at !== 'question' || visit === null || who === undefined) return state;
  const answers = withAnswersAt(who.answers, screen.path, values);
  const after = withPerson(visit, screen.person, { answers });
  return toQuestion(state, after, screen.person, placeOf(after, screen.person, screen.path) + 1);
};

/** One more of a group that repeats is asked for in the place of «one more?»; else what comes after it. */
export const oneMoreTold = (state: State, more: boolean): State => {
  const { screen, visit } = state;
  const who = screen.at === 'question' ? visit?.party[screen.person] : undefined;
  if (screen.at !== 'question' || visit === null || who === undefined) return state;
  const place = placeOf(visit, screen.person, screen.path);
  if (!more) return toQuestion(state, visit, screen.person, place + 1);
  const answers = withOccurrence(who.answers, screen.path);
  return toQuestion(state, withPerson(visit, screen.person, { answers }), screen.person, place);
};

export const send = (state: State, visit: Visit, attempt: string): State =>
  ask(go(state, { at: 'sending' }), {
    kind: 'check-in',
    request: {
      ...visit.shown,
      attempt,
      phone: visit.phone,
      place: visit.place,
      party: visit.party.map(({ name, child, answers }) => ({
        name,
        child,
        answers: visit.questionnaire === null ? [] : withoutDisabled(visit.questionnaire, answers),
      })),
    },
  });

export const checkInAnswered = (state: State, answer: CheckInAnswer): State => {
  const { visit } = state;
  switch (answer.kind) {
    case 'decided':
      return end(state, { at: 'outcome', decision: answer.decision });
    case 'code':
      return visit === null ? state : codeAnswered({ ...state, visit: null }, visit.shown, answer.answer);
    case 'answers': {
      if (visit === null) return state;
      const missing = stepsOf(visit, answer.person).find((step) => answer.linkIds.includes(step.linkId));
      // None of them is asked here: other questions hold since they were loaded. The code brings the new ones.
      if (missing === undefined) return ask(state, { kind: 'code', shown: visit.shown });
      const [, ...history] = state.history;
      const screen = { at: 'question', person: answer.person, path: missing.path, missing: true } as const;
      return { ...state, call: null, screen, history };
    }
  }
};
