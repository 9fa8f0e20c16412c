import { describe, expect, it } from 'vitest';
import {
  asJson,
  extension,
  item,
  option,
  translated,
  translation,
  whenYes,
} from '../samples.test-support.ts';
import { loadQuestionnaire } from '../load.ts';
import { lintQuestionnaire } from './index.ts';

type Json = Record<string, unknown>;

const found = (json: unknown) => lintQuestionnaire(json).filter(({ severity }) => severity !== 'information');
const said = (...items: Json[]): string[] =>
  found(asJson(items)).map(({ severity, code, linkId }) => `${severity} ${code} ${linkId}`);
const sentences = (...items: Json[]): string =>
  found(asJson(items))
    .map(({ message }) => message)
    .join('\n');
const limit = (name: string, value: Json) => extension(name, value);
const when = (question: string, operator: string, wanted: Json) => ({
  enableWhen: [{ question, operator, ...wanted }],
});

const asked = [
  item('a', 'boolean'),
  item('c', 'choice', { answerOption: [option('x')] }),
  item('n', 'integer'),
];
const group = item('g', 'group', { item: [item('in', 'boolean')] });

describe('The linter, of conditions', () => {
  it.each([
    ['an unknown question', whenYes('nobody'), 'error unknown-question y'],
    ['a group', whenYes('g'), 'error not-a-question y'],
    ['no answer', { question: 'a', operator: '=' }, 'error condition-answer y'],
    ['two answers', { ...whenYes('a'), answerInteger: 1 }, 'error condition-answer y'],
    ['another type of answer', { question: 'a', operator: '=', answerString: 'ja' }, 'error answer-misfit y'],
    [
      'a coding for a number',
      { question: 'n', operator: '=', answerCoding: { code: 'x' } },
      'error answer-misfit y',
    ],
    [
      'an order of yes and no',
      { question: 'a', operator: '>', answerBoolean: true },
      'error operator-misfit y',
    ],
    [
      'an order of options',
      { question: 'c', operator: '<=', answerCoding: { code: 'x' } },
      'error operator-misfit y',
    ],
    [
      'exists with a number',
      { question: 'a', operator: 'exists', answerInteger: 1 },
      'error exists-needs-boolean y',
    ],
    [
      'no option of the choice',
      { question: 'c', operator: '=', answerCoding: { code: 'z' } },
      'error condition-not-an-option y',
    ],
    [
      'another system of a code',
      { question: 'c', operator: '=', answerCoding: { code: 'x', system: 'urn:x' } },
      'error condition-not-an-option y',
    ],
    ['itself', whenYes('y'), 'error circular y'],
    ['a later question', whenYes('z'), 'warning later-question y'],
    ['an unknown operator', { question: 'a', operator: '~', answerBoolean: true }, 'error malformed y'],
  ])('names a condition on %s', (_, condition, expected) => {
    const all = [...asked, group, item('y', 'boolean', { enableWhen: [condition] }), item('z', 'boolean')];
    expect(said(...all)).toEqual([expected]);
  });

  it('takes an order of numbers that are the options of a choice', () => {
    const numbers = item('n', 'choice', { answerOption: [{ valueInteger: 1 }, { valueInteger: 4 }] });
    expect(said(numbers, item('y', 'boolean', when('n', '>', { answerInteger: 2 })))).toEqual([]);
    expect(said(numbers, item('y', 'boolean', when('n', '=', { answerInteger: 2 })))).toEqual([
      'error condition-not-an-option y',
    ]);
  });

  it('takes every operator where it fits', () => {
    const good = [
      whenYes('a'),
      { question: 'a', operator: '!=', answerBoolean: true },
      { question: 'c', operator: '=', answerCoding: { code: 'x' } },
      { question: 'n', operator: '>=', answerInteger: 3 },
      { question: 'n', operator: 'exists', answerBoolean: false },
    ];
    expect(said(...asked, item('y', 'boolean', { enableWhen: good, enableBehavior: 'any' }))).toEqual([]);
  });

  it('asks of several conditions whether all or any is meant (que-12)', () => {
    const both = { enableWhen: [whenYes('a'), { question: 'n', operator: '>', answerInteger: 1 }] };
    expect(said(...asked, item('y', 'boolean', both))).toEqual(['error missing-enable-behavior y']);
    expect(sentences(...asked, item('y', 'boolean', both))).toContain('say with «enableBehavior»');
    expect(said(...asked, item('y', 'boolean', { ...both, enableBehavior: 'all' }))).toEqual([]);
  });

  it('names circles, also through a group, but not what only hangs on one', () => {
    const circle = [
      item('a', 'boolean', { enableWhen: [whenYes('b')] }),
      item('g', 'group', { enableWhen: [whenYes('a')], item: [item('b', 'boolean')] }),
      item('y', 'boolean', { enableWhen: [whenYes('a')] }),
    ];
    expect(said(...circle)).toEqual(['warning later-question a', 'error circular a', 'error circular g']);
  });

  it('names a reference into an item’s own children', () => {
    const own = item('g', 'group', { enableWhen: [whenYes('b')], item: [item('b', 'boolean')] });
    expect(said(own)).toEqual(['error own-child g']);
    const under = item('b', 'boolean', { item: [item('more', 'string', { enableWhen: [whenYes('b')] })] });
    expect(said(under)).toEqual([]);
  });

  it('warns of «is not» where there can be several answers, and of asking into what repeats', () => {
    const isNot = when('many', '!=', { answerInteger: 1 });
    expect(said(item('many', 'integer', { repeats: true }), item('y', 'boolean', isNot))).toEqual([
      'warning not-equal-on-repeats y',
    ]);
    const again = item('again', 'group', {
      repeats: true,
      item: [item('a', 'boolean'), item('b', 'date', { enableWhen: [whenYes('a')] })],
    });
    expect(said(again)).toEqual([]);
    const itsOwn = item('own', 'group', {
      repeats: true,
      item: [item('o', 'boolean'), item('p', 'date', when('o', '!=', { answerBoolean: true }))],
    });
    expect(said(itsOwn)).toEqual([]);
    expect(said(again, item('y', 'boolean', { enableWhen: [whenYes('a')] }))).toEqual([
      'warning ambiguous-occurrence y',
    ]);
  });
});

describe('The linter, of items', () => {
  it.each([
    ['a type that R4 has and the door has not', item('x', 'quantity'), ['error outside-subset x']],
    ['a type that nobody has', item('x', 'slider'), ['error outside-subset x']],
    ['no type', item('x', 'boolean', { type: undefined }), ['error outside-subset x']],
    ['no linkId', item('x', 'boolean', { linkId: undefined }), ['error missing-link-id ']],
    ['a linkId that the door cannot use', item('x y', 'boolean'), ['warning door-needs x y']],
    ['an empty linkId', item('', 'boolean'), ['error missing-link-id ']],
    ['no text', { linkId: 'x', type: 'boolean' }, ['warning no-text x']],
    ['an empty group', item('x', 'group'), ['error group-without-items x']],
    ['an empty group, said with a list', item('x', 'group', { item: [] }), ['error group-without-items x']],
    [
      'items under a display',
      item('x', 'display', { item: [item('y', 'boolean')] }),
      ['error display-with-items x'],
    ],
    ['a required display', item('x', 'display', { required: true }), ['error not-on-display x']],
    ['a read-only display', item('x', 'display', { readOnly: true }), ['error not-on-display x']],
    ['a code on a display', item('x', 'display', { code: [{ code: 'a' }] }), ['error not-on-display x']],
    [
      'an initial value of a group',
      item('x', 'group', { initial: [{ valueBoolean: true }], item: [item('y', 'boolean')] }),
      ['error not-on-this-type x'],
    ],
    ['a length of a date', item('x', 'date', { maxLength: 3 }), ['error not-on-this-type x']],
    [
      'several initial values',
      item('x', 'integer', { initial: [{ valueInteger: 1 }, { valueInteger: 2 }] }),
      ['error several-initial x'],
    ],
    [
      'an initial value of another type',
      item('x', 'integer', { initial: [{ valueString: 'a' }] }),
      ['error initial-misfit x'],
    ],
    [
      'an initial value beyond the limits',
      item('x', 'integer', {
        initial: [{ valueInteger: 9 }],
        extension: [limit('maxValue', { valueInteger: 5 })],
      }),
      ['error initial-misfit x'],
    ],
    [
      'hidden and required, with no initial value',
      item('x', 'boolean', {
        required: true,
        extension: [limit('questionnaire-hidden', { valueBoolean: true })],
      }),
      ['error never-answerable x'],
    ],
    [
      'read-only, with no initial value',
      item('x', 'boolean', { readOnly: true }),
      ['warning never-answerable x'],
    ],
    ['a slip of the pen', item('x', 'boolean', { requierd: true }), ['error unknown-property x']],
    ['yes for true', item('x', 'boolean', { required: 'yes' }), ['error malformed x']],
    [
      'an option that is a reference',
      item('x', 'choice', {
        answerOption: [{ valueInteger: 1 }, { valueReference: { reference: 'Patient/1' } }],
      }),
      ['error outside-subset x'],
    ],
    [
      'options of a number, which R4 lets it have (que-5)',
      item('x', 'integer', { answerOption: [{ valueInteger: 1 }] }),
      ['warning door-needs x'],
    ],
    [
      'options of a number that are none',
      item('x', 'integer', { answerOption: [{ valueTime: '10:00:00' }] }),
      ['error option-value x', 'warning door-needs x'],
    ],
    [
      'a modifier extension',
      item('x', 'boolean', { modifierExtension: [{ url: 'urn:x' }] }),
      ['error outside-subset x'],
    ],
    [
      'an expression',
      item('x', 'boolean', {
        extension: [
          { url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression' },
        ],
      }),
      ['error outside-subset x'],
    ],
  ])('names %s', (_, one, expected) => {
    expect(said(one, item('last', 'boolean'))).toEqual(expected);
  });

  it('names a linkId used twice, also in different groups (que-2)', () => {
    expect(said(item('g', 'group', { item: [item('x', 'boolean')] }), item('x', 'date'))).toEqual([
      'error duplicate-link-id x',
    ]);
  });

  it('remarks on extensions that the door does not use, and says nothing of metadata', () => {
    const one = item('x', 'boolean', { extension: [{ url: 'urn:colour', valueString: 'red' }] });
    const about = {
      publisher: 'P',
      contact: [{ name: 'x' }],
      useContext: [],
      jurisdiction: [],
      identifier: [],
      text: { status: 'generated', div: '<div/>' },
      derivedFrom: ['urn:x'],
      _status: {},
    };
    expect(lintQuestionnaire(asJson([one], about))).toEqual([
      expect.objectContaining({ severity: 'information', code: 'ignored-extension', linkId: 'x' }),
    ]);
  });
});

describe('The linter, of options', () => {
  const alone = {
    ...option('n'),
    extension: [limit('questionnaire-optionExclusive', { valueBoolean: true })],
  };
  const contained = [
    {
      resourceType: 'ValueSet',
      id: 'vs',
      compose: {
        include: [
          {
            concept: [
              {
                code: 'a',
                display: 'A',
                designation: ['nn', 'da', 'en'].map((language) => ({ language, value: 'A' })),
              },
            ],
          },
        ],
      },
    },
  ];

  it.each([
    ['none', item('x', 'choice'), ['error no-options x']],
    [
      'a value set elsewhere',
      item('x', 'choice', { answerValueSet: 'http://example.org/vs' }),
      ['error value-set-elsewhere x'],
    ],
    [
      'a value set that is not contained',
      item('x', 'choice', { answerValueSet: '#none' }),
      ['error value-set-elsewhere x'],
    ],
    [
      'both ways',
      item('x', 'choice', { answerOption: [option('a')], answerValueSet: '#vs' }),
      ['error options-twice x'],
    ],
    ['on a yes or no', item('x', 'boolean', { answerOption: [option('a')] }), ['error not-on-this-type x']],
    [
      'one twice',
      item('x', 'choice', { answerOption: [option('a'), option('a')] }),
      ['error duplicate-option x'],
    ],
    [
      'with two values',
      item('x', 'choice', { answerOption: [{ valueInteger: 1, valueDate: '2020-05-27' }] }),
      ['error option-value x'],
    ],
    [
      'without a display',
      item('x', 'choice', { answerOption: [{ valueCoding: { code: 'a' } }] }),
      ['error no-text x'],
    ],
    [
      'exclusive where one is chosen',
      item('x', 'choice', { answerOption: [alone] }),
      ['warning exclusive-on-single x'],
    ],
    [
      'with initial instead of initialSelected',
      item('x', 'choice', { answerOption: [option('a')], initial: [{ valueCoding: { code: 'a' } }] }),
      ['error initial-with-options x'],
    ],
    [
      'an initial value that is none',
      item('x', 'choice', { answerValueSet: '#vs', initial: [{ valueCoding: { code: 'b' } }] }),
      ['error initial-misfit x'],
    ],
    [
      'two selected where one is chosen',
      item('x', 'choice', {
        answerOption: [
          { ...option('a'), initialSelected: true },
          { ...option('b'), initialSelected: true },
        ],
      }),
      ['error several-initial x'],
    ],
  ])('names options: %s', (_, one, expected) => {
    expect(
      found(asJson([one], { contained })).map(
        ({ severity, code, linkId }) => `${severity} ${code} ${linkId}`,
      ),
    ).toEqual(expected);
  });

  it('takes a contained value set, with its designations as translations', () => {
    expect(found(asJson([item('x', 'choice', { answerValueSet: '#vs' })], { contained }))).toEqual([]);
  });
});

describe('The linter, of limits', () => {
  it.each([
    [
      'crossed values',
      item('x', 'integer', {
        extension: [limit('minValue', { valueInteger: 5 }), limit('maxValue', { valueInteger: 1 })],
      }),
      ['error limits-crossed x'],
    ],
    [
      'crossed lengths',
      item('x', 'string', { maxLength: 2, extension: [limit('minLength', { valueInteger: 3 })] }),
      ['error limits-crossed x'],
    ],
    [
      'crossed occurrences',
      item('x', 'string', {
        repeats: true,
        required: true,
        extension: [
          limit('questionnaire-minOccurs', { valueInteger: 3 }),
          limit('questionnaire-maxOccurs', { valueInteger: 2 }),
        ],
      }),
      ['error limits-crossed x'],
    ],
    [
      'several of what does not repeat',
      item('x', 'string', { extension: [limit('questionnaire-maxOccurs', { valueInteger: 2 })] }),
      ['error occurs x'],
    ],
    [
      'at least one that is not required',
      item('x', 'string', {
        repeats: true,
        extension: [limit('questionnaire-minOccurs', { valueInteger: 1 })],
      }),
      ['warning occurs x'],
    ],
    [
      'a least value of a text',
      item('x', 'string', { extension: [limit('minValue', { valueInteger: 1 })] }),
      ['warning limit-misfit x'],
    ],
    [
      'a least value of another type',
      item('x', 'date', { extension: [limit('minValue', { valueInteger: 1 })] }),
      ['error limit-misfit x'],
    ],
    [
      'a limit without a value',
      item('x', 'integer', { extension: [limit('maxValue', {})] }),
      ['error limit-misfit x'],
    ],
    [
      'a broken pattern',
      item('x', 'string', { extension: [limit('regex', { valueString: '[a-' })] }),
      ['error bad-pattern x'],
    ],
    [
      'a pattern that can explode',
      item('x', 'string', { extension: [limit('regex', { valueString: '(a+)+b' })] }),
      ['warning risky-pattern x'],
    ],
    [
      'a limit that is there twice',
      item('x', 'integer', {
        extension: [limit('minValue', { valueInteger: 1 }), limit('minValue', { valueInteger: 2 })],
      }),
      ['warning limit-misfit x'],
    ],
  ])('names %s', (_, one, expected) => {
    expect(said(one)).toEqual(expected);
  });
});

describe('The linter, of words', () => {
  it('names a text that is missing in a language that others have, of items and options', () => {
    const half = { extension: [translation('en', 'x'), translation('da', 'x')] };
    expect(sentences(item('x', 'boolean', { _text: half }))).toBe(
      'Item «x»: «x på norsk» is missing in «nn».',
    );
    const one = { valueCoding: { code: 'a', display: 'A' } };
    expect(sentences(item('x', 'choice', { answerOption: [one] }))).toBe(
      'Item «x»: «A» is missing in «nn», «da», «en».',
    );
    expect(sentences(item('x', 'choice', { answerOption: [{ valueString: 'B' }] }))).toBe(
      'Item «x»: «B» is missing in «nn», «da», «en».',
    );
  });

  it('says once, and as no fault, that a form has no words in a language; the door refuses it', () => {
    const danish = asJson(
      [
        { linkId: 'x', type: 'boolean', text: 'X', _text: { extension: [translation('nb', 'X')] } },
        { linkId: 'y', type: 'boolean', text: 'Y', _text: { extension: [translation('nb', 'Y')] } },
      ],
      { language: 'da', title: undefined, _title: undefined, id: undefined, version: undefined },
    );
    expect(found(danish).map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      'warning: The door needs an «id» of 1 to 64 of A-Z a-z 0-9 . -.',
      'warning: The door needs a «version» of 1 to 40 characters, to know later what was asked.',
      'warning: The door needs a «title».',
      'warning: The form has no words in «nn», «en»: the door cannot use it until it has.',
    ]);
    const loaded = loadQuestionnaire(danish);
    expect(!loaded.ok && loaded.problems).toHaveLength(4);
  });

  it('names a language that is there twice, and a translation of nothing', () => {
    const all = translated('x').extension;
    expect(said(item('x', 'boolean', { _text: { extension: [...all, translation('en', 'y')] } }))).toEqual([
      'error language-twice x',
    ]);
    expect(said(item('x', 'boolean', { _text: { extension: [...all, translation('nb', 'y')] } }))).toEqual([
      'error language-twice x',
    ]);
    expect(said({ linkId: 'x', type: 'group', _text: translated('x'), item: [item('y', 'date')] })).toEqual([
      'error translation-of-nothing x',
    ]);
  });

  it('asks for the language of the plain texts', () => {
    expect(found(asJson([item('x', 'boolean')], { language: undefined })).map(({ code }) => code)).toContain(
      'base-language',
    );
    expect(found(asJson([item('x', 'boolean')], { language: 'fr' })).map(({ code }) => code)).toContain(
      'base-language',
    );
    expect(found(asJson([item('x', 'boolean')], { language: 'nb-NO' }))).toEqual([]);
  });
});

describe('The linter, of one Questionnaire a language in a Bundle', () => {
  const one = (language: string, more: Json = {}, ...items: Json[]): Json => ({
    resourceType: 'Questionnaire',
    id: `q-${language}`,
    version: '1',
    title: `T ${language}`,
    status: 'active',
    language,
    item: [
      {
        linkId: 'x',
        type: 'choice',
        text: `X ${language}`,
        answerOption: [{ valueCoding: { code: 'a', display: `A ${language}` } }],
        ...more,
      },
      ...items,
    ],
  });
  const bundle = (...all: Json[]) => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: all.map((resource) => ({ resource })),
  });
  const codes = (...all: Json[]) => found(bundle(...all)).map(({ code }) => code);

  it('takes the same items in every language', () => {
    expect(codes(one('en'), one('nn'), one('nb'), one('da'))).toEqual([]);
  });

  it('names a language that is missing', () => {
    expect(new Set(codes(one('en'), one('nn'), one('nb')))).toEqual(new Set(['language-missing']));
  });

  it('names versions that differ in more than words', () => {
    const other = found(bundle(one('nb'), one('en', { required: true })));
    expect(other.map(({ message }) => message)).toEqual([
      'The version in «en» differs from the one in «nb»: item «x», «required».',
    ]);
    expect(codes(one('nb'), one('en', {}, { linkId: 'y', type: 'boolean', text: 'y' }))).toEqual([
      'versions-differ',
    ]);
  });

  it('names two of one language, and a Bundle without any', () => {
    expect(codes(one('nb'), one('nb'))).toEqual(['language-twice']);
    expect(found(bundle(one('nb'), one('nb')))[0]?.message).toContain('«nb»');
    expect(codes()).toEqual(['not-a-questionnaire']);
  });
});

describe('The linter', () => {
  it.each([null, 1, 'x', [], {}, { resourceType: 'Patient' }, asJson([])])(
    'says what is wrong with %j',
    (json) => {
      expect(found(json).some(({ severity }) => severity === 'error')).toBe(true);
    },
  );

  it('takes a form of words alone as one, which the door does not', () => {
    const form = asJson([item('x', 'display')]);
    expect(found(form).map(({ severity, code }) => `${severity} ${code}`)).toEqual(['warning no-question']);
    expect(loadQuestionnaire(form).ok).toBe(false);
  });

  it('says what is not of its shape in words of those who write forms', () => {
    const wrong = item('x', 'boolean', {
      required: 'yes',
      enableWhen: { question: 'y' },
      enableBehavior: 'some',
      maxLength: 0,
      prefix: '',
    });
    const asked = item('y', 'boolean', { enableWhen: [{ operator: '~', answerDate: '27.05.2020' }] });
    expect(
      found(asJson([wrong, asked], { status: undefined }))
        .filter(({ code }) => code === 'malformed')
        .map(({ message }) => message),
    ).toEqual([
      '«status» is missing; it has to be one of draft, active, retired, unknown.',
      'Item «x»: «prefix» is empty; fill it in, or take it away.',
      'Item «x»: «enableWhen» has to be a list.',
      'Item «x»: «enableBehavior» has to be one of all, any.',
      'Item «x»: «required» has to be true or false, without quotes.',
      'Item «x»: «maxLength» has to be more than 0.',
      'Item «y»: «enableWhen» 1, «question» is missing.',
      'Item «y»: «enableWhen» 1, «operator» has to be one of exists, =, !=, >, <, >=, <=.',
      'Item «y»: «enableWhen» 1, «answerDate» is not right: that is no date of FHIR.',
    ]);
  });
});
