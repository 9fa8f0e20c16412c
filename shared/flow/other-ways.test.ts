import { describe, expect, it } from 'vitest';
import { idleRule } from './idle.ts';
import { nobodyHere, whereOf } from './state.ts';
import {
  alone,
  atCompanions,
  atOutcome,
  ATTEMPT,
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
  welcome,
  WHERE,
  withOthers,
} from './visits.test-support.ts';

const GARDEN = { ...WHERE, place: { nb: 'Hagen', nn: 'Hagen', da: 'Haven', en: 'The garden' } };
const full = { offers: [{ place: 'garden', where: GARDEN }], freeAt: null };

describe('a place that is full', () => {
  const atFull = (voluntary = false) => play(atScan(), shows, coreSays.code(welcome({ full, voluntary })));

  it('is told before anything is asked, and the other place is where they go', () => {
    expect(atFull().screen).toEqual({ at: 'full' });
    const state = play(atFull(), { type: 'place-chosen', place: 'garden' });
    expect(state.screen).toEqual({ at: 'companions' });
    expect(state.visit && whereOf(state.visit)).toEqual(GARDEN);
    const sent = play(state, alone, phoned(null), says(false), says(false), hasRead);
    expect(sent.call?.ask).toMatchObject({ request: { place: 'garden' } });
  });

  it('may be waited for: the agreed place is sent, and staff meet them', () => {
    const state = play(atFull(), { type: 'place-chosen', place: null });
    expect(state.screen).toEqual({ at: 'companions' });
    expect(state.visit && whereOf(state.visit)).toEqual(WHERE);
    expect(play(state, goesBack).screen).toEqual({ at: 'full' });
  });

  it('in care housing leads on to the choice whether to register', () => {
    expect(play(atFull(true), { type: 'place-chosen', place: 'garden' }).screen).toEqual({ at: 'voluntary' });
  });
});

describe('a child', () => {
  it('who is not on the agreement is named after the adults, and is sent as a child', () => {
    const state = play(atCompanions(), withOthers(1, 1), named('Per'), named('Mia'), phoned(null));
    expect(state.visit?.party.map(({ name, child: isChild }) => [name, isChild])).toEqual([
      [null, false],
      ['Per', false],
      ['Mia', true],
    ]);
  });

  it('keeps name and answers when one more adult comes before it', () => {
    const before = play(atCompanions(), withOthers(0, 1), named('Mia'), phoned(null));
    const state = play(before, goesBack, goesBack, goesBack, withOthers(1, 1));
    expect(state.visit?.party.map(({ name }) => name)).toEqual([null, null, 'Mia']);
  });

  it('known from the agreement is a child without being asked', () => {
    const state = play(atCompanions({ companions: [child('Mia')] }), {
      type: 'companions-told',
      known: [true],
      adults: 0,
      children: 0,
    });
    expect(state.visit?.party[1]).toMatchObject({ name: 'Mia', child: true, known: true });
  });
});

describe('who may not go in now', () => {
  const atPostponed = () => atOutcome({ outcome: 'postpone', state: 'closed' });

  it('can look at what they can do meanwhile, and go back', () => {
    const state = play(atPostponed(), { type: 'meanwhile-asked' });
    expect(state.screen).toMatchObject({ at: 'meanwhile' });
    expect(play(state, goesBack)).toEqual(atPostponed());
    expect(idleRule(state, { warnAfterSeconds: 60, wipeAfterSeconds: 30 })?.after).toBe(300);
  });

  it('sees the new time at once, also from there', () => {
    const agreed = decided({
      outcome: 'postpone',
      state: 'closed',
      revision: 2,
      newTime: '2026-11-24T13:00:00.000Z',
    });
    const state = play(
      atPostponed(),
      { type: 'meanwhile-asked' },
      { type: 'decision-changed', decision: agreed },
    );
    expect(state).toMatchObject({ screen: { at: 'outcome', decision: agreed }, history: [] });
    expect(idleRule(state, { warnAfterSeconds: 60, wipeAfterSeconds: 30 })?.after).toBe(60);
  });
});

describe('a vigil', () => {
  it('that goes out is told that it may come again with the same code', () => {
    const inside = play(atScan(), shows, coreSays.code(welcome({ next: 'leave', permitClass: 'vigil' })), {
      type: 'leave-confirmed',
    });
    const call = inside.call?.id ?? 0;
    const state = play(inside, {
      type: 'check-out-answered',
      call,
      answer: { kind: 'left', receipt: 'ACDEFH', illnessPhone: '55 00 10 01', mayReturn: true },
    });
    expect(state.screen).toMatchObject({ at: 'signed-out', mayReturn: true });
  });
});

describe('a resident', () => {
  const known = { result: 'resident', firstName: 'Ingrid', away: false } as const;
  const atOwn = () => play(atScan(), shows, coreSays.code(known));
  const goes = (going: 'out' | 'back') => ({ type: 'resident-goes', going, attempt: ATTEMPT }) as const;

  it('with their own code is asked nothing but whether they go out or come back', () => {
    expect(atOwn().screen).toMatchObject({ at: 'resident', firstName: 'Ingrid', away: false });
    const state = play(atOwn(), goes('out'), goes('out'));
    expect(state.call).toMatchObject({ id: 2, ask: { request: { code: CODE, going: 'out' } } });
  });

  it('is wished a good trip, and the screen has forgotten who it was', () => {
    const asked = play(atOwn(), goes('out'));
    const state = play(asked, {
      type: 'resident-answered',
      call: asked.lastCall,
      answer: { kind: 'out', texts: [], conditions: [] },
    });
    expect(state).toMatchObject({ screen: { at: 'resident-done', answer: { kind: 'out' } }, history: [] });
    expect(JSON.stringify(state)).not.toContain('Ingrid');
  });

  it('who touched «Jeg går» and shows the code comes to the same screen', () => {
    const asked = play(nobodyHere(), { type: 'leaving' }, shows);
    const state = play(asked, {
      type: 'check-out-answered',
      call: asked.lastCall,
      answer: { kind: 'resident', firstName: 'Ingrid', away: true },
    });
    expect(state.screen).toMatchObject({ at: 'resident', away: true });
    expect(play(state, goesBack).screen).toEqual({ at: 'scan', purpose: 'leave' });
  });

  it('is sent on as the same attempt when the core was not reached', () => {
    const asked = play(atOwn(), goes('back'));
    const state = play(asked, coreSays.nothing('unreachable'));
    expect(state.screen).toMatchObject({ at: 'trouble' });
    expect(play(state, goesBack)).toBe(state);
    expect(play(state, { type: 'retry' }).call?.ask).toEqual(asked.call?.ask);
  });
});

describe('something that is left at the door', () => {
  const atFrom = (kind: 'gift' | 'goods') =>
    play(nobodyHere(), { type: 'delivering' }, { type: 'gift-kind-chosen', kind });
  const brought = () =>
    play(
      atFrom('gift'),
      { type: 'gift-from-given', name: 'Kari' },
      { type: 'gift-to-given', name: 'Olga Eksempel' },
      { type: 'gift-hands-clean', attempt: ATTEMPT },
    );

  it('is told of in four steps, names only for who wants to', () => {
    expect(brought().call?.ask).toEqual({
      kind: 'gift',
      request: { attempt: ATTEMPT, kind: 'gift', visitorName: 'Kari', residentName: 'Olga Eksempel' },
    });
    const silent = play(
      atFrom('gift'),
      { type: 'gift-from-given', name: null },
      { type: 'gift-to-given', name: null },
    );
    expect(silent.screen).toEqual({ at: 'gift-hands', to: null });
  });

  it('has a code to be written on it, and by then nobody’s name is on the screen (F5)', () => {
    const asked = brought();
    const state = play(asked, {
      type: 'gift-answered',
      call: asked.lastCall,
      answer: { label: 'ACDEFH', text: WHERE.place },
    });
    expect(state.screen).toMatchObject({ at: 'gift-label', answer: { label: 'ACDEFH' } });
    for (const name of ['Kari', 'Olga']) expect(JSON.stringify(state)).not.toContain(name);
  });

  it('goes without the resident’s name over the way back', () => {
    const state = play(
      atFrom('gift'),
      { type: 'gift-from-given', name: null },
      { type: 'gift-to-given', name: 'Olga Eksempel' },
      goesBack,
    );
    expect(JSON.stringify(state)).not.toContain('Olga');
  });

  it('for the house is for nobody in particular', () => {
    expect(play(atFrom('goods'), { type: 'gift-from-given', name: 'Varebil AS' }).screen).toEqual({
      at: 'gift-hands',
      to: null,
    });
  });
});

describe('somebody who fell ill after a visit', () => {
  const told = () =>
    play(
      nobodyHere(),
      { type: 'fell-ill' },
      { type: 'ill-code-given', receipt: 'ACDEFH' },
      { type: 'ill-since', day: '2026-03-09' },
    );

  it('says by which code and since when, and no name or number', () => {
    expect(told().screen).toEqual({ at: 'sending' });
    expect(told().call?.ask).toEqual({
      kind: 'illness',
      request: { receipt: 'ACDEFH', symptomsFrom: '2026-03-09' },
    });
  });

  it('is thanked, and the code is no longer on the screen', () => {
    const asked = told();
    const state = play(asked, { type: 'illness-answered', call: asked.lastCall });
    expect(state.screen).toEqual({ at: 'ill-thanks', heard: true });
    expect(JSON.stringify(state)).not.toContain('ACDEFH');
  });

  it('is asked to ring where it is not taken, as after many codes', () => {
    const state = play(told(), coreSays.nothing('refused'));
    expect(state.screen).toEqual({ at: 'ill-thanks', heard: false });
  });

  it('goes back to the code, and from there to the first screen', () => {
    const atDay = play(nobodyHere(), { type: 'fell-ill' }, { type: 'ill-code-given', receipt: 'ACDEFH' });
    expect(play(atDay, goesBack).screen).toEqual({ at: 'ill-code' });
    expect(play(atDay, goesBack, goesBack)).toEqual(nobodyHere());
  });
});

describe('the language of the house', () => {
  const danish = () => play(nobodyHere(), { type: 'house-known', language: 'da' });

  it('is what the screen speaks from the start, and again when it is wiped', () => {
    expect(danish().language).toBe('da');
    const state = play(danish(), { type: 'language-chosen', language: 'en' }, { type: 'wiped' });
    expect(state).toEqual(nobodyHere(0, 'da'));
  });

  it('does not take from a visitor the language that they chose', () => {
    const chosen = play(atSending(), { type: 'language-chosen', language: 'en' });
    expect(play(chosen, { type: 'house-known', language: 'da' }).language).toBe('en');
  });
});
