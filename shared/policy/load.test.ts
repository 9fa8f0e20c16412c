import { describe, expect, it } from 'vitest';
import { mismatches } from './asks.ts';
import { loadPack } from './load.ts';
import { norwayAsks, packOf, rule as ruleOf, samplePack as first } from './samples.test-support.ts';

type Json = Record<string, unknown>;
const copy = () => structuredClone(first) as unknown as Json & { rules: Json[] };
const refusal = (json: unknown): string => {
  const loaded = loadPack(json);
  return loaded.ok ? 'loaded' : loaded.problems.join('\n');
};
/** The sample with one rule more, after those of care housing. */
const withRule = (rule: Json): string => {
  const pack = copy();
  pack.rules.splice(4, 0, { ...ruleOf('extra', true, 'wait-for-staff'), ...rule });
  return refusal(pack);
};
const withChange = (change: Json): string => refusal({ ...copy(), ...change });
const when = (logic: unknown): string => withRule({ when: logic });

describe('Loading a policy pack', () => {
  it('takes the sample, which fits its questionnaire, and warns of classes that no rule names', () => {
    const loaded = loadPack(first);
    expect(loaded.ok && mismatches(loaded.pack, [norwayAsks])).toEqual([]);
    expect(loaded.ok && loaded.warnings).toContain(
      'No rule names «service»: rule «agreed-visit» decides for it.',
    );
    expect(loaded.ok && loaded.warnings.join()).not.toContain('vigil');
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
    ['a day that is none', { '<': [{ var: 'today' }, 'midsummer'] }, '«today» is not a declared fact'],
    [
      'minutes compared with people',
      { '<': [{ var: 'partySize' }, { var: 'daysSince.area-left' }] },
      '«partySize» and «daysSince.area-left» are not counted in the same unit',
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
    const facts = {
      ...first.facts,
      today: 'date',
      'answers.first': 'date',
      'answers.last': 'date',
      'answers.signs': 'strings',
    };
    const pack = copy();
    const logic = {
      or: [
        { '<': [{ var: 'answers.first' }, '2020-05-27'] },
        { '<=': [{ var: 'answers.last' }, { var: 'today' }] },
        { in: ['cough', { var: 'answers.signs' }] },
        { '!': { '===': [{ var: 'answers.signs' }, null] } },
      ],
    };
    pack.rules.splice(-1, 0, { ...ruleOf('extra', true, 'wait-for-staff'), when: logic });
    expect(refusal({ ...pack, facts })).toBe('loaded');
  });

  it('refuses a date that is counted from today and compared with a date, or with none', () => {
    const facts = { ...first.facts, 'daysSince.last': 'number', 'answers.last': 'date' };
    const withDates = (...ors: unknown[]) => {
      const pack = copy();
      pack.rules.splice(-1, 0, { ...ruleOf('extra', true, 'wait-for-staff'), when: { or: ors } });
      return refusal({ ...pack, facts });
    };
    const compared = { '<': [{ var: 'answers.last' }, '2020-05-27'] };
    expect(withDates(compared, { '<': [{ var: 'daysSince.last' }, 10] })).toContain(
      'a pack does one of the two',
    );
    expect(withDates(compared)).toBe('loaded');
    expect(withDates({ '<': [{ var: 'answers.last' }, '27 May'] })).toContain('«27 May» is no date');
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
    [
      'that postpones and offers nothing',
      { outcome: 'postpone', ground: 'symptoms' },
      'postpones without an alternative',
    ],
    [
      'naming a condition that is not there',
      { conditions: ['mask'] },
      "names «mask», which is not among the pack's conditions",
    ],
    [
      'naming an alternative that is not there',
      { alternatives: ['swim'] },
      "«swim», which is not among the pack's alternatives",
    ],
    ['without English', { text: { nb: 'Vent her.' } }, 'rules.4.text.en'],
    ['without a citation', { citation: undefined }, 'rules.4.citation'],
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
    [
      'a phase-in after its end',
      { phasedInBy: '2020-06-02', validTo: '2020-06-01' },
      'phased in after it has ended',
    ],
    ['a phase-in before its beginning', { phasedInBy: '2020-05-01' }, 'phased in before it begins'],
    [
      'a last entry of «asks» that does not fit everybody',
      { asks: [{ kinds: ['nursing-home'], questionnaire: 'q', asking: 'required' }] },
      'does not fit everybody',
    ],
    [
      'asking without questions',
      { asks: [{ questionnaire: null, asking: 'required' }] },
      'names no questionnaire',
    ],
    [
      'questions without asking',
      { asks: [{ questionnaire: 'q', asking: 'nothing' }] },
      'asks nothing, but names',
    ],
    [
      'a questionnaire of its own that the door could not put',
      { questionnaires: [{ resourceType: 'Questionnaire', id: 'own' }] },
      'Questionnaire 1 of the pack: ',
    ],
    [
      'two questionnaires of one name',
      { questionnaires: [norwayAsks, norwayAsks] },
      'Questionnaire «no-2020-05-27» is there twice.',
    ],
    [
      'two phases of one name',
      { phases: [...first.phases, ...first.phases] },
      'Phase «normal» is there twice.',
    ],
    [
      'a class of a phase that does not exist',
      { phases: first.phases.map((phase) => ({ ...phase, classes: { hairdresser: {} } })) },
      'phases.0.classes',
    ],
    [
      'stricter rules without a pack that it builds on',
      {
        stricter: [
          { rule: 'symptoms', medicalReason: 'An outbreak here.', owner: 'Dr. Vik', until: '2020-06-30' },
        ],
      },
      'builds on no other pack',
    ],
    [
      'a stricter rule that it does not have',
      {
        buildsOn: { id: 'base', version: '1' },
        stricter: [
          { rule: 'gone', medicalReason: 'An outbreak here.', owner: 'Dr. Vik', until: '2020-06-30' },
        ],
      },
      'declares «gone» as stricter, but has no such rule',
    ],
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

  it('says what of a pack does not fit the questionnaires that it asks', () => {
    const other = structuredClone(norwayAsks);
    for (const entry of other.item) if (entry.linkId === 'symptoms') entry.linkId = 'signs';
    expect(mismatches(packOf(first), [other])).toEqual([
      'Fact «answers.symptoms»: there is no question «symptoms».',
    ]);
    expect(mismatches(packOf(first), [])).toEqual([
      'The pack asks the questionnaire «no-2020-05-27», which is not here.',
    ]);
  });
});
