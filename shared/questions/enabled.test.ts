import { describe, expect, it } from 'vitest';
import { enabledItems, enablement, type EnabledItem } from './enabled.ts';
import { formOf } from './form.ts';
import type { Json } from './json.ts';
import { pathOf, placed } from './place.ts';
import { answer, item, option, yes, no } from './samples.test-support.ts';

const strictly = (items: readonly Json[], answers: readonly Json[]) =>
  placed(formOf({ resourceType: 'Questionnaire', item: items }), answers, { loose: false, fixed: false });
const paths = (all: readonly EnabledItem[]) => all.map((one) => (typeof one === 'string' ? one : one.path));
const on = (items: readonly Json[], ...answers: Json[]): string[] =>
  paths(enabledItems(strictly(items, answers)));
const doubtful = (items: readonly Json[], ...answers: Json[]): string[] => {
  const all = strictly(items, answers);
  const { isDoubtful } = enablement(all);
  return all.places.filter(isDoubtful).map(pathOf);
};
const when = (question: string, operator: string, wanted: Json) => ({
  enableWhen: [{ question, operator, ...wanted }],
});
const ifYes = (question: string) => when(question, '=', { answerBoolean: true });
const group = (linkId: string, ...below: Json[]): Json => ({ linkId, item: below });

describe('In a group that repeats', () => {
  const contact = item('contact', 'group', {
    repeats: true,
    item: [item('well', 'boolean'), item('why', 'string', when('well', '=', { answerBoolean: false }))],
  });

  it('each occurrence goes by its own answers, and is named by its path', () => {
    const all = strictly(
      [contact, item('last', 'boolean')],
      [group('contact', yes('well')), group('contact', no('well'))],
    );
    expect(enabledItems(all)).toEqual([
      { linkId: 'contact', path: 'contact[0]' },
      { linkId: 'well', path: 'contact[0]/well' },
      { linkId: 'contact', path: 'contact[1]' },
      { linkId: 'well', path: 'contact[1]/well' },
      { linkId: 'why', path: 'contact[1]/why' },
      'last',
    ]);
  });

  it('an occurrence whose question is unanswered does not borrow the answer of the one before', () => {
    expect(on([contact], group('contact', no('well')), group('contact'))).toEqual([
      'contact[0]',
      'contact[0]/well',
      'contact[0]/why',
      'contact[1]',
      'contact[1]/well',
    ]);
  });

  it('the first occurrence is there before anybody has begun', () => {
    expect(on([contact])).toEqual(['contact[0]', 'contact[0]/well']);
  });

  it('asks the question of its own occurrence also where that comes later', () => {
    const turned = item('g', 'group', {
      repeats: true,
      item: [item('b', 'string', ifYes('a')), item('a', 'boolean')],
    });
    expect(on([turned], group('g', yes('a')), group('g', no('a')), group('g', yes('a')))).toEqual([
      'g[0]',
      'g[0]/b',
      'g[0]/a',
      'g[1]',
      'g[1]/a',
      'g[2]',
      'g[2]/b',
      'g[2]/a',
    ]);
  });

  it('what stands after it asks the last occurrence, what stands before it the first', () => {
    const items = [
      item('before', 'string', ifYes('a')),
      item('g', 'group', { repeats: true, item: [item('a', 'boolean')] }),
      item('after', 'string', ifYes('a')),
    ];
    expect(on(items, group('g', yes('a')), group('g', no('a')))).toContain('before');
    expect(on(items, group('g', yes('a')), group('g', no('a')))).not.toContain('after');
    expect(on(items, group('g', no('a')), group('g', yes('a')))).not.toContain('before');
    expect(on(items, group('g', no('a')), group('g', yes('a')))).toContain('after');
  });

  it('one that is inside another asks within the one it stands in', () => {
    const house = item('house', 'group', {
      repeats: true,
      item: [
        item('ill', 'boolean'),
        item('person', 'group', {
          repeats: true,
          item: [item('name', 'string', ifYes('ill')), item('child', 'boolean')],
        }),
        item('any-child', 'string', ifYes('child')),
      ],
    });
    const answers = [
      group('house', yes('ill'), group('person', yes('child')), group('person', no('child'))),
      group('house', no('ill'), group('person', no('child')), group('person', yes('child'))),
    ];
    expect(on([house], ...answers).filter((path) => /name|any-child/.test(path))).toEqual([
      'house[0]/person[0]/name',
      'house[0]/person[1]/name',
      'house[1]/any-child',
    ]);
  });
});

describe('Under a question', () => {
  const symptom = item('symptom', 'choice', {
    repeats: true,
    answerOption: [option('cough'), option('fever')],
    item: [
      item('degrees', 'decimal', when('symptom', '=', { answerCoding: { code: 'fever' } })),
      item('high', 'boolean', when('degrees', '>=', { answerDecimal: 39 })),
    ],
  });
  const chosen = (code: string, ...below: Json[]): Json => ({
    valueCoding: { code },
    ...(below.length > 0 ? { item: below } : {}),
  });

  it('that repeats, each answer is an occurrence of its own', () => {
    const given = answer(
      'symptom',
      chosen('cough'),
      chosen('fever', answer('degrees', { valueDecimal: 39.5 })),
    );
    expect(on([symptom], given)).toEqual(['symptom', 'symptom[1]/degrees', 'symptom[1]/high']);
  });

  it('that does not repeat, items are named plainly, answered or not', () => {
    const items = [item('a', 'boolean', { item: [item('b', 'string', ifYes('a')), item('c', 'string')] })];
    expect(on(items)).toEqual(['a', 'c']);
    expect(on(items, yes('a'))).toEqual(['a', 'b', 'c']);
  });

  it('its own items are out of reach for its conditions', () => {
    const items = [
      item('g', 'group', { ...ifYes('a'), item: [item('a', 'boolean')] }),
      item('h', 'group', { ...when('b', '!=', { answerBoolean: true }), item: [item('b', 'boolean')] }),
    ];
    expect(on(items, group('g', yes('a')), group('h', yes('b')))).toEqual(['h', 'b']);
  });
});

describe('A comparison', () => {
  const hangs = (type: string, operator: string, wanted: Json, more: Json = {}) => [
    item('a', type, more),
    item('b', 'string', when('a', operator, wanted)),
  ];
  const isOn = (items: Json[], ...values: Json[]) => on(items, answer('a', ...values)).includes('b');

  it('of several answers holds when any does, and «is not» only when none is equal (R5)', () => {
    const many = { repeats: true };
    expect(
      isOn(hangs('integer', '=', { answerInteger: 1 }, many), { valueInteger: 1 }, { valueInteger: 2 }),
    ).toBe(true);
    expect(
      isOn(hangs('integer', '!=', { answerInteger: 1 }, many), { valueInteger: 1 }, { valueInteger: 2 }),
    ).toBe(false);
    expect(
      isOn(hangs('integer', '!=', { answerInteger: 1 }, many), { valueInteger: 3 }, { valueInteger: 2 }),
    ).toBe(true);
    expect(
      isOn(hangs('integer', '>', { answerInteger: 1 }, many), { valueInteger: 0 }, { valueInteger: 2 }),
    ).toBe(true);
  });

  it('of codings looks at system and code; a system that the condition leaves out need not match', () => {
    const given = { valueCoding: { system: 'urn:a', code: 'x', display: 'X' } };
    expect(isOn(hangs('choice', '=', { answerCoding: { system: 'urn:a', code: 'x' } }), given)).toBe(true);
    expect(isOn(hangs('choice', '=', { answerCoding: { code: 'x' } }), given)).toBe(true);
    expect(isOn(hangs('choice', '=', { answerCoding: { system: 'urn:b', code: 'x' } }), given)).toBe(false);
    expect(
      isOn(hangs('choice', '=', { answerCoding: { system: 'urn:a', code: 'x' } }), {
        valueCoding: { code: 'x' },
      }),
    ).toBe(false);
    expect(isOn(hangs('choice', '=', { answerString: 'x' }), given)).toBe(false);
  });

  it.each([
    ['2020-06-01', '>', '2020-05', true],
    ['2020', '<', '2020-05-01', 'unknown'],
    ['2019', '<', '2020-05-01', true],
    ['1970-10-15', '>', '1970', 'unknown'],
    ['1970-10-15', '=', '1970', 'unknown'],
    ['1970-10-15', '!=', '1970', 'unknown'],
    ['2020-05', '=', '2020-05', true],
    ['2020-05', '>=', '2020-05', true],
    ['2020-05', '>', '2020-05', false],
  ] as const)('of the dates %s %s %s is %s', (given, operator, wanted, truth) => {
    const items = hangs('date', operator, { answerDate: wanted });
    expect(isOn(items, { valueDate: given })).toBe(truth !== false);
    expect(doubtful(items, answer('a', { valueDate: given }))).toEqual(truth === 'unknown' ? ['b'] : []);
  });

  it.each([
    ['2020-05-27T12:00:00+02:00', '=', '2020-05-27T10:00:00Z', true],
    ['2020-05-27T12:00:00+02:00', '>', '2020-05-27T10:30:00Z', false],
    ['2020-05-27T12:00:00.250Z', '>', '2020-05-27T12:00:00Z', true],
    ['2020-05-27T00:30:00+02:00', '>', '2020-05-26', true],
    ['2020-05-27T00:30:00+02:00', '=', '2020-05-27', 'unknown'],
  ] as const)('of the instants %s %s %s is %s', (given, operator, wanted, truth) => {
    const items = hangs('dateTime', operator, { answerDateTime: wanted });
    expect(isOn(items, { valueDateTime: given })).toBe(truth !== false);
    expect(doubtful(items, answer('a', { valueDateTime: given }))).toEqual(truth === 'unknown' ? ['b'] : []);
  });

  it('of quantities needs one unit, of references the same one; what is outside the subset is left open', () => {
    const kilos = (value: number, unit = 'kg') => ({ valueQuantity: { value, code: unit } });
    const heavy = hangs('quantity', '>', { answerQuantity: { value: 5, code: 'kg' } });
    expect([isOn(heavy, kilos(6)), isOn(heavy, kilos(5))]).toEqual([true, false]);
    expect(doubtful(heavy, answer('a', kilos(6, 'g')))).toEqual(['b']);
    const ward = hangs('reference', '=', { answerReference: { reference: 'Location/1' } });
    expect(isOn(ward, { valueReference: { reference: 'Location/1' } })).toBe(true);
    expect(isOn(ward, { valueReference: { reference: 'Location/2' } })).toBe(false);
  });

  it('without an answer is false, but «is not» and «exists: false» are true, also where the question is disabled', () => {
    const items = [
      item('a', 'boolean'),
      item('q', 'integer', ifYes('a')),
      item('is', 'string', when('q', '=', { answerInteger: 1 })),
      item('is-not', 'string', when('q', '!=', { answerInteger: 1 })),
      item('more', 'string', when('q', '>', { answerInteger: 0 })),
      item('there', 'string', when('q', 'exists', { answerBoolean: true })),
      item('not-there', 'string', when('q', 'exists', { answerBoolean: false })),
    ];
    expect(on(items, no('a'), answer('q', { valueInteger: 1 }))).toEqual(['a', 'is-not', 'not-there']);
    expect(on(items)).toEqual(['a', 'is-not', 'not-there']);
  });
});

describe('Conditions that go round in a circle', () => {
  const isNot = (question: string) => ({ question, operator: '!=', answerBoolean: true });
  const either = [
    item('a', 'boolean', { enableWhen: [isNot('c')] }),
    item('b', 'boolean', { enableWhen: [isNot('c')] }),
    item('c', 'boolean', { enableWhen: [isNot('a'), isNot('b')], enableBehavior: 'all' }),
  ];

  it('come to rest where they can: of what shuts each other out, what is answered stays', () => {
    expect(on(either)).toEqual(['a', 'b', 'c']);
    expect(on(either, yes('a'))).toEqual(['a', 'b']);
    expect(on(either, yes('c'))).toEqual(['c']);
    expect(on(either, yes('a'), yes('c'))).toEqual(['a', 'b']);
  });

  it('never open one another, and never go on for ever', () => {
    const open = [item('a', 'boolean', ifYes('b')), item('b', 'boolean', ifYes('a'))];
    expect(on(open, yes('a'), yes('b'))).toEqual([]);
    expect(() =>
      on(
        [item('a', 'boolean', { enableWhen: [isNot('b')] }), item('b', 'boolean', ifYes('a'))],
        yes('a'),
        yes('b'),
      ),
    ).not.toThrow();
  });
});
