import type { CheckOutAnswer, CodeAnswer } from '../api/kiosk.ts';
import { loadQuestionnaire } from '../questions/index.ts';
import { ask, end, go, isDoneOnce, startAgain } from './moves.ts';
import type { Purpose, Screen, ShownCode, State, Visit } from './state.ts';

/** On these screens a code may be shown, whatever brought them up. */
export const waitsForCode = (screen: Screen): boolean =>
  [
    'attract',
    'scan',
    'word-code',
    'code-result',
    'already-inside',
    'outcome',
    'meanwhile',
    'informed',
    'signed-out',
    'nobody-inside',
    'resident-done',
    'gift-label',
    'ill-thanks',
  ].includes(screen.at) ||
  (screen.at === 'trouble' && !isDoneOnce(screen.ask));

export const purposeOf = (screen: Screen): Purpose => {
  if ('purpose' in screen) return screen.purpose;
  const leaving =
    screen.at === 'nobody-inside' || (screen.at === 'trouble' && screen.ask.kind === 'check-out');
  return leaving ? 'leave' : 'arrive';
};

export const codeShown = (state: State, shown: ShownCode): State => {
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

/** Back from what a code opened leads to where codes are shown, never to an older refusal or to what was sent. */
const fromWhereCodesAreShown = (state: State): State =>
  ['code-result', 'trouble', 'sending', 'resident'].includes(state.screen.at)
    ? {
        ...state,
        call: null,
        screen: { at: 'scan', purpose: purposeOf(state.screen) },
        history: [{ at: 'attract' }],
      }
    : { ...state, call: null };

const toResident = (
  state: State,
  shown: ShownCode,
  { firstName, away }: { firstName: string | null; away: boolean },
): State => go(fromWhereCodesAreShown(state), { at: 'resident', shown, firstName, away });

/** Which screen begins the visit: a full place first, because it changes where they go; care housing asks whether to register. */
export const beginsAt = ({ answer, place }: Visit, fullIsSettled: boolean): Screen => {
  if (answer.full !== null && place === null && !fullIsSettled) return { at: 'full' };
  return { at: answer.voluntary ? 'voluntary' : 'companions' };
};

export const codeAnswered = (state: State, shown: ShownCode, answer: CodeAnswer): State => {
  const from = fromWhereCodesAreShown(state);
  if (answer.result === 'waits') return end(state, { at: 'outcome', decision: answer.decision });
  if (answer.result === 'resident') return toResident(state, shown, answer);
  if (answer.result !== 'ok')
    return go(from, { at: 'code-result', purpose: purposeOf(from.screen), answer, code: shown.code });
  const loaded = answer.questionnaire === null ? null : loadQuestionnaire(answer.questionnaire);
  if (loaded?.ok === false)
    return go(from, { at: 'trouble', ask: { kind: 'code', shown }, cause: 'refused' });
  const visit: Visit = {
    shown,
    answer,
    questionnaire: loaded?.questionnaire ?? null,
    party: [{ name: null, known: true, child: false, answers: [] }],
    phone: null,
    place: null,
  };
  return go(from, answer.next === 'leave' ? { at: 'already-inside' } : beginsAt(visit, false), { visit });
};

export const checkOutAnswered = (state: State, shown: ShownCode, answer: CheckOutAnswer): State => {
  switch (answer.kind) {
    case 'left': {
      const { receipt, illnessPhone, mayReturn } = answer;
      return end(state, { at: 'signed-out', receipt, illnessPhone, mayReturn });
    }
    case 'resident':
      return toResident(state, shown, answer);
    case 'nobody-inside':
      return end(state, { at: 'nobody-inside' });
  }
};
