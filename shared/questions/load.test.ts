import { describe, expect, it } from 'vitest';
import first from '../../resources/questionnaires/no-2020-05-27.json' with { type: 'json' };
import { loadQuestionnaire } from './load.ts';
import { answer, asJson, inEnglish, item, option, problemsOf, whenYes } from './samples.test-support.ts';

const refusal = (json: unknown): string => {
  const loaded = loadQuestionnaire(json);
  return loaded.ok ? 'loaded' : loaded.problems.join('\n');
};

describe('Loading a questionnaire', () => {
  it('takes the first real one', () => {
    expect(refusal(first)).toBe('loaded');
  });

  it('takes every type of the subset', () => {
    const types = ['boolean', 'string', 'text', 'integer', 'decimal', 'date', 'dateTime', 'time'];
    const choices = ['choice', 'open-choice'].map((type) =>
      item(type, type, { answerOption: [option('a'), { valueInteger: 3 }], repeats: true }),
    );
    const inside = [item('say', 'display'), ...types.map((type) => item(type, type)), ...choices];
    expect(problemsOf(item('g', 'group', { item: inside }))).toEqual([]);
  });

  it.each([
    [
      'another item type',
      item('x', 'quantity'),
      'item «x»: type: item type «quantity» is outside the subset.',
    ],
    [
      'answerValueSet',
      item('x', 'boolean', { answerValueSet: 'urn:x' }),
      '«answerValueSet» is outside the subset',
    ],
    [
      'an initial value',
      item('x', 'boolean', { initial: [{ valueBoolean: true }] }),
      'item «x»: «initial» is outside',
    ],
    ['readOnly', item('x', 'boolean', { readOnly: true }), 'item «x»: «readOnly» is outside'],
    [
      'another extension, with its address',
      item('x', 'boolean', { extension: [{ url: 'urn:hidden', valueBoolean: true }] }),
      'item «x»: «extension» urn:hidden is outside the subset.',
    ],
    [
      'another extension on a text',
      item('x', 'boolean', { _text: { extension: [{ url: 'urn:markdown', extension: [] }] } }),
      'the only extension in the subset is translation',
    ],
    ['a choice without options', item('x', 'choice'), 'item «x»: a «choice» without answerOption.'],
    [
      'options on a yes-or-no',
      item('x', 'boolean', { answerOption: [option('a')] }),
      'answerOption on a «boolean»',
    ],
    [
      'an option twice',
      item('x', 'choice', { answerOption: [option('a'), option('a')] }),
      'item «x»: the same answerOption twice.',
    ],
    [
      'an option with two values',
      item('x', 'choice', { answerOption: [{ valueInteger: 1, valueDate: '2020-05-27' }] }),
      'an answerOption has exactly one value',
    ],
    ['a missing language', item('x', 'boolean', { _text: undefined }), '«x på norsk» is missing in «en»'],
    [
      'a missing language of an option',
      item('x', 'choice', { answerOption: [{ valueCoding: { code: 'a', display: 'A' } }] }),
      'item «x»: «A» is missing in «en».',
    ],
    [
      'a language twice',
      item('x', 'boolean', {
        _text: { extension: [...inEnglish('a').extension, ...inEnglish('b').extension] },
      }),
      'is there twice in one language',
    ],
    ['a question without words', { linkId: 'x', type: 'boolean' }, 'item «x»: has no text.'],
    ['an empty group', item('x', 'group'), 'item «x»: a group without items.'],
    [
      'a required group',
      item('x', 'group', { required: true, item: [item('y', 'boolean')] }),
      '«required» on a group',
    ],
    [
      'a repeating group',
      item('x', 'group', { repeats: true, item: [item('y', 'boolean')] }),
      'item «x»: «repeats» on a group is outside the subset.',
    ],
    [
      'questions under a repeating question',
      item('x', 'string', { repeats: true, item: [item('y', 'boolean')] }),
      '«repeats» on a question with questions under it',
    ],
    ['a length of a number', item('x', 'integer', { maxLength: 3 }), '«maxLength» on a «integer»'],
    ['a linkId that is none', item('x y', 'boolean'), 'a linkId is 1-40'],
  ])('refuses %s', (_, one, sentence) => {
    expect(problemsOf(one).join('\n')).toContain(sentence);
  });

  it.each([
    ['an unknown question', whenYes('nobody'), 'item «y»: enableWhen names an unknown question «nobody».'],
    ['no answer', { question: 'x', operator: '=' }, 'item «y»: enableWhen has exactly one answer.'],
    [
      'another type of answer',
      { question: 'x', operator: '=', answerString: 'ja' },
      'answerString does not fit «x»',
    ],
    ['an order of yes and no', { question: 'x', operator: '>', answerBoolean: true }, '«>» does not fit «x»'],
    [
      'exists with a number',
      { question: 'x', operator: 'exists', answerInteger: 1 },
      '«exists» needs an answerBoolean',
    ],
    ['a group', whenYes('g'), 'enableWhen names «g», which is no question'],
    [
      'no option of the choice',
      { question: 'c', operator: '=', answerCoding: { code: 'b' } },
      'enableWhen names «b», which is no option of «c»',
    ],
  ])('refuses a condition on %s', (_, condition, sentence) => {
    const others = [
      item('g', 'group', { item: [item('x', 'boolean')] }),
      item('c', 'choice', { answerOption: [option('a')] }),
    ];
    expect(problemsOf(...others, item('y', 'boolean', { enableWhen: [condition] })).join('\n')).toContain(
      sentence,
    );
  });

  it('refuses several conditions that do not say whether all or any is meant', () => {
    const both = { enableWhen: [whenYes('a'), whenYes('b')] };
    const asked = [item('a', 'boolean'), item('b', 'boolean')];
    expect(problemsOf(...asked, item('y', 'boolean', both))).toEqual([
      'item «y»: several enableWhen without enableBehavior.',
    ]);
    expect(problemsOf(...asked, item('y', 'boolean', { ...both, enableBehavior: 'any' }))).toEqual([]);
  });

  it('refuses a linkId used twice, also in different groups', () => {
    expect(problemsOf(item('g', 'group', { item: [item('x', 'boolean')] }), item('x', 'date'))).toEqual([
      'item «x»: the linkId is used twice.',
    ]);
  });

  it('refuses conditions that go round in a circle, also through a group', () => {
    const circle = problemsOf(
      item('a', 'boolean', { enableWhen: [whenYes('b')] }),
      item('g', 'group', { enableWhen: [whenYes('a')], item: [item('b', 'boolean')] }),
    );
    expect(circle.join('\n')).toContain('item «a»: its enableWhen goes round in a circle.');
  });

  it('names every problem, not only the first', () => {
    expect(problemsOf(item('a', 'choice'), item('b', 'choice'), item('b', 'group'))).toHaveLength(4);
  });

  it('refuses what is outside the subset on the resource itself', () => {
    expect(refusal(asJson([item('x', 'boolean')], { derivedFrom: ['urn:x'] }))).toBe(
      '«derivedFrom» is outside the subset.',
    );
    expect(refusal(asJson([item('x', 'display')]))).toContain('There is no question in it.');
    expect(refusal(asJson([item('x', 'boolean')], { resourceType: 'QuestionnaireResponse' }))).not.toBe(
      'loaded',
    );
  });

  it.each([null, 1, 'x', [], {}, { item: [null] }, { item: {} }, answer('x')])(
    'refuses %j without throwing',
    (json) => {
      expect(loadQuestionnaire(json).ok).toBe(false);
    },
  );

  it('refuses a tower of groups without climbing it', () => {
    let tower = item('top', 'boolean');
    for (let floor = 0; floor < 20_000; floor += 1) tower = item(`f${floor}`, 'group', { item: [tower] });
    expect(refusal(asJson([tower]))).toBe('Nested deeper than any questionnaire.');
  });
});
