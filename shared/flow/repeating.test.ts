import { describe, expect, it } from 'vitest';
import { asJson, extension, item } from '../questions/samples.test-support.ts';
import { problemWith, stepsOf } from './questions.ts';
import type { Visit } from './state.ts';
import { atFirstQuestion, goesBack, hasRead, play, says, skips } from './visits.test-support.ts';

const TRIPS = asJson([
  item('trip', 'group', { repeats: true, item: [item('abroad', 'boolean', { required: true })] }),
  item('well', 'boolean', { required: true }),
]);
const atTrips = () => atFirstQuestion({ questionnaire: TRIPS });
const oneMore = (more: boolean) => ({ type: 'one-more-told', more }) as const;

describe('a group that repeats', () => {
  it('is asked for one at a time, until there is no more', () => {
    expect(atTrips().screen).toMatchObject({ path: 'trip[0]' });
    const first = play(atTrips(), oneMore(true));
    expect(first.screen).toMatchObject({ path: 'trip[0]/abroad' });
    const second = play(first, says(true), oneMore(true), says(false));
    expect(second.screen).toMatchObject({ path: 'trip[2]' });
    const sent = play(second, oneMore(false), says(true), hasRead);
    expect(sent.call?.ask).toMatchObject({
      request: {
        party: [
          {
            answers: [
              { linkId: 'trip', item: [{ linkId: 'abroad', answer: [{ valueBoolean: true }] }] },
              { linkId: 'trip', item: [{ linkId: 'abroad', answer: [{ valueBoolean: false }] }] },
              { linkId: 'well' },
            ],
          },
        ],
      },
    });
  });

  it('may be there not at all', () => {
    expect(play(atTrips(), oneMore(false)).screen).toMatchObject({ path: 'well' });
  });

  it('is one fewer again for who goes back over «one more»', () => {
    const state = play(atTrips(), oneMore(true), says(true), oneMore(true), goesBack);
    expect(state.screen).toMatchObject({ path: 'trip[1]' });
    expect(play(state, oneMore(false)).screen).toMatchObject({ path: 'well' });
    expect(state.visit?.party[0]?.answers).toHaveLength(1);
  });
});

describe('an answer outside its limits', () => {
  const visit = (): Visit => {
    const questions = asJson([
      item('days', 'integer', { extension: [extension('maxValue', { valueInteger: 14 })] }),
      item('well', 'boolean', { required: true }),
    ]);
    const state = atFirstQuestion({ questionnaire: questions });
    if (state.visit === null) throw new Error('no visit');
    return state.visit;
  };

  it('is told as what it is, before it is sent', () => {
    const [step] = stepsOf(visit(), 0);
    if (step === undefined) throw new Error('no step');
    expect(problemWith(visit(), 0, step, [{ valueInteger: 15 }])).toBe('above-maximum');
    expect(problemWith(visit(), 0, step, [{ valueInteger: 14 }])).toBeNull();
  });

  it('is not mistaken for what the others still lack', () => {
    const [step] = stepsOf(visit(), 0);
    if (step === undefined) throw new Error('no step');
    expect(problemWith(visit(), 0, step, [])).toBeNull();
    expect(play(atTrips(), skips).screen).toMatchObject({ path: 'well' });
  });
});
