import { describe, expect, it } from 'vitest';
import { idleRule } from './idle.ts';
import { nobodyHere, type State } from './state.ts';
import {
  adult,
  atAdvice,
  atCompanions,
  atFirstQuestion,
  atOutcome,
  atScan,
  atSending,
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
  withOthers,
} from './visits.test-support.ts';

const SETTINGS = { warnAfterSeconds: 60, wipeAfterSeconds: 30 };

/** Every text and number anywhere in the state. */
const everything = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(everything) : [value];

describe('Back', () => {
  it('goes the whole way from what applies here to the first screen, and nobody is left behind', () => {
    const way: string[] = [];
    let state: State = play(atAdvice(), { type: 'language-chosen', language: 'en' });
    while (state.history.length > 0) {
      state = play(state, goesBack);
      way.push(state.screen.at);
    }
    expect(way).toEqual(['question', 'question', 'phone', 'companions', 'scan', 'attract']);
    expect(state).toEqual({ ...nobodyHere(1), language: 'en' });
  });

  it('does not go over a check-in that is sent, answered or not', () => {
    for (const state of [atSending(), atOutcome(), play(atSending(), coreSays.nothing('unreachable'))])
      expect(play(state, goesBack)).toBe(state);
  });

  it('finds the earlier answer still there', () => {
    const state = play(atFirstQuestion(), says(true), goesBack);
    expect(state.visit?.party[0]?.answers).toEqual([
      { linkId: 'symptoms', answer: [{ valueBoolean: true }] },
    ]);
  });

  it('from the companions forgets the code, which must be shown again', () => {
    expect(play(atCompanions(), goesBack).visit).toBeNull();
  });
});

describe('a check-in that got no answer', () => {
  it('is sent again as the same attempt, so that it is one visit', () => {
    const lost = play(atSending(), coreSays.nothing('unreachable'));
    const again = play(lost, { type: 'retry' });
    expect(again.call?.ask).toEqual(atSending().call?.ask);
    expect(play(again, coreSays.checkIn({ kind: 'decided', decision: decided() })).screen).toMatchObject({
      at: 'outcome',
    });
  });
});

describe('help', () => {
  const wanted = { type: 'help-wanted', from: 'question' } as const;

  it('is called without losing the screen, and says so when somebody is coming', () => {
    const asked = play(atFirstQuestion(), wanted);
    expect(asked.help).toEqual({ call: 2, from: 'question', status: 'calling' });
    const state = play(asked, { type: 'help-answered', call: 2, cause: null });
    expect(state.help?.status).toBe('coming');
    expect(play(state, { type: 'help-closed' })).toEqual({ ...atFirstQuestion(), lastCall: 2 });
  });

  it('says so when reception could not be reached, and can be called again', () => {
    const state = play(atScan(), wanted, { type: 'help-answered', call: 1, cause: 'unreachable' });
    expect(state.help?.status).toBe('failed');
    expect(play(state, wanted).help).toEqual({ call: 2, from: 'question', status: 'calling' });
  });
});

describe('when nobody touches the screen', () => {
  it('a warning comes first, and one touch goes on where they were', () => {
    const warned = play(atFirstQuestion(), { type: 'idle-warned' });
    expect(warned.idleWarned).toBe(true);
    expect(play(warned, { type: 'touched' })).toEqual(atFirstQuestion());
  });

  it('the warning stays twenty seconds at least, whatever the settings say', () => {
    const rule = idleRule(atFirstQuestion(), { warnAfterSeconds: 30, wipeAfterSeconds: 5 });
    expect(rule).toEqual({ after: 30, warn: true, then: 20 });
  });

  it('nothing of the visitor is left after it: no name, number, answer or code', () => {
    const personal = ['Kari', 'Per', 'Lise', '+47 55 00 10 00', CODE, 'ACDEFH', 'symptoms', 'abroad'];
    const before = play(
      atCompanions({ companions: [adult('Lise')] }),
      withOthers(1),
      named('Per'),
      phoned('+47 55 00 10 00'),
      says(true),
      says(true),
      says(false),
    );
    expect(everything(before)).toEqual(
      expect.arrayContaining(['Kari', 'Per', '+47 55 00 10 00', CODE, 'symptoms']),
    );
    for (const state of [before, play(before, hasRead), atOutcome(), play(before, goesBack)]) {
      const wiped = play(state, { type: 'idle-warned' }, { type: 'wiped' });
      expect(wiped).toEqual(nobodyHere(state.lastCall));
      expect(everything(wiped).filter((value) => personal.includes(String(value)))).toEqual([]);
    }
  });

  it('an answer that comes after it is not shown to the next visitor', () => {
    const asked = atSending();
    const answer = coreSays.checkIn({ kind: 'decided', decision: decided() })(asked);
    expect(play(asked, { type: 'wiped' }, answer).screen).toEqual({ at: 'attract' });
  });

  it('the first screen needs no warning: it goes quietly back to the language of the house and normal text', () => {
    expect(idleRule(nobodyHere(), SETTINGS)).toBeNull();
    const english = play(nobodyHere(), { type: 'language-chosen', language: 'en' });
    expect(idleRule(english, SETTINGS)).toEqual({ after: 60, warn: false, then: 30 });
  });

  it('who waits for staff is given five minutes at least, but not for ever', () => {
    const waiting = atOutcome({ outcome: 'wait-for-staff', state: 'waiting' });
    expect(idleRule(waiting, SETTINGS)).toEqual({ after: 300, warn: true, then: 30 });
    expect(idleRule(waiting, { ...SETTINGS, warnAfterSeconds: 120 })?.after).toBe(600);
    expect(idleRule(atOutcome(), SETTINGS)?.after).toBe(60);
    const postponed = atOutcome({ outcome: 'postpone', state: 'closed' });
    expect(idleRule(postponed, SETTINGS)?.after).toBe(300);
    const blocked = play(atScan(), shows, coreSays.code({ result: 'blocked' }));
    expect(idleRule(blocked, SETTINGS)).toEqual({ after: 300, warn: true, then: 30 });
  });

  it('a check-in under way is not cut off', () => {
    expect(idleRule(atSending(), SETTINGS)).toBeNull();
  });
});
