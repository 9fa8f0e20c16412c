import { describe, expect, it } from 'vitest';
import { item, sample, whenYes, yes } from './samples.test-support.ts';
import { steps } from './steps.ts';
import { textOf } from './words.ts';

const questionnaire = sample(
  item('intro', 'display'),
  item('g', 'group', {
    item: [
      item('a', 'boolean', { item: [item('a-help', 'display'), item('a-more', 'string')] }),
      item('b', 'boolean', { enableWhen: [whenYes('a')] }),
    ],
  }),
  item('c', 'boolean'),
  item('outro', 'display'),
);
const shown = (...answers: unknown[]) =>
  steps(questionnaire, answers).map(({ linkId, context }) => [linkId, ...context.map((said) => said.linkId)]);

describe('The steps of a questionnaire', () => {
  it('are its enabled questions in order, each with what is said before it', () => {
    expect(shown()).toEqual([
      ['a', 'g', 'intro', 'a-help'],
      ['c', 'outro'],
    ]);
  });

  it('follow the answers; what is under a question comes once it has one', () => {
    expect(shown(yes('a')).map(([linkId]) => linkId)).toEqual(['a', 'a-more', 'b', 'c']);
  });

  it('speak every language', () => {
    const [first] = steps(questionnaire, []);
    expect(first && [textOf(first.item, 'nb'), textOf(first.item, 'en')]).toEqual(['a på norsk', 'a in en']);
    expect(textOf(questionnaire, 'en')).toBe('Sample in en');
  });
});
