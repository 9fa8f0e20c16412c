import { describe, expect, it } from 'vitest';
import { formOf } from './form.ts';
import type { Json } from './json.ts';
import { checkResponse } from './response.ts';
import { answer, extension, item, no, option, whenYes, yes } from './samples.test-support.ts';

const check = (items: readonly Json[], answers: readonly unknown[], more: Json = {}, head: Json = {}) =>
  checkResponse(formOf({ resourceType: 'Questionnaire', item: items, ...head }), {
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    item: answers,
    ...more,
  });
const said = (...all: Parameters<typeof check>): string[] =>
  check(...all).issues.map(({ severity, code, path }) => `${severity} ${code} ${path}`);
const group = (linkId: string, ...below: unknown[]) => ({ linkId, item: below });
const limits = (...all: [string, Json][]) => ({
  extension: all.map(([name, value]) => extension(name, value)),
});
const text = (linkId: string, ...values: string[]) =>
  answer(linkId, ...values.map((valueString) => ({ valueString })));

describe('Where items stand', () => {
  const form = [
    item('g', 'group', {
      item: [item('a', 'boolean', { item: [item('b', 'string')] }), item('say', 'display')],
    }),
    item('c', 'boolean'),
  ];

  it('is as FHIR nests them: under a group in its item, under a question in its answer', () => {
    const nested = group(
      'g',
      { linkId: 'a', answer: [{ valueBoolean: true, item: [text('b', 'x')] }] },
      { linkId: 'say' },
    );
    expect(said(form, [nested, yes('c')])).toEqual([]);
  });

  it.each([
    ['an item that the form does not have', [yes('who')], ['error unknown-item who']],
    ['an item of a group outside of it', [yes('a')], ['error misplaced-item a']],
    ['an item in the wrong group', [group('g', yes('c'))], ['error misplaced-item g/c']],
    [
      'an item beside the answer that it belongs to',
      [group('g', { ...yes('a'), item: [text('b', 'x')] })],
      ['error misplaced-item g/a/b'],
    ],
    [
      'an unknown item under an answer',
      [group('g', { linkId: 'a', answer: [{ valueBoolean: true, item: [yes('z')] }] })],
      ['error unknown-item g/a/z'],
    ],
    ['another order', [yes('c'), group('g')], ['warning wrong-order g']],
    ['an item without a linkId', [{ answer: [] }], ['error missing-link-id ']],
    ['an item that is none', ['x'], ['error malformed ']],
    ['an answer that is no list', [{ linkId: 'c', answer: { valueBoolean: true } }], ['error malformed c']],
    ['an answer that is no object', [{ linkId: 'c', answer: [true] }], ['error malformed c']],
    [
      'two values in an answer',
      [answer('c', { valueBoolean: true, valueString: 'x' })],
      ['error malformed c'],
    ],
    [
      'an answer to a group',
      [{ linkId: 'g', answer: [{ valueBoolean: true }] }],
      ['error answer-not-allowed g'],
    ],
    ['an answer to a display item', [group('g', yes('say'))], ['error answer-not-allowed g/say']],
    ['a group twice that does not repeat', [group('g'), group('g')], ['error too-many g']],
    ['a question twice that does not repeat', [yes('c'), no('c')], ['error too-many c']],
    ['an answer without a value', [answer('c', {})], ['warning empty-answer c']],
  ])('names %s', (_, answers, expected) => {
    expect(said(form, answers)).toEqual(expected);
  });
});

describe('A value', () => {
  it.each([
    ['boolean', { valueBoolean: true }, { valueString: 'true' }],
    ['string', { valueString: 'x' }, { valueInteger: 1 }],
    ['text', { valueString: 'x' }, { valueCoding: { code: 'x' } }],
    ['integer', { valueInteger: 1 }, { valueDecimal: 1 }],
    ['integer', { valueInteger: -5 }, { valueInteger: 1.5 }],
    ['integer', { valueInteger: 2147483647 }, { valueInteger: 2147483648 }],
    ['decimal', { valueDecimal: 1 }, { valueDecimal: '1' }],
    ['date', { valueDate: '2020-05' }, { valueDate: '2020-02-30' }],
    ['date', { valueDate: '2020' }, { valueDate: '27.05.2020' }],
    ['date', { valueDate: '2020-02-29' }, { valueDateTime: '2020-05-27' }],
    ['dateTime', { valueDateTime: '2020-05-27T10:00:00Z' }, { valueDateTime: '2020-05-27T10:00:00' }],
    ['dateTime', { valueDateTime: '2020-05-27' }, { valueDateTime: '2020-05-27T10:00Z' }],
    ['time', { valueTime: '09:30:00' }, { valueTime: '09:30' }],
    ['time', { valueTime: '09:30:00.5' }, { valueTime: '24:00:00' }],
    ['choice', { valueCoding: { code: 'x' } }, { valueString: 'x' }],
    ['open-choice', { valueString: 'x' }, { valueBoolean: true }],
    ['quantity', { valueQuantity: { value: 1 } }, { valueInteger: 1 }],
  ])('of a %s is %j, not %j', (type, good, bad) => {
    const form = [item('q', type)];
    expect(check(form, [answer('q', good)]).valid).toBe(true);
    expect(said(form, [answer('q', bad)])).toEqual(['error wrong-type q']);
  });

  it('of a type outside the subset is not judged, which is said', () => {
    expect(said([item('q', 'quantity')], [answer('q', { valueQuantity: { value: 1 } })])).toEqual([
      'information not-judged q',
    ]);
  });

  it('is one of the options, by system and code', () => {
    const options = {
      answerOption: [option('a'), { valueCoding: { system: 'urn:x', code: 'b' } }, { valueInteger: 3 }],
    };
    const form = [item('q', 'choice', options), item('o', 'open-choice', options)];
    const one = (linkId: string, value: Json) => said(form, [answer(linkId, value)]);
    expect(one('q', { valueCoding: { code: 'a', display: 'other words' } })).toEqual([]);
    expect(one('q', { valueInteger: 3 })).toEqual([]);
    expect(one('q', { valueInteger: 4 })).toEqual(['error not-an-option q']);
    expect(one('q', { valueCoding: { code: 'z' } })).toEqual(['error not-an-option q']);
    expect(one('q', { valueCoding: { code: 'b' } })).toEqual(['error not-an-option q']);
    expect(one('q', { valueCoding: { code: 'a', system: 'urn:x' } })).toEqual(['error not-an-option q']);
    expect(one('o', { valueString: 'anything' })).toEqual([]);
    expect(one('o', { valueCoding: { code: 'z' } })).toEqual(['error not-an-option o']);
  });

  it('is one of a contained value set; one that is elsewhere is not judged', () => {
    const contained = [
      {
        resourceType: 'ValueSet',
        id: 'composed',
        compose: {
          include: [{ system: 'urn:x', concept: [{ code: 'a' }, { code: 'b' }] }],
          exclude: [{ system: 'urn:x', concept: [{ code: 'b' }] }],
        },
      },
      {
        resourceType: 'ValueSet',
        id: 'expanded',
        expansion: {
          contains: [
            { system: 'urn:x', code: 'top', abstract: true, contains: [{ system: 'urn:x', code: 'a' }] },
          ],
        },
      },
      { resourceType: 'ValueSet', id: 'whole', compose: { include: [{ system: 'urn:x' }] } },
    ];
    const of = (answerValueSet: string, code: string) =>
      said(
        [item('q', 'choice', { answerValueSet })],
        [answer('q', { valueCoding: { system: 'urn:x', code } })],
        {},
        { contained },
      );
    expect(of('#composed', 'a')).toEqual([]);
    expect(of('#composed', 'b')).toEqual(['error not-an-option q']);
    expect(of('#expanded', 'a')).toEqual([]);
    expect(of('#expanded', 'top')).toEqual(['error not-an-option q']);
    for (const elsewhere of ['#whole', '#none', 'http://example.org/vs'])
      expect(of(elsewhere, 'a')).toEqual(['information not-judged q']);
  });

  it('is judged by a contained value set as far as can be said without a terminology', () => {
    const ab = { resourceType: 'ValueSet', id: 'ab', url: 'http://example.org/ab' };
    const made = (include: Json[], exclude: Json[] = []): Json => ({
      resourceType: 'ValueSet',
      id: 'made',
      compose: { include, exclude },
    });
    const of = (valueSet: Json, code: string, system = 'urn:x') =>
      said(
        [item('q', 'choice', { answerValueSet: '#made' })],
        [answer('q', { valueCoding: { system, code } })],
        {},
        {
          contained: [
            {
              ...ab,
              compose: { include: [{ system: 'urn:x', concept: [{ code: 'a' }, { code: 'b' }] }] },
            },
            valueSet,
          ],
        },
      );
    const [no, unknown] = [['error not-an-option q'], ['information not-judged q']];
    const whole = made([{ system: 'urn:x' }]);
    expect([of(whole, 'a'), of(whole, 'a', 'urn:y')]).toEqual([unknown, no]);
    const imported = made([{ valueSet: ['http://example.org/ab|1'] }]);
    expect([of(imported, 'a'), of(imported, 'c')]).toEqual([[], no]);
    const both = made([{ system: 'urn:x', concept: [{ code: 'b' }, { code: 'c' }], valueSet: ['#ab'] }]);
    expect([of(both, 'a'), of(both, 'b'), of(both, 'c')]).toEqual([no, [], no]);
    const filtered = made([{ system: 'urn:x', filter: [{}] }, { valueSet: ['#ab'] }]);
    expect([of(filtered, 'a'), of(filtered, 'z'), of(filtered, 'z', 'urn:y')]).toEqual([[], unknown, no]);
    const without = made([{ system: 'urn:x' }], [{ valueSet: ['#ab'] }]);
    expect([of(without, 'a'), of(without, 'z')]).toEqual([no, unknown]);
    expect(of(made([{ valueSet: ['#made'] }]), 'a')).toEqual(unknown);
  });

  it('may be a coding without a code, which is told from others by its words', () => {
    const two = [{ valueCoding: { display: 'Yes' } }, { valueCoding: { display: 'No' } }];
    const of = (display: string) =>
      said([item('q', 'choice', { answerOption: two })], [answer('q', { valueCoding: { display } })]);
    expect([of('No'), of('Perhaps')]).toEqual([[], ['error not-an-option q']]);
  });

  it('is named in a sentence with how FHIR writes it', () => {
    const sentence = (type: string, value: Json, more: Json = {}) =>
      check([item('q', type, more)], [answer('q', value)]).issues.map(({ message }) => message);
    expect(sentence('dateTime', { valueDateTime: '2020-05-27T14:30' })).toEqual([
      'Item «q»: what stands in valueDateTime is no dateTime, as 2020-05-27T14:30:00+02:00 or a date.',
    ]);
    expect(sentence('integer', { valueDecimal: 1 })).toEqual([
      'Item «q»: an integer is answered with valueInteger, not valueDecimal.',
    ]);
    expect(
      sentence('choice', { valueCoding: { system: 'urn:x', code: 'a' } }, { answerOption: [option('a')] }),
    ).toEqual(['Item «q»: the value «a» of the system «urn:x» is not among its options.']);
    expect(check([item('q', 'string')], [{}]).issues.map(({ message }) => message)).toEqual([
      'An item without a linkId: it cannot be told what it answers.',
    ]);
  });

  it('has a zone that FHIR has', () => {
    const of = (zone: string) =>
      said([item('q', 'dateTime')], [answer('q', { valueDateTime: `2020-05-27T12:00:00${zone}` })]);
    expect([of('+14:00'), of('-13:59')]).toEqual([[], []]);
    expect([of('+14:01'), of('+15:00')]).toEqual([['error wrong-type q'], ['error wrong-type q']]);
  });

  it.each([
    ['integer', ['minValue', { valueInteger: 2 }], { valueInteger: 2 }, { valueInteger: 1 }, 'below-minimum'],
    ['integer', ['maxValue', { valueInteger: 2 }], { valueInteger: 2 }, { valueInteger: 3 }, 'above-maximum'],
    [
      'decimal',
      ['maxValue', { valueInteger: 40 }],
      { valueDecimal: 40 },
      { valueDecimal: 40.1 },
      'above-maximum',
    ],
    [
      'date',
      ['minValue', { valueDate: '2020-05-01' }],
      { valueDate: '2020-05' },
      { valueDate: '2020-04' },
      'below-minimum',
    ],
    [
      'dateTime',
      ['maxValue', { valueDateTime: '2020-05-01T10:00:00Z' }],
      { valueDateTime: '2020-05-01T12:00:00+02:00' },
      { valueDateTime: '2020-05-01T12:00:01+02:00' },
      'above-maximum',
    ],
    [
      'time',
      ['maxValue', { valueTime: '12:00:00' }],
      { valueTime: '12:00:00' },
      { valueTime: '12:00:01' },
      'above-maximum',
    ],
    [
      'string',
      ['minLength', { valueInteger: 3 }],
      { valueString: 'abc' },
      { valueString: 'ab' },
      'too-short',
    ],
    [
      'string',
      ['regex', { valueString: '[0-9]{4}' }],
      { valueString: '0150' },
      { valueString: '01500' },
      'pattern',
    ],
    ['string', ['regex', { valueString: '^a|b$' }], { valueString: 'b' }, { valueString: 'ab' }, 'pattern'],
    [
      'integer',
      ['regex', { valueString: '[1-9][0-9]' }],
      { valueInteger: 42 },
      { valueInteger: 7 },
      'pattern',
    ],
    [
      'decimal',
      ['maxDecimalPlaces', { valueInteger: 1 }],
      { valueDecimal: 37.5 },
      { valueDecimal: 37.55 },
      'too-precise',
    ],
    [
      'decimal',
      ['maxDecimalPlaces', { valueInteger: 6 }],
      { valueDecimal: 1e-6 },
      { valueDecimal: 1e-7 },
      'too-precise',
    ],
  ] as const)('of a %s with %j is %j, not %j', (type, [name, limit], good, bad, code) => {
    const form = [item('q', type, limits([name, limit]))];
    expect(said(form, [answer('q', good)])).toEqual([]);
    expect(said(form, [answer('q', bad)])).toEqual([`error ${code} q`]);
  });

  it('is no longer than maxLength, in characters', () => {
    const form = [item('q', 'string', { maxLength: 3 })];
    expect(said(form, [text('q', 'æ😀ø')])).toEqual([]);
    expect(said(form, [text('q', 'abcd')])).toEqual(['error too-long q']);
  });

  it('is not tried on a pattern that cannot be read', () => {
    const form = [item('q', 'string', limits(['regex', { valueString: '(' }]))];
    expect(said(form, [text('q', 'x')])).toEqual(['information not-judged q']);
  });
});

describe('How many', () => {
  const many = (least: number | null, most: number | null, more: Json = {}) => ({
    repeats: true,
    ...limits(
      ...(least === null ? [] : [['questionnaire-minOccurs', { valueInteger: least }] as [string, Json]]),
      ...(most === null ? [] : [['questionnaire-maxOccurs', { valueInteger: most }] as [string, Json]]),
    ),
    ...more,
  });

  it('answers a question takes', () => {
    expect(said([item('q', 'string')], [text('q', 'a', 'b')])).toEqual(['error too-many q']);
    expect(said([item('q', 'string', { repeats: true })], [text('q', 'a', 'b')])).toEqual([]);
    const form = [item('q', 'string', many(2, 3, { required: true }))];
    expect(said(form, [text('q', 'a')])).toEqual(['error too-few q']);
    expect(said(form, [text('q', 'a', 'b', 'c')])).toEqual([]);
    expect(said(form, [text('q', 'a', 'b', 'c', 'd')])).toEqual(['error too-many q']);
    expect(said(form, [])).toEqual(['error missing q']);
    expect(said(form, [text('q', 'a'), text('q', 'b')])).toEqual(['error repeated-item q']);
  });

  it('occurrences a group takes', () => {
    const form = [item('g', 'group', many(2, 3, { required: true, item: [item('q', 'string')] }))];
    const some = (count: number) => Array.from({ length: count }, () => group('g', text('q', 'x')));
    expect(said(form, some(1))).toEqual(['error too-few g[0]']);
    expect(said(form, some(2))).toEqual([]);
    expect(said(form, some(4))).toEqual(['error too-many g[0]']);
    expect(said(form, [])).toEqual(['error missing g[0]']);
  });

  it('an exclusive option stands alone', () => {
    const alone = { ...option('none'), ...limits(['questionnaire-optionExclusive', { valueBoolean: true }]) };
    const form = [item('q', 'choice', { repeats: true, answerOption: [option('a'), option('b'), alone] })];
    const chosen = (...codes: string[]) => [answer('q', ...codes.map((code) => ({ valueCoding: { code } })))];
    expect(said(form, chosen('a', 'b'))).toEqual([]);
    expect(said(form, chosen('none'))).toEqual([]);
    expect(said(form, chosen('none', 'a'))).toEqual(['error exclusive-option q']);
  });
});

describe('What is required', () => {
  it('is missing without an answer, and with one that is blank', () => {
    const form = [item('q', 'string', { required: true })];
    expect(said(form, [])).toEqual(['error missing q']);
    expect(said(form, [{ linkId: 'q' }])).toEqual(['error missing q']);
    expect(said(form, [text('q', ' ')])).toEqual(['error missing q', 'warning empty-answer q']);
  });

  it('is not missing where it is disabled, nor under what is', () => {
    const form = [
      item('a', 'boolean'),
      item('g', 'group', {
        enableWhen: [whenYes('a')],
        required: true,
        item: [item('q', 'string', { required: true })],
      }),
    ];
    expect(said(form, [no('a')])).toEqual([]);
    expect(said(form, [yes('a')])).toEqual(['error missing g']);
    expect(said(form, [yes('a'), group('g')])).toEqual(['error missing g', 'error missing g/q']);
  });

  it('is not missing in a group that was left out, since that need not be there (R5); in one that is there it is', () => {
    const inside = { item: [item('q', 'string', { required: true })] };
    expect(said([item('g', 'group', inside)], [])).toEqual([]);
    expect(said([item('g', 'group', inside)], [group('g')])).toEqual(['error missing g/q']);
    expect(said([item('g', 'group', { required: true, ...inside })], [])).toEqual(['error missing g']);
    expect(said([item('g', 'group', { repeats: true, ...inside })], [])).toEqual([]);
    expect(said([item('g', 'group', { repeats: true, ...inside })], [group('g')])).toEqual([
      'error missing g[0]/q',
    ]);
  });

  it('is not missing under a question without an answer: it has no place there', () => {
    const form = [item('a', 'boolean', { item: [item('q', 'string', { required: true })] })];
    expect(said(form, [])).toEqual([]);
    expect(said(form, [yes('a')])).toEqual(['error missing a/q']);
  });

  it('of a group is that something in it is answered (R4); where nothing can be, nothing is missing', () => {
    const form = [item('g', 'group', { required: true, item: [item('a', 'boolean'), item('b', 'boolean')] })];
    expect(said(form, [group('g', no('b'))])).toEqual([]);
    expect(said(form, [group('g', { linkId: 'a' })])).toEqual(['error missing g']);
    expect(said([item('g', 'group', { required: true, item: [item('say', 'display')] })], [])).toEqual([]);
  });

  it('is not asked of a response that is still being filled in, whose answers to disabled items are no error', () => {
    const form = [
      item('a', 'boolean', { required: true }),
      item('b', 'string', { enableWhen: [whenYes('a')] }),
    ];
    const open = { status: 'in-progress' };
    expect(said(form, [], open)).toEqual([]);
    expect(said(form, [text('b', 'x')], open)).toEqual(['warning not-enabled b']);
    expect(said(form, [answer('a', { valueString: 'ja' })], open)).toEqual(['error wrong-type a']);
    for (const status of ['completed', 'amended'])
      expect(said(form, [], { status })).toEqual(['error missing a']);
  });
});

describe('An answer to a disabled item', () => {
  it('is named, and its value is not judged', () => {
    const form = [item('a', 'boolean'), item('b', 'integer', { enableWhen: [whenYes('a')] })];
    expect(said(form, [no('a'), text('b', 'x')])).toEqual(['error not-enabled b']);
  });

  it('is not one where a date leaves open whether the condition holds (R5), which is said', () => {
    const form = [
      item('born', 'date'),
      item('adult', 'boolean', {
        enableWhen: [{ question: 'born', operator: '<', answerDate: '2002-05-27' }],
      }),
    ];
    expect(said(form, [answer('born', { valueDate: '2002' }), yes('adult')])).toEqual([
      'warning undetermined adult',
    ]);
  });
});

describe('The response as a whole', () => {
  const form = [item('a', 'boolean', { readOnly: true, initial: [{ valueBoolean: true }] })];
  const head = { url: 'http://example.org/q', version: '2', id: 'q' };

  it('is to this questionnaire, of this version', () => {
    const to = (questionnaire: string) => said(form, [], { questionnaire }, head);
    expect(to('http://example.org/q')).toEqual([]);
    expect(to('http://example.org/q|2')).toEqual([]);
    expect(to('Questionnaire/q')).toEqual([]);
    expect(to('http://example.org/q|1')).toEqual(['warning other-questionnaire ']);
    expect(to('http://example.org/other')).toEqual(['warning other-questionnaire ']);
  });

  it('has a status, and a list of items', () => {
    expect(said(form, [], { status: 'finished' })).toEqual(['warning bad-status ']);
    expect(check(form, [], { item: {} })).toMatchObject({ valid: false });
  });

  it('is free under a question that is read-only, not under a group that is (R5)', () => {
    const given = { readOnly: true, initial: [{ valueBoolean: true }] };
    const below = item('b', 'integer', { initial: [{ valueInteger: 1 }] });
    const answers = {
      linkId: 'a',
      answer: [{ valueBoolean: true, item: [answer('b', { valueInteger: 2 })] }],
    };
    const a = item('a', 'boolean', { ...given, item: [below] });
    expect(said([a], [answers])).toEqual([]);
    expect(said([item('g', 'group', { readOnly: true, item: [a] })], [group('g', answers)])).toEqual([
      'warning read-only-changed g/a/b',
    ]);
  });

  it('leaves what is read-only as it was', () => {
    expect(said(form, [yes('a')])).toEqual([]);
    expect(said(form, [no('a')])).toEqual(['warning read-only-changed a']);
  });

  it('says what is wrong in a sentence, with severity, code, linkId and path', () => {
    expect(check([item('a', 'boolean', { required: true })], [])).toEqual({
      valid: false,
      issues: [
        {
          severity: 'error',
          code: 'missing',
          linkId: 'a',
          path: 'a',
          message: 'Item «a»: it is required, and there is no answer.',
        },
      ],
    });
  });
});
