import { describe, expect, it } from 'vitest';
import { CODE_RESULTS } from '../domain/events.ts';
import { waitsForCode } from './code.ts';
import { nobodyHere, type RejectedAnswer } from './state.ts';
import {
  atCompanions,
  atFirstQuestion,
  atOutcome,
  atScan,
  CODE,
  coreSays,
  goesBack,
  play,
  shows,
  WHERE,
  welcome,
} from './visits.test-support.ts';

const rejected = (result: (typeof CODE_RESULTS)[number]): RejectedAnswer | null => {
  if (result === 'ok') return null;
  if (result === 'too-early')
    return { result, from: '2026-11-22T12:00:00.000Z', agreed: '2026-11-22T13:00:00.000Z', sameDay: true };
  if (result === 'other-entrance') return { result, entrance: WHERE.place, directions: WHERE.directions };
  return { result };
};
const typed = { type: 'code-shown', code: 'ACDEFH', via: 'word-code' } as const;
const scanned = { type: 'code-shown', code: CODE, via: 'scanner' } as const;

describe('a code that does not open today', () => {
  it.each(CODE_RESULTS.flatMap((result) => rejected(result) ?? []))(
    '«$result» has a screen, and from it a way back and another try',
    (answer) => {
      const state = play(atScan(), shows, coreSays.code(answer));
      expect(state.screen).toEqual({ at: 'code-result', purpose: 'arrive', answer, code: CODE });
      expect(play(state, goesBack).screen).toEqual({ at: 'scan', purpose: 'arrive' });
      expect(play(state, { type: 'camera-wanted' }).screen).toEqual({ at: 'scan', purpose: 'arrive' });
    },
  );

  const foreign = () => play(atScan(), shows, coreSays.code({ result: 'not-ours' }));

  it('is not asked about again while the camera still sees it', () => {
    expect(play(foreign(), shows).call).toBeNull();
  });

  it('does not stop the scanner: the right one, held up after it, goes straight on', () => {
    const state = play(
      foreign(),
      { type: 'code-shown', code: 'BV1999', via: 'camera' },
      coreSays.code(welcome()),
    );
    expect(state.screen).toEqual({ at: 'companions' });
    expect(play(state, goesBack).screen).toEqual({ at: 'scan', purpose: 'arrive' });
  });

  it('typed by hand leads back to the keys', () => {
    const state = play(
      atScan(),
      { type: 'word-code-wanted' },
      typed,
      coreSays.code({ result: 'not-ours' }),
      goesBack,
    );
    expect(state.screen).toEqual({ at: 'word-code', purpose: 'arrive' });
  });
});

describe('a hardware scanner', () => {
  it('is heard on the first screen, with no touch before it', () => {
    const state = play(nobodyHere(), scanned, coreSays.code(welcome()));
    expect(state.screen).toEqual({ at: 'companions' });
    expect(play(state, goesBack)).toEqual(nobodyHere(1));
  });

  it('begins a new visit from an outcome that still stands there', () => {
    const state = play(atOutcome(), scanned);
    expect(state.screen).toEqual({ at: 'attract' });
    expect(state.call?.ask).toEqual({ kind: 'code', shown: { code: CODE, via: 'scanner' } });
  });

  it('is not heard in the middle of questions', () => {
    const state = atFirstQuestion();
    expect(play(state, scanned)).toBe(state);
    expect(waitsForCode(state.screen)).toBe(false);
  });
});

describe('a visitor who leaves', () => {
  const leaving = () => play(nobodyHere(), { type: 'leaving' });

  it('shows the code and is signed out at once', () => {
    const state = play(leaving(), shows);
    expect(state.call?.ask).toEqual({ kind: 'check-out', shown: { code: CODE, via: 'camera' } });
    expect(play(state, coreSays.left).screen).toEqual({
      at: 'signed-out',
      receipt: 'ACDEFH',
      illnessPhone: '55 00 10 01',
      mayReturn: false,
    });
  });

  it('may type the receipt code instead', () => {
    const state = play(leaving(), { type: 'word-code-wanted' }, typed);
    expect(state.call?.ask).toEqual({ kind: 'check-out', shown: { code: 'ACDEFH', via: 'word-code' } });
  });

  it('is told when no visit of the code is inside, and may try another', () => {
    const state = play(leaving(), shows, coreSays.nobodyInside);
    expect(state.screen).toEqual({ at: 'nobody-inside' });
    expect(play(state, { type: 'camera-wanted' }).screen).toEqual({ at: 'scan', purpose: 'leave' });
    expect(play(state, scanned).call?.ask).toMatchObject({ kind: 'check-out' });
  });

  it('is asked whether they are going when they show their code as if they came', () => {
    const state = play(atScan(), shows, coreSays.code(welcome({ next: 'leave' })));
    expect(state.screen).toEqual({ at: 'already-inside' });
    expect(play(state, { type: 'leave-confirmed' }).call?.ask).toMatchObject({ kind: 'check-out' });
    expect(play(state, { type: 'leave-confirmed' }, coreSays.left).screen).toMatchObject({
      at: 'signed-out',
    });
  });
});

describe('when the core does not answer', () => {
  it('the same question can be put again, with the same attempt', () => {
    const lost = play(atScan(), shows, coreSays.nothing('unreachable'));
    expect(lost.screen).toMatchObject({ at: 'trouble', cause: 'unreachable' });
    const state = play(lost, { type: 'retry' });
    expect(state.call).toEqual({ id: 2, ask: { kind: 'code', shown: { code: CODE, via: 'camera' } } });
    expect(play(state, coreSays.code(welcome())).screen).toEqual({ at: 'companions' });
  });

  it('an answer to an earlier question is not taken for this one', () => {
    const asked = play(atScan(), shows);
    const late = { type: 'code-answered', call: 1, answer: welcome() } as const;
    expect(play(asked, goesBack, late).screen).toEqual({ at: 'attract' });
  });

  it('a session that is over leaves nothing of the visitor on the screen', () => {
    const state = play(atCompanions(), goesBack, shows, coreSays.nothing('restart'));
    expect(state).toEqual({ ...nobodyHere(2), screen: { at: 'restart' } });
  });
});
