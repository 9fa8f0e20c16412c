/** Forms that others have published (test/fixtures/questionnaires): what is enabled, what is a good response, and what the linter says, by FHIR's text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enabledItems } from '../../shared/questions/enabled.ts';
import { formOf, type Form } from '../../shared/questions/form.ts';
import { isObject, type Json } from '../../shared/questions/json.ts';
import { merged } from '../../shared/questions/languages.ts';
import { lintQuestionnaire } from '../../shared/questions/lint/index.ts';
import { loadQuestionnaire } from '../../shared/questions/load.ts';
import { checkResponse, placedResponse } from '../../shared/questions/response.ts';
import { textOf } from '../../shared/questions/words.ts';

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'questionnaires');
const read = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
const formNamed = (name: string): Form => {
  const one = merged(read(name));
  if (!one.ok || !isObject(one.questionnaire)) throw new Error(`${name} cannot be read`);
  return formOf(one.questionnaire);
};
const response = (...item: Json[]): Json => ({
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  item,
});
const on = (name: string, ...item: Json[]): string[] =>
  enabledItems(placedResponse(formNamed(name), response(...item))).map((one) =>
    typeof one === 'string' ? one : one.path,
  );
const said = (name: string, ...item: Json[]): string[] =>
  checkResponse(formNamed(name), response(...item)).issues.map(
    ({ severity, code, path }) => `${severity} ${code} ${path}`,
  );
const linted = (name: string): string[] => [
  ...new Set(
    lintQuestionnaire(read(name))
      .filter(({ severity }) => severity !== 'information')
      .map(({ severity, code }) => `${severity} ${code}`),
  ),
];
const answer = (linkId: string, ...values: Json[]): Json => ({ linkId, answer: values });
const group = (linkId: string, ...item: Json[]): Json => ({ linkId, item });

describe('Norsk helsenett: items under items, each opened by the one above', () => {
  const open = (...below: Json[]) => ({ valueBoolean: true, ...(below.length > 0 ? { item: below } : {}) });
  const text = (linkId: string, valueString: string, ...below: Json[]) =>
    answer(linkId, { valueString, ...(below.length > 0 ? { item: below } : {}) });

  it('under a question that repeats, each answer opens its own', () => {
    const given = answer('1', open(text('1.1', 'x')), { valueBoolean: false }, open());
    expect(on('refero-repeating-question', given)).toEqual([
      '1',
      '1[0]/1.1',
      '1[0]/1.1/1.1.1',
      '1[2]/1.1',
      '2',
      '2.1',
    ]);
    expect(said('refero-repeating-question', given)).toEqual([]);
  });

  it('in a group that repeats, each occurrence opens its own', () => {
    const given = [
      group('group-1', answer('1', open(text('1.1', 'x', text('1.1.1', 'y'))))),
      group('group-1', answer('1', { valueBoolean: false })),
    ];
    expect(on('refero-repeating-group', ...given)).toEqual([
      'group-1[0]',
      'group-1[0]/1',
      'group-1[0]/1/1.1',
      'group-1[0]/1/1.1/1.1.1',
      'group-1[0]/1/1.1/1.1.1/1.1.1.1',
      'group-1[1]',
      'group-1[1]/1',
      '2',
      '2.1',
    ]);
    expect(said('refero-repeating-group', ...given)).toEqual([]);
  });

  it('the options of the contained value set are judged by system and code', () => {
    const chosen = (valueCoding: Json) =>
      said(
        'refero-repeating-group',
        group(
          'group-1',
          answer('1', open(text('1.1', 'x', text('1.1.1', 'y', answer('1.1.1.1', { valueCoding }))))),
        ),
      );
    expect(chosen({ system: 'urn:oid:2.16.578.1.12.4.1.1101', code: '1' })).toEqual([]);
    expect(chosen({ system: 'urn:oid:2.16.578.1.12.4.1.1101', code: '3' })).toEqual([
      'error not-an-option group-1[0]/1/1.1/1.1.1/1.1.1.1',
    ]);
  });

  it('a required confirmation is missing only where there is something to confirm', () => {
    expect(said('refero-confirm-name')).toEqual([]);
    expect(said('refero-confirm-name', group('1', text('1.1', 'Kari')))).toEqual([
      'error missing 1/1.1/1.1.1',
    ]);
    expect(
      said('refero-confirm-name', group('1', text('1.1', 'Kari', answer('1.1.1', { valueBoolean: true })))),
    ).toEqual([]);
  });
});

describe('Norsk helsenett: limits and branches', () => {
  const [FIRST, SECOND] = ['70b1fc9b-ccff-4cab-8674-543bec8ef594', '19c61515-9cb9-43a6-eee3-88360323d3c7'];
  it('numbers', () => {
    const given = (one: number, two: number) =>
      said(
        'refero-number-limits',
        answer(FIRST, { valueDecimal: one }),
        answer(SECOND, { valueDecimal: two }),
      );
    expect(given(10, 40)).toEqual([]);
    expect(given(12.25, 30.125)).toEqual([]);
    expect(given(9.99, 40.5)).toEqual([`error below-minimum ${FIRST}`, `error above-maximum ${SECOND}`]);
    expect(given(12.345, 30.1234)).toEqual([`error too-precise ${FIRST}`, `error too-precise ${SECOND}`]);
    expect(said('refero-number-limits')).toEqual([`error missing ${FIRST}`, `error missing ${SECOND}`]);
  });

  it('dates: a year or month is out of bounds only where it certainly is', () => {
    const [DAY, INSTANT, MONTH, YEAR] = [
      '9a86bfb0-d098-429b-dfb7-b94e19dd0ac4',
      '51e65c29-e0f7-4491-96b4-1f79ec3d1d7c',
      'bdf22eb0-50f0-4054-8b53-54cff1f8da31',
      '4bf52561-6380-48d3-8992-8aa93fb1c890',
    ];
    const within = [
      answer(DAY, { valueDate: '2024-05-31' }),
      answer(INSTANT, { valueDateTime: '2024-05-31T23:00:00+02:00' }),
      answer(MONTH, { valueDate: '1994-05' }),
      answer(YEAR, { valueDate: '2024' }),
    ];
    expect(said('refero-date-limits', ...within)).toEqual([]);
    const beyond = [
      answer(DAY, { valueDate: '2024-06-01' }),
      answer(INSTANT, { valueDateTime: '1994-05-30T23:00:00+02:00' }),
      answer(MONTH, { valueDate: '1994-04' }),
      answer(YEAR, { valueDate: '2025' }),
    ];
    expect(said('refero-date-limits', ...beyond)).toEqual([
      `error above-maximum ${DAY}`,
      `error below-minimum ${INSTANT}`,
      `error below-minimum ${MONTH}`,
      `error above-maximum ${YEAR}`,
    ]);
  });

  const [ASK, BRANCH, INSIDE, NUMBER, MAIL] = [
    '4b30d442-afce-4ec9-8961-11d3aad19ad0',
    'da94bd68-4380-4d69-fbf1-44cd8eac7d1c',
    '6866640c-35c7-4015-8a2e-3c3b2a03a99c',
    '8f57a6c4-a628-4e35-ebde-a29a79e16c60',
    '1da98e80-3ee0-4a87-8e15-8a1eb2fe612b',
  ];
  const chose = (code: string) =>
    answer(ASK, { valueCoding: { system: 'urn:uuid:19101f60-1532-4db3-9a9b-074f1cab3902', code } });

  it('branches', () => {
    expect(on('refero-yes-no-branches')).toEqual([ASK]);
    expect(on('refero-yes-no-branches', chose('yes'))).toEqual([ASK, BRANCH, INSIDE, NUMBER]);
    expect(on('refero-yes-no-branches', chose('no'))).toEqual([ASK, MAIL]);
    expect(on('refero-yes-no-branches', answer(ASK, { valueCoding: { code: 'yes' } }))).toEqual([ASK]);
  });

  it('what is required in a branch, and an e-mail address by its pattern', () => {
    expect(said('refero-yes-no-branches')).toEqual([]);
    expect(said('refero-yes-no-branches', chose('yes'), answer(NUMBER, { valueInteger: 6 }))).toEqual([]);
    expect(
      said('refero-yes-no-branches', chose('yes'), group(BRANCH), answer(NUMBER, { valueInteger: 26 })),
    ).toEqual([`error missing ${BRANCH}/${INSIDE}`, `error above-maximum ${NUMBER}`]);
    const mail = (valueString: string) =>
      said('refero-yes-no-branches', chose('no'), answer(MAIL, { valueString }));
    expect(mail('kari@nordmann.example.org')).toEqual([]);
    expect(mail('kari nordmann')).toEqual([`error pattern ${MAIL}`]);
    expect(mail('a@b')).toEqual([`error too-short ${MAIL}`]);
    expect(mail('kari.nordmann@solbakken.example.org')).toEqual([`error too-long ${MAIL}`]);
    expect(said('refero-yes-no-branches', chose('no'), answer(NUMBER, { valueInteger: 6 }))).toEqual([
      `error not-enabled ${NUMBER}`,
      `error missing ${MAIL}`,
    ]);
  });
});

describe('Norsk helsenett: one Questionnaire a language in a Bundle', () => {
  it('is one form with the words of both', () => {
    const { items } = formNamed('structor-two-languages');
    const [first] = items;
    expect(first && [textOf(first.raw, 'nb'), textOf(first.raw, 'en')]).toEqual(['Test', 'Test - Engelsk']);
    expect(linted('structor-two-languages')).toEqual(['warning door-needs', 'warning language-missing']);
  });
});

describe('Google’s catalogue for Android', () => {
  it('skips by a code with its system', () => {
    const said10 = (code: string) => answer('1.0', { valueCoding: { system: 'custom', code } });
    expect(on('android-skip-logic')).toEqual(['1.0', '1-select-one']);
    expect(on('android-skip-logic', said10('Y'))).toEqual(['1.0', '1-select-one', '1.1']);
    expect(on('android-skip-logic', said10('N'))).toEqual(['1.0', '1-select-one']);
    expect(said('android-skip-logic', said10('N'), answer('1.1', { valueDate: '2020-10-01' }))).toEqual([
      'error not-enabled 1.1',
    ]);
  });

  it('repeats a group', () => {
    const one = group(
      '1',
      answer('1-1', { valueDate: '2020-05-27' }),
      answer('1-2', { valueCoding: { code: 'answer-a' } }),
    );
    expect(on('android-repeated-group', one, one)).toEqual([
      '1[0]',
      '1[0]/1-1',
      '1[0]/1-2',
      '1[0]/1-2/1-3-1',
      '1[1]',
      '1[1]/1-1',
      '1[1]/1-2',
      '1[1]/1-2/1-3-1',
    ]);
    expect(said('android-repeated-group', one, one)).toEqual([]);
    expect(said('android-repeated-group', group('1', answer('1-1', { valueDate: '27.05.2020' })))).toEqual([
      'error wrong-type 1[0]/1-1',
    ]);
  });

  it('takes several of many, as answers of one item', () => {
    const value = (code: string) => ({ valueCoding: { system: 'http://snomed.info/sct', code } });
    expect(said('android-multi-select', answer('1.0.0', value('code_1'), value('code_6')))).toEqual([]);
    expect(said('android-multi-select')).toEqual(['error missing 1.0.0']);
    expect(said('android-multi-select', answer('1.0.0', value('code_7')))).toEqual([
      'error not-an-option 1.0.0',
    ]);
  });
});

describe('CSIRO’s Smart Forms, Australia', () => {
  it('has a value set with an expansion, whose codes have their words', () => {
    const system = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode';
    const carers = (...codings: Json[]) =>
      said(
        'smart-forms-carers',
        answer('primary-carers-repeat', ...codings.map((valueCoding) => ({ valueCoding }))),
      );
    expect(carers({ system, code: 'MTH' }, { system, code: 'GRPRN' })).toEqual([]);
    expect(carers({ system, code: 'NA' })).toEqual(['error not-an-option primary-carers-repeat']);
  });

  it('writes a FHIRPath call where a regular expression belongs: read as FHIR says, no postcode matches it', () => {
    const address = group('home-address-group', answer('home-address-postcode', { valueString: '2000' }));
    expect(said('smart-forms-addresses', address)).toEqual([
      'error pattern home-address-group[0]/home-address-postcode',
    ]);
  });

  it('nests a repeating group in a repeating group', () => {
    const P = 'restrictive-practice-intervention';
    const note = (valueString: string) => group(`${P}-note`, answer(`${P}-note-text`, { valueString }));
    const given = group('restrictive-practice', group(P, note('a'), note('b')), group(P));
    expect(on('smart-forms-nested-groups', given).filter((path) => path.endsWith('text'))).toEqual([
      `restrictive-practice/${P}[0]/${P}-note[0]/${P}-note-text`,
      `restrictive-practice/${P}[0]/${P}-note[1]/${P}-note-text`,
      `restrictive-practice/${P}[1]/${P}-note[0]/${P}-note-text`,
    ]);
    expect(said('smart-forms-nested-groups', given)).toEqual([]);
  });
});

describe('HL7’s test form for enableWhen (SDC)', () => {
  const under = (linkId: string, ...item: Json[]) => group(linkId, ...item);
  const [S2, S3, S4, S5, S6] = [
    '02a7536f-06b2-4dee-94e1-f5cfcb0e8622',
    '02a7536f-06b2-4dee-94e1-f5cfcb0e1234',
    '02a7536f-06b2-4dee-94e1-f5cfcb0e5678',
    '02a7536f-06b2-4dee-94e1-f5cfcb088990',
    '02a7536f-06b2-4dee-94e1-f5cfcb0hd732',
  ];
  const isOn = (linkId: string, ...item: Json[]) => on('sdc-enable-when', ...item).includes(linkId);

  it('by codes of a value set that is elsewhere', () => {
    const [YES, NOT_ASKU] = ['945b97b5-6d74-4a55-9be1-1989751219fb', 'fab7c5c4-0ac0-4afa-bd6d-c0ce4f5e0bdf'];
    const chosen = (code: string) =>
      under(
        S2,
        answer('1acf93a7-0890-44cd-be48-542defb35248', {
          valueCoding: { system: 'http://terminology.hl7.org/CodeSystem/v2-0532', code },
        }),
      );
    expect([isOn(YES), isOn(NOT_ASKU)]).toEqual([false, true]);
    expect([isOn(YES, chosen('Y')), isOn(NOT_ASKU, chosen('Y'))]).toEqual([true, true]);
    expect([isOn(YES, chosen('ASKU')), isOn(NOT_ASKU, chosen('ASKU'))]).toEqual([false, false]);
    expect(said('sdc-enable-when', chosen('Y'))).toEqual([
      `information not-judged ${S2}/1acf93a7-0890-44cd-be48-542defb35248`,
    ]);
  });

  it('a coding is no number, however it is written: never less, more or equal, always unequal', () => {
    const chosen = (scenario: string, linkId: string, code: string) =>
      under(scenario, answer(linkId, { valueCoding: { system: 'http://example.org', code } }));
    const three = chosen(S3, 's3-radio', '1.1');
    expect(isOn('945b97b5-6d74-4a55-9be1-19897512jj89', three)).toBe(false);
    expect(isOn('04fabc33-534a-4047-9a13-c13b0b63fa17', three)).toBe(false);
    const four = chosen(S4, 's4-radio', '3');
    expect(isOn('945b97b5-6d74-4a55-9be1-1989751233ew', four)).toBe(false);
    expect(isOn('04fabc33-534a-4047-9a13-c13b0b63gh76', four)).toBe(true);
  });

  it('by dates and times', () => {
    const born = (valueDate: string) => under(S5, answer('date_of_birth_question', { valueDate }));
    expect(isOn('date_greater_2000-01-01', born('2000-01-02'))).toBe(true);
    expect(isOn('date_greater_2000-01-01', born('2000-01-01'))).toBe(false);
    expect(isOn('date_less_2000-01-01', born('2000-01-01'))).toBe(true);
    expect(isOn('date_less_2000-01-01')).toBe(false);
    const at = (valueTime: string) => under(S5, answer('datetime_question', { valueTime }));
    expect(isOn('datetime_question_greter_than', at('11:11:12'))).toBe(true);
    expect(isOn('datetime_question_less_than_equal', at('11:11:12'))).toBe(false);
    expect(isOn('datetime_question_less_than_equal', at('11:11:11'))).toBe(true);
  });

  it('by one of several answers', () => {
    const value = (code: string) => ({ valueCoding: { system: 'http://example.org', code } });
    expect(isOn('BOWOPTOTH', under(S6, answer('BC029', value('1'), value('9'))))).toBe(true);
    expect(isOn('BOWOPTOTH', under(S6, answer('BC029', value('1'), value('2'))))).toBe(false);
  });

  it('is named for what cannot work: conditions of another type than the question', () => {
    const ours = lintQuestionnaire(read('sdc-enable-when')).filter(({ code }) => code !== 'language-missing');
    expect(new Set(ours.filter(({ severity }) => severity === 'error').map(({ code }) => code))).toEqual(
      new Set(['value-set-elsewhere', 'operator-misfit', 'answer-misfit', 'condition-not-an-option']),
    );
  });
});

describe('Every form in the folder', () => {
  it('is read, linted, enabled and checked without a fault, and none of them is fit for our door as it is', () => {
    const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
    expect(names.length).toBeGreaterThanOrEqual(12);
    for (const name of names.map((each) => each.replace('.json', ''))) {
      expect(linted(name)).toContain('warning language-missing');
      expect(loadQuestionnaire(read(name)).ok).toBe(false);
      expect(on(name).length).toBeGreaterThan(0);
      said(name);
    }
  });
});
