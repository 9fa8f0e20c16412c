import { describe, expect, it } from 'vitest';
import { enabled, withoutDisabled } from './door.ts';
import { answerFacts } from './facts.ts';
import { answer, item, no, option, sample, whenYes, yes } from './samples.test-support.ts';

const on = (questionnaire: Parameters<typeof enabled>[0], ...answers: unknown[]) => [
  ...enabled(questionnaire, answers),
];

describe('Which items are enabled', () => {
  const chain = sample(
    item('a', 'boolean'),
    item('b', 'boolean', { enableWhen: [whenYes('a')] }),
    item('c', 'boolean', { enableWhen: [whenYes('b')] }),
  );

  it('opens a question when the one before is answered yes', () => {
    expect(on(chain)).toEqual(['a']);
    expect(on(chain, no('a'))).toEqual(['a']);
    expect(on(chain, yes('a'))).toEqual(['a', 'b']);
    expect(on(chain, yes('a'), yes('b'))).toEqual(['a', 'b', 'c']);
  });

  it('counts a disabled question as unanswered, whatever was answered before', () => {
    expect(on(chain, no('a'), yes('b'), yes('c'))).toEqual(['a']);
    expect(answerFacts(chain, [no('a'), yes('b'), yes('c')])).toEqual({ a: false });
  });

  it('does not mind where a question stands: one may hang on a later one', () => {
    const backwards = sample(item('b', 'boolean', { enableWhen: [whenYes('a')] }), item('a', 'boolean'));
    expect(on(backwards, yes('a'))).toEqual(['b', 'a']);
  });

  it('disables all that stands under a disabled group or question', () => {
    const nested = sample(
      item('a', 'boolean'),
      item('g', 'group', {
        enableWhen: [whenYes('a')],
        item: [item('b', 'boolean', { item: [item('c', 'display')] })],
      }),
    );
    expect(on(nested, yes('b'))).toEqual(['a']);
    expect(on(nested, yes('a'))).toEqual(['a', 'g', 'b', 'c']);
  });

  it('takes «is not» as true where nothing is answered, and where the question is disabled', () => {
    const unlike = sample(
      item('a', 'boolean'),
      item('b', 'boolean', { enableWhen: [whenYes('a')] }),
      item('c', 'boolean', { enableWhen: [{ question: 'b', operator: '!=', answerBoolean: true }] }),
    );
    expect(on(unlike)).toEqual(['a', 'c']);
    expect(on(unlike, no('a'), yes('b'))).toEqual(['a', 'c']);
    expect(on(unlike, yes('a'), yes('b'))).toEqual(['a', 'b']);
  });

  it('asks whether there is an answer at all', () => {
    const exists = (wanted: boolean) => [{ question: 'a', operator: 'exists', answerBoolean: wanted }];
    const both = sample(
      item('a', 'string'),
      item('if-so', 'boolean', { enableWhen: exists(true) }),
      item('if-not', 'boolean', { enableWhen: exists(false) }),
    );
    expect(on(both)).toEqual(['a', 'if-not']);
    expect(on(both, answer('a', { valueString: '  ' }))).toEqual(['a', 'if-not']);
    expect(on(both, answer('a', { valueString: 'ja' }))).toEqual(['a', 'if-so']);
  });

  it('holds all conditions, or any of them', () => {
    const conditions = { enableWhen: [whenYes('a'), whenYes('b')] };
    const questionnaire = sample(
      item('a', 'boolean'),
      item('b', 'boolean'),
      item('all', 'boolean', { ...conditions, enableBehavior: 'all' }),
      item('any', 'boolean', { ...conditions, enableBehavior: 'any' }),
    );
    expect(on(questionnaire, yes('a'), no('b'))).toEqual(['a', 'b', 'any']);
    expect(on(questionnaire, yes('a'), yes('b'))).toEqual(['a', 'b', 'all', 'any']);
  });

  it.each([
    ['integer', { valueInteger: 7 }, { answerInteger: 7 }, { answerInteger: 8 }],
    ['decimal', { valueDecimal: 37.9 }, { answerDecimal: 37.9 }, { answerInteger: 38 }],
    ['date', { valueDate: '2020-05-27' }, { answerDate: '2020-05-27' }, { answerDate: '2020-06-01' }],
    ['time', { valueTime: '09:30:00' }, { answerTime: '09:30:00' }, { answerTime: '14:00:00' }],
    [
      'dateTime',
      { valueDateTime: '2020-05-27T12:00:00+02:00' },
      { answerDateTime: '2020-05-27T10:00:00Z' },
      { answerDateTime: '2020-05-27T11:00:00Z' },
    ],
  ])('compares a %s', (type, given, same, more) => {
    const questionnaire = sample(
      item('a', type),
      item('same', 'boolean', { enableWhen: [{ question: 'a', operator: '=', ...same }] }),
      item('at-least', 'boolean', { enableWhen: [{ question: 'a', operator: '>=', ...same }] }),
      item('less', 'boolean', { enableWhen: [{ question: 'a', operator: '<', ...more }] }),
      item('more', 'boolean', { enableWhen: [{ question: 'a', operator: '>', ...more }] }),
    );
    expect(on(questionnaire, answer('a', given))).toEqual(['a', 'same', 'at-least', 'less']);
    expect(on(questionnaire)).toEqual(['a']);
  });

  it('finds one of several answers, and answers nested under a group or an answer', () => {
    const questionnaire = sample(
      item('g', 'group', {
        item: [item('a', 'choice', { repeats: true, answerOption: [option('x'), option('y')] })],
      }),
      item('b', 'boolean', { enableWhen: [{ question: 'a', operator: '=', answerCoding: { code: 'y' } }] }),
    );
    const chosen = answer('a', { valueCoding: { code: 'x' } }, { valueCoding: { code: 'y' } });
    expect(on(questionnaire, { linkId: 'g', item: [chosen] })).toContain('b');
    expect(on(questionnaire, { linkId: 'g', answer: [{ item: [chosen] }] })).toContain('b');
  });

  it('leaves out stale answers, at every depth, and keeps what it does not know', () => {
    const stale = [no('a'), yes('b'), { linkId: 'g', item: [yes('c'), yes('who')] }];
    expect(withoutDisabled(chain, stale)).toEqual([no('a'), { linkId: 'g', item: [yes('who')] }]);
  });
});
