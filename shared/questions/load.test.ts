import { describe, expect, it } from 'vitest';
import first from '../../resources/questionnaires/no-2020-05-27.json' with { type: 'json' };
import { loadQuestionnaire } from './load.ts';
import { answer, asJson, extension, item, option, problemsOf, translation } from './samples.test-support.ts';

const refusal = (json: unknown): string => {
  const loaded = loadQuestionnaire(json);
  return loaded.ok ? 'loaded' : loaded.problems.join('\n');
};

describe('Loading a questionnaire for the door', () => {
  it('takes the first real one', () => {
    expect(refusal(first)).toBe('loaded');
  });

  it('takes every type of the subset, and all that the subset says of them', () => {
    const types = ['boolean', 'string', 'text', 'integer', 'decimal', 'date', 'dateTime', 'time'];
    const choices = ['choice', 'open-choice'].map((type) =>
      item(type, type, { answerOption: [option('a'), { valueInteger: 3 }], repeats: true }),
    );
    const inside = [item('say', 'display'), ...types.map((type) => item(type, type)), ...choices];
    const more = [
      item('again', 'group', {
        repeats: true,
        required: true,
        item: [item('x', 'string')],
        extension: [
          extension('questionnaire-minOccurs', { valueInteger: 1 }),
          extension('questionnaire-maxOccurs', { valueInteger: 3 }),
        ],
      }),
      item('given', 'integer', {
        readOnly: true,
        initial: [{ valueInteger: 3 }],
        item: [item('under', 'date')],
        extension: [
          extension('minValue', { valueInteger: 1 }),
          extension('maxValue', { valueInteger: 9 }),
          extension('questionnaire-hidden', { valueBoolean: true }),
        ],
      }),
      item('coded', 'string', {
        maxLength: 9,
        extension: [
          extension('minLength', { valueInteger: 2 }),
          extension('regex', { valueString: '[A-Z]+' }),
          extension('entryFormat', { valueString: 'ABC' }),
        ],
      }),
      item('exact', 'decimal', { extension: [extension('maxDecimalPlaces', { valueInteger: 1 })] }),
    ];
    expect(problemsOf(item('g', 'group', { item: inside }), ...more)).toEqual([]);
  });

  it('takes a Danish form, whose other languages stand beside it', () => {
    const words = (text: string) => ({ extension: ['nb', 'nn', 'en'].map((to) => translation(to, text)) });
    const form = asJson([{ linkId: 'x', type: 'boolean', text: 'Har du feber?', _text: words('Feber?') }], {
      language: 'da',
      title: 'Erklæring',
      _title: words('Erklæring'),
    });
    expect(refusal(form)).toBe('loaded');
  });

  it('leaves the linter’s warnings be, and refuses on its errors', () => {
    const asksLater = item('a', 'boolean', {
      enableWhen: [{ question: 'b', operator: '=', answerBoolean: true }],
    });
    expect(problemsOf(asksLater, item('b', 'boolean'))).toEqual([]);
    expect(problemsOf(asksLater)).toEqual(['Item «a»: its condition asks «b», and there is no such item.']);
  });

  it('names every problem, not only the first', () => {
    expect(problemsOf(item('a', 'choice'), item('b', 'choice'), item('b', 'group'))).toHaveLength(4);
  });

  it.each([null, 1, 'x', [], {}, { item: [null] }, { item: {} }, answer('x'), { resourceType: 'Bundle' }])(
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
