import { describe, expect, it } from 'vitest';
import first from '../../resources/policies/no-2020-05-27.json' with { type: 'json' };
import asked from '../../resources/questionnaires/no-2020-05-27.json' with { type: 'json' };
import { loadQuestionnaire } from '../questions/index.ts';
import { loadPack, mismatches } from './load.ts';

type Json = Record<string, unknown>;
const copy = () => structuredClone(first) as unknown as Json & { rules: Json[] };
const refusal = (json: unknown): string => {
  const loaded = loadPack(json);
  return loaded.ok ? 'loaded' : loaded.problems.join('\n');
};
/** The real pack with one rule more, right after the first two. */
const withRule = (rule: Json): string => {
  const pack = copy();
  const model = pack.rules[3];
  pack.rules.splice(3, 0, { ...model, id: 'extra', ...rule });
  return refusal(pack);
};
const withChange = (change: Json): string => refusal({ ...copy(), ...change });
const when = (logic: unknown): string => withRule({ when: logic });

describe('Loading a policy pack', () => {
  it('takes the first real one, which fits its questionnaire', () => {
    const pack = loadPack(first);
    const questionnaire = loadQuestionnaire(asked);
    expect(pack.ok && questionnaire.ok && mismatches(pack.pack, questionnaire.questionnaire)).toEqual([]);
  });

  it.each([
    ['a fact that is not declared', { var: 'answers.fever' }, '«answers.fever» is not a declared fact'],
    ['an operator outside the list', { reduce: [1, 2] }, 'Rule «extra»: unknown operator «reduce».'],
    ['loose equality', { '==': [{ var: 'answers.area' }, false] }, 'unknown operator «==»'],
    [
      'a misspelt permit class',
      { '===': [{ var: 'permitClass' }, 'endoflife'] },
      '«permitClass» is never «endoflife»',
    ],
    ['a misspelt phase', { '===': [{ var: 'phase' }, 'red'] }, '«phase» is never «red»'],
    [
      'a value of another type',
      { '===': [{ var: 'answers.area' }, 'yes'] },
      '«answers.area» is a boolean, never "yes"',
    ],
    [
      'a wrong value in a list',
      { in: [{ var: 'wardKind' }, ['hospital']] },
      '«wardKind» is never «hospital»',
    ],
    ['a size of a word', { '>': [{ var: 'phase' }, 3] }, '«>» compares two numbers or two dates'],
    ['a word as a condition', { var: 'phase' }, 'only a yes-or-no fact is a condition by itself'],
    ['two values', { '===': [1, 1] }, '«===» compares one fact with one value'],
    ['an empty «and»', { and: [] }, '«and» of nothing'],
    [
      'an «and» of one condition without its list, at which the engine would throw at the door',
      { and: { '===': [{ var: 'permitClass' }, 'child'] } },
      '«and» takes a list of conditions',
    ],
    ['an «or» of a bare fact', { or: { var: 'answers.symptoms' } }, '«or» takes a list of conditions'],
    ['a condition that is a number', 1, '1 is no condition'],
    [
      'a condition that is always true, but not the last',
      true,
      '«extra» matches always, so what stands after it',
    ],
    [
      'a default in a var',
      { '===': [{ var: ['permitClass', 'child'] }, 'child'] },
      'neither a fact nor a value',
    ],
  ])('refuses %s', (_, logic, sentence) => {
    expect(when(logic)).toContain(sentence);
  });

  it('takes dates, lists and sizes', () => {
    const facts = { ...first.facts, today: 'date', 'answers.last': 'date', 'answers.signs': 'strings' };
    const pack = copy();
    const logic = {
      or: [
        { '<': [{ var: 'answers.last' }, '2020-05-27'] },
        { '<=': [{ var: 'answers.last' }, { var: 'today' }] },
        { in: ['cough', { var: 'answers.signs' }] },
        { '!': { '===': [{ var: 'answers.signs' }, null] } },
      ],
    };
    pack.rules.splice(-1, 0, { ...pack.rules[3], id: 'extra', when: logic });
    expect(refusal({ ...pack, facts })).toBe('loaded');
  });

  it.each([
    ['without a ground', { outcome: 'postpone' }, 'postpones without a ground'],
    [
      'on a ground that is not listed',
      { outcome: 'postpone', ground: 'full' },
      'postpones on «full», which is not',
    ],
    [
      'on a ground, with another outcome',
      { outcome: 'admit', ground: 'symptoms' },
      'has a ground, but its outcome',
    ],
    ['naming an undeclared condition', { conditions: ['mask'] }, 'names an undeclared condition «mask»'],
    ['without English', { text: { nb: 'Vent her.' } }, 'rules.3.text.en'],
    ['without a citation', { citation: undefined }, 'rules.3.citation'],
    ['with an id that is taken', { id: 'symptoms' }, 'Rule «symptoms» is there twice.'],
  ])('refuses a rule %s', (_, rule, sentence) => {
    expect(withRule(rule)).toContain(sentence);
  });

  it('refuses a pack whose last rule does not match always', () => {
    const pack = copy();
    pack.rules.pop();
    expect(refusal(pack)).toContain('somebody could stand without an outcome');
  });

  it.each([
    ['an unknown fact', { facts: { ...first.facts, diagnosis: 'string' } }, 'Unknown fact «diagnosis».'],
    [
      'a fact of another type',
      { facts: { ...first.facts, partySize: 'string' } },
      'Fact «partySize» is a number',
    ],
    ['an end before its beginning', { validTo: '2020-05-26' }, 'It ends before it begins.'],
    ['an unknown default phase', { defaultPhase: 'red' }, 'The default phase «red» is not among the phases.'],
    ['a ward kind nobody thought of asking', { asks: { 'nursing-home': 'required' } }, 'asks'],
    ['a property nobody knows', { rulez: [] }, 'rulez'],
  ])('refuses %s', (_, change, sentence) => {
    expect(withChange(change)).toContain(sentence);
  });

  it.each([null, 3, 'x', [], {}])('refuses %j without throwing', (json) => {
    expect(loadPack(json).ok).toBe(false);
  });

  it('refuses a tower of conditions without climbing it', () => {
    let tower: unknown = { var: 'answers.area' };
    for (let floor = 0; floor < 20_000; floor += 1) tower = { '!': tower };
    expect(when(tower)).toBe('Nested deeper than any pack.');
  });

  it('says what of a pack does not fit a questionnaire', () => {
    const pack = loadPack(first);
    const other = structuredClone(asked);
    other.id = 'other';
    for (const entry of other.item) if (entry.linkId === 'symptoms') entry.linkId = 'signs';
    const questionnaire = loadQuestionnaire(other);
    expect(pack.ok && questionnaire.ok && mismatches(pack.pack, questionnaire.questionnaire)).toEqual([
      'The pack asks «no-2020-05-27», this is «other».',
      'Fact «answers.symptoms»: there is no question «symptoms».',
    ]);
  });
});

describe('What no pack may break', () => {
  const atTheDoor = { outcome: 'postpone', ground: 'symptoms' };

  it('a private home is never closed, whatever is answered (P8, S0:103-125)', () => {
    const pack = copy();
    pack.rules.unshift({ ...pack.rules[3], id: 'extra', when: { var: 'answers.symptoms' } });
    expect(refusal(pack)).toContain('Care housing may never meet «wait-for-staff» (S0:103-125)');
  });

  it('in a private home nobody is made to answer (P8, S0:113-115)', () => {
    expect(withChange({ asks: { ...first.asks, 'care-housing': 'required' } })).toBe(
      'In care housing nobody may be made to answer (S0:113-115).',
    );
  });

  it('the end of life is never postponed (P1, S0:347-352)', () => {
    expect(withRule({ ...atTheDoor, when: { '===': [{ var: 'phase' }, 'outbreak'] } })).toContain(
      '«vigil» may never be postponed (S0:347-352), but can be in «nursing-home».',
    );
    const spared = { '!': { in: [{ var: 'permitClass' }, ['end-of-life', 'vigil']] } };
    expect(
      withRule({ ...atTheDoor, when: { and: [{ '===': [{ var: 'phase' }, 'outbreak'] }, spared] } }),
    ).toBe('loaded');
  });
});
