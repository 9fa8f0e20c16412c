import { describe, expect, it } from 'vitest';
import { answersAt } from '../questions/index.ts';
import { nobodyHere, type State } from './state.ts';
import {
  adult,
  alone,
  ATTEMPT,
  atAdvice,
  atCompanions,
  atFirstQuestion,
  atOutcome,
  atScan,
  atSending,
  child,
  CODE,
  coreSays,
  decided,
  goesBack,
  hasRead,
  named,
  phoned,
  play,
  says,
  shows,
  skips,
  welcome,
  withOthers,
} from './visits.test-support.ts';

describe('a visitor who arrives', () => {
  it('goes from the first screen to the scanner', () => {
    expect(atScan().screen).toEqual({ at: 'scan', purpose: 'arrive' });
  });

  it('shows a code, and the core is asked about it once', () => {
    const state = play(atScan(), shows, shows, shows);
    expect(state.call).toEqual({
      id: 1,
      ask: { kind: 'code', shown: { code: CODE, via: 'camera' } },
    });
    expect(state.screen.at).toBe('scan');
  });

  it('is asked who is along when the code is good', () => {
    expect(atCompanions().screen).toEqual({ at: 'companions' });
    expect(atCompanions().call).toBeNull();
  });

  it('alone is asked for a telephone number, and then each question by itself', () => {
    const phone = play(atCompanions(), alone);
    expect(phone.screen).toEqual({ at: 'phone' });
    expect(play(phone, phoned(null)).screen).toEqual({
      at: 'question',
      person: 0,
      path: 'symptoms',
      missing: false,
    });
  });

  it('is asked further only where an answer opens a question', () => {
    expect(play(atFirstQuestion(), says(false)).screen).toMatchObject({ path: 'abroad' });
    expect(play(atFirstQuestion(), says(true)).screen).toMatchObject({ path: 'fever' });
  });

  it('reads what applies here after the last question, then the check-in is sent with everything once', () => {
    expect(atAdvice().screen).toEqual({ at: 'advice', register: true });
    const state = atSending();
    expect(state.screen).toEqual({ at: 'sending' });
    expect(state.call?.ask).toEqual({
      kind: 'check-in',
      request: {
        code: CODE,
        via: 'camera',
        attempt: ATTEMPT,
        phone: null,
        place: null,
        party: [
          {
            name: null,
            child: false,
            answers: [
              { linkId: 'symptoms', answer: [{ valueBoolean: false }] },
              { linkId: 'abroad', answer: [{ valueBoolean: false }] },
            ],
          },
        ],
      },
    });
  });

  it('sees the outcome, and by then the screen has forgotten names and answers', () => {
    const state = atOutcome();
    expect(state.screen).toEqual({ at: 'outcome', decision: decided() });
    expect(state.visit).toBeNull();
    expect(state.history).toEqual([]);
  });

  it('who changed their mind does not send the answer to a question that closed again', () => {
    const state = play(
      atFirstQuestion(),
      says(true),
      says(true),
      goesBack,
      goesBack,
      says(false),
      says(false),
      hasRead,
    );
    expect(state.call?.ask).toMatchObject({
      request: {
        party: [{ answers: [{ linkId: 'symptoms' }, { linkId: 'abroad' }] }],
      },
    });
  });

  it('is not asked anything where the core sends no questions', () => {
    const state = atFirstQuestion({ questionnaire: null });
    expect(state.screen).toEqual({ at: 'advice', register: true });
  });

  it('meets staff rather than a broken screen when the questions cannot be read', () => {
    const state = play(atScan(), shows, coreSays.code(welcome({ questionnaire: { item: [] } })));
    expect(state.screen).toMatchObject({ at: 'trouble', cause: 'refused' });
  });

  it('is not given the answers of another companion of the same first name', () => {
    const two = { companions: [adult('Anne'), adult('Anne')], partySize: 3 };
    const came = (...known: boolean[]) =>
      ({ type: 'companions-told', known, adults: 0, children: 0 }) as const;
    const first = play(
      atCompanions(two),
      came(true, false),
      phoned(null),
      says(false),
      says(false),
      says(true),
    );
    const backAgain: State = { ...first, screen: { at: 'companions' } };
    const both = play(backAgain, came(true, true)).visit?.party.map(({ answers }) => answers.length);
    expect(both).toEqual([2, 1, 0]);
  });

  it('begins again with the same code when other questions hold by now than were asked', () => {
    const again = play(
      atSending(),
      coreSays.checkIn({ kind: 'answers', person: 0, linkIds: ['cough', 'travel'] }),
    );
    expect(again.call?.ask).toEqual({ kind: 'code', shown: { code: CODE, via: 'camera' } });
    const asked = play(again, coreSays.code(welcome()));
    expect(asked.screen).toEqual({ at: 'companions' });
    expect(asked.visit?.party).toEqual([{ name: null, known: true, child: false, answers: [] }]);
  });

  it('who waits already and shows the code again is not asked again', () => {
    const decision = decided({ outcome: 'wait-for-staff', state: 'waiting' });
    const state = play(atScan(), shows, coreSays.code({ result: 'waits', decision }));
    expect(state).toMatchObject({ screen: { at: 'outcome', decision }, visit: null, history: [] });
  });

  it('comes again to the first question that the core finds unanswered', () => {
    const state = play(
      atSending(),
      coreSays.checkIn({ kind: 'answers', person: 0, linkIds: ['abroad', 'symptoms'] }),
    );
    expect(state.screen).toEqual({ at: 'question', person: 0, path: 'symptoms', missing: true });
  });

  it('is told when the code stopped being good while they answered', () => {
    const state = play(atSending(), coreSays.checkIn({ kind: 'code', answer: { result: 'cancelled' } }));
    expect(state.screen).toMatchObject({ at: 'code-result', answer: { result: 'cancelled' } });
    expect(state.visit).toBeNull();
    expect(play(state, goesBack).screen).toEqual({ at: 'scan', purpose: 'arrive' });
  });

  it('sees staff decide otherwise at once, and an older decision never again', () => {
    const waiting = atOutcome({ outcome: 'wait-for-staff', state: 'waiting', revision: 3 });
    const welcomed = decided({ revision: 4, overridden: true });
    const state = play(waiting, { type: 'decision-changed', decision: welcomed });
    expect(state.screen).toEqual({ at: 'outcome', decision: welcomed });
    expect(play(state, { type: 'decision-changed', decision: decided({ revision: 3 }) })).toBe(state);
  });
});

describe('a party', () => {
  it('is named one by one, and each is asked every question', () => {
    const atNames = play(atCompanions(), withOthers(2));
    expect(atNames.screen).toEqual({ at: 'name', person: 1 });
    const state = play(atNames, named('Per'), named(null), phoned('+47 55 00 10 00'));
    expect(state.visit?.party.map((person) => person.name)).toEqual([null, 'Per', null]);
    expect(state.visit?.phone).toBe('+47 55 00 10 00');
    const second = play(state, says(false), says(false));
    expect(second.screen).toMatchObject({ person: 1, path: 'symptoms' });
    const third = play(second, says(true), says(true), says(false));
    expect(third.screen).toMatchObject({ person: 2, path: 'symptoms' });
    expect(play(third, says(false), says(false)).screen).toEqual({ at: 'advice', register: true });
  });

  it('known from the agreement is not asked for names, and only those who came are counted', () => {
    const state = play(atCompanions({ companions: [adult('Per'), child('Lise')] }), {
      type: 'companions-told',
      known: [false, true],
      adults: 0,
      children: 0,
    });
    expect(state.screen).toEqual({ at: 'phone' });
    expect(state.visit?.party.map(({ name, child }) => ({ name, child }))).toEqual([
      { name: null, child: false },
      { name: 'Lise', child: true },
    ]);
  });

  it('keeps what each has answered when the count is changed on the way back', () => {
    const answered = play(atCompanions(), withOthers(1), named('Per'), phoned(null), says(true));
    const state = play(answered, goesBack, goesBack, goesBack, goesBack, withOthers(2));
    expect(state.visit?.party.map((person) => person.name)).toEqual([null, 'Per', null]);
    expect(answersAt(state.visit?.party[0]?.answers ?? [], 'symptoms')).toEqual([{ valueBoolean: true }]);
  });
});

describe('a visitor to care housing', () => {
  const atDoor = () => play(atScan(), shows, coreSays.code(welcome({ voluntary: true })));

  it('chooses whether to register at all', () => {
    expect(atDoor().screen).toEqual({ at: 'voluntary' });
    expect(play(atDoor(), { type: 'voluntary-chosen', register: true }).screen).toEqual({ at: 'companions' });
  });

  it('who would rather not is told the way, and the core hears nothing of them', () => {
    const told = play(atDoor(), { type: 'voluntary-chosen', register: false });
    expect(told.screen).toEqual({ at: 'advice', register: false });
    const state = play(told, hasRead);
    expect(state.screen).toEqual({ at: 'informed' });
    expect(state.call).toBeNull();
  });

  it('may pass over every question', () => {
    const state = play(
      atDoor(),
      { type: 'voluntary-chosen', register: true },
      alone,
      phoned(null),
      skips,
      skips,
      hasRead,
    );
    expect(state.call?.ask).toMatchObject({ request: { party: [{ answers: [] }] } });
  });
});

describe('the screen itself', () => {
  it('changes language in the middle of a visit and loses nothing', () => {
    const before = atFirstQuestion();
    const state = play(before, { type: 'language-chosen', language: 'en' });
    expect(state).toEqual({ ...before, language: 'en' });
  });

  it('makes its text larger in two steps, and normal again', () => {
    const asked = { type: 'text-size-asked' } as const;
    expect(play(nobodyHere(), asked).textSize).toBe(150);
    expect(play(nobodyHere(), asked, asked).textSize).toBe(200);
    expect(play(nobodyHere(), asked, asked, asked).textSize).toBe(100);
  });
});
