import { describe, expect, it } from 'vitest';
import { answerFacts } from './facts.ts';
import { answer, extension, item, option, sample, whenYes, yes } from './samples.test-support.ts';
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

describe('The steps of what repeats', () => {
  const contacts = (more: Record<string, unknown> = {}) =>
    sample(
      item('contact', 'group', {
        repeats: true,
        item: [
          item('well', 'boolean'),
          item('phones', 'string', { repeats: true, item: [item('kind', 'string')] }),
        ],
        ...more,
      }),
      item('last', 'boolean'),
    );
  const paths = (questionnaire: ReturnType<typeof contacts>, ...answers: unknown[]) =>
    steps(questionnaire, answers).map(({ kind, path }) => (kind === 'add' ? `${path}?` : path));

  it('begin with whether there is one, and ask for one more after each', () => {
    expect(paths(contacts())).toEqual(['contact[0]?', 'last']);
    expect(paths(contacts(), { linkId: 'contact', item: [] })).toEqual([
      'contact[0]/well',
      'contact[0]/phones',
      'contact[1]?',
      'last',
    ]);
  });

  it('ask for as many as there must be, and for no more than there may be', () => {
    const two = contacts({
      required: true,
      extension: [
        extension('questionnaire-minOccurs', { valueInteger: 2 }),
        extension('questionnaire-maxOccurs', { valueInteger: 2 }),
      ],
    });
    const both = ['contact[0]/well', 'contact[0]/phones', 'contact[1]/well', 'contact[1]/phones', 'last'];
    expect(paths(two, { linkId: 'contact' }, { linkId: 'contact' })).toEqual(both);
    expect(paths(two)).toEqual(both);
  });

  it('ask under each answer of a question that repeats', () => {
    const phones = answer('phones', { valueString: '1' }, { valueString: '2' });
    const [, , first, second] = steps(contacts(), [{ linkId: 'contact', item: [yes('well'), phones] }]);
    expect([first?.path, second?.path]).toEqual(['contact[0]/phones[0]/kind', 'contact[0]/phones[1]/kind']);
    expect(second?.within.map(({ item: { linkId }, number }) => [linkId, number])).toEqual([['contact', 1]]);
  });

  it('become lists as facts', () => {
    const phones = (...numbers: string[]) =>
      answer('phones', ...numbers.map((valueString) => ({ valueString })));
    expect(
      answerFacts(contacts(), [
        { linkId: 'contact', item: [yes('well'), phones('1', '2')] },
        { linkId: 'contact', item: [phones('3')] },
        yes('last'),
      ]),
    ).toEqual({ well: [true], phones: ['1', '2', '3'], last: true });
  });
});

describe('What a step says of its question', () => {
  const hidden = extension('questionnaire-hidden', { valueBoolean: true });
  const contained = sample(
    item('shown', 'integer', {
      readOnly: true,
      initial: [{ valueInteger: 3 }],
    }),
    item('secret', 'boolean', { initial: [{ valueBoolean: true }], extension: [hidden] }),
    item('opened', 'choice', {
      repeats: true,
      required: true,
      enableWhen: [whenYes('secret')],
      answerOption: [
        { ...option('a'), initialSelected: true },
        {
          ...option('none'),
          extension: [extension('questionnaire-optionExclusive', { valueBoolean: true })],
        },
      ],
      extension: [extension('questionnaire-maxOccurs', { valueInteger: 2 })],
    }),
  );

  it('is its options, what stands there to begin with, and how many answers it takes', () => {
    const [shown, opened] = steps(contained, []);
    expect(shown).toMatchObject({
      path: 'shown',
      readOnly: true,
      initial: [{ valueInteger: 3 }],
      least: 0,
      most: 1,
    });
    expect(opened).toMatchObject({
      path: 'opened',
      readOnly: false,
      initial: [{ valueCoding: { code: 'a' } }],
      options: [{ exclusive: false }, { exclusive: true }],
      least: 1,
      most: 2,
    });
  });

  it('is nothing where it is hidden: its initial value counts all the same, whatever is sent', () => {
    const sent = [answer('secret', { valueBoolean: false }), answer('shown', { valueInteger: 9 })];
    expect(answerFacts(contained, sent)).toEqual({ secret: true, shown: 3 });
    expect(steps(contained, sent).map(({ linkId }) => linkId)).toEqual(['shown', 'opened']);
  });
});
