import { describe, expect, it } from 'vitest';
import { checkAnswers } from './check.ts';
import { answerFacts, OTHER } from './facts.ts';
import { answer, item, option, sample, whenYes, yes } from './samples.test-support.ts';

const questionnaire = sample(
  item('sure', 'boolean', { required: true }),
  item('why', 'string', { required: true, maxLength: 5, enableWhen: [whenYes('sure')] }),
  item('where', 'open-choice', {
    repeats: true,
    maxLength: 9,
    answerOption: [option('home'), option('away')],
  }),
  item('which', 'choice', { answerOption: [option('a'), { valueInteger: 3 }] }),
  item('many', 'integer'),
  item('day', 'date'),
  item('g', 'group', { item: [item('say', 'display')] }),
);
const problems = (...answers: unknown[]) => {
  const checked = checkAnswers(questionnaire, answers);
  return checked.ok ? [] : checked.problems.map(({ linkId, problem }) => `${linkId} ${problem}`);
};
const sure = answer('sure', { valueBoolean: false });

describe('Checking answers', () => {
  it('finds nothing wrong with good ones', () => {
    expect(problems(sure)).toEqual([]);
    expect(problems(yes('sure'), answer('why', { valueString: 'fordi' }))).toEqual([]);
    expect(
      problems(
        sure,
        answer('where', { valueCoding: { code: 'home' } }, { valueString: 'på hytta' }),
        answer('which', { valueInteger: 3 }),
        answer('day', { valueDate: '2020-05-27' }),
        { linkId: 'g', item: [] },
      ),
    ).toEqual([]);
  });

  it.each([
    ['a required answer that is missing', [], 'sure missing'],
    ['a required answer that is blank', [yes('sure'), answer('why', { valueString: ' ' })], 'why missing'],
    ['a word for a yes', [answer('sure', { valueString: 'ja' })], 'sure wrong-type'],
    [
      'two values in one answer',
      [answer('sure', { valueBoolean: true, valueString: 'x' })],
      'sure malformed',
    ],
    ['a number for a day', [sure, answer('day', { valueDate: 20200527 })], 'day wrong-type'],
    ['a day that is none', [sure, answer('day', { valueDate: '2020-02-30' })], 'day wrong-type'],
    ['half a person', [sure, answer('many', { valueInteger: 1.5 })], 'many wrong-type'],
    ['an answer to a group', [sure, answer('g', { valueBoolean: true })], 'g answer-not-allowed'],
    ['an answer that is no list', [{ linkId: 'sure', answer: 'ja' }], 'sure malformed'],
    [
      'a code that was not offered',
      [sure, answer('which', { valueCoding: { code: 'b' } })],
      'which not-an-option',
    ],
    [
      'the code of another system',
      [sure, answer('which', { valueCoding: { code: 'a', system: 'urn:x' } })],
      'which not-an-option',
    ],
    ['free text for a closed choice', [sure, answer('which', { valueString: 'a' })], 'which wrong-type'],
    ['too long a word', [yes('sure'), answer('why', { valueString: 'derfor' })], 'why too-long'],
    [
      'too long a free text',
      [sure, answer('where', { valueString: 'på fjellet et sted' })],
      'where too-long',
    ],
    [
      'two answers to one question',
      [answer('sure', { valueBoolean: true }, { valueBoolean: false })],
      'sure too-many',
    ],
    [
      'the same question answered twice',
      [sure, answer('many', { valueInteger: 1 }), answer('many', { valueInteger: 2 })],
      'many too-many',
    ],
    ['an unknown question', [sure, yes('who')], 'who unknown-item'],
    ['an item that is none', [sure, 7], ' malformed'],
    [
      'an answer to a question that was not asked',
      [sure, answer('why', { valueString: 'x' })],
      'why not-enabled',
    ],
  ])('names %s', (_, answers, problem) => {
    expect(problems(...answers)).toContain(problem);
  });

  it('misses what is required in a group, which the door never sends', () => {
    const grouped = sample(item('g', 'group', { item: [item('q', 'boolean', { required: true })] }));
    expect(checkAnswers(grouped, [])).toEqual({
      ok: false,
      problems: [{ linkId: 'q', path: 'q', problem: 'missing' }],
    });
    const again = sample(
      item('g', 'group', { repeats: true, item: [item('q', 'boolean', { required: true })] }),
    );
    expect(checkAnswers(again, [])).toEqual({ ok: true });
    expect(checkAnswers(again, [{ linkId: 'g', item: [] }])).toEqual({
      ok: false,
      problems: [{ linkId: 'q', path: 'g[0]/q', problem: 'missing' }],
    });
  });

  it('misses nothing where answering is voluntary, but still names what does not fit', () => {
    expect(checkAnswers(questionnaire, [], { voluntary: true })).toEqual({ ok: true });
    expect(checkAnswers(questionnaire, [yes('who')], { voluntary: true }).ok).toBe(false);
  });

  it('survives answers nested deeper than any stack', () => {
    let tower: unknown = yes('sure');
    for (let floor = 0; floor < 100_000; floor += 1) tower = { linkId: 'g', item: [tower] };
    expect(problems(tower)).toContain('g unknown-item');
  });
});

describe('Answers as facts', () => {
  it('are plain values by linkId: a code, a list where several may be given, a mark for free text', () => {
    const facts = answerFacts(questionnaire, [
      sure,
      answer('where', { valueCoding: { code: 'away' } }, { valueString: 'på hytta' }),
      answer('which', { valueCoding: { code: 'a', display: 'whatever' } }),
      answer('many', { valueInteger: 3 }),
    ]);
    expect(facts).toEqual({ sure: false, where: ['away', OTHER], which: 'a', many: 3 });
  });

  it('leave out what is not well-formed', () => {
    expect(
      answerFacts(questionnaire, [yes('sure'), answer('many', { valueInteger: 'x' }), yes('who'), null]),
    ).toEqual({
      sure: true,
    });
  });
});
