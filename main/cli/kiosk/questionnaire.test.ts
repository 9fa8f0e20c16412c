/** The commands on questionnaires as an author meets them: what they print where, and their exit status. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { givenFiles, kioskHere, kioskProcess } from '../../../test/support/command-line.ts';
import { appPaths } from '../../platform/app-root.ts';
import { addQuestionnaireCommands } from './questionnaire.ts';

const { resources } = appPaths();
const { folder, file, remove } = givenFiles();
afterAll(remove);
const here = kioskHere(addQuestionnaireCommands);
const kiosk = (...args: string[]) => here('questionnaire', ...args);

const form = {
  resourceType: 'Questionnaire',
  status: 'active',
  item: [
    { linkId: 'ill', type: 'boolean', text: 'Ill?', required: true },
    {
      linkId: 'contact',
      type: 'group',
      repeats: true,
      enableWhen: [{ question: 'ill', operator: '=', answerBoolean: true }],
      item: [{ linkId: 'name', type: 'string', text: 'Name' }],
    },
  ],
};
const response = (...item: unknown[]) => ({
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  item,
});
const ill = { linkId: 'ill', answer: [{ valueBoolean: true }] };

describe('as a process', () => {
  it('prints on the standard output whether a response is a good one, and ends with 0 or 1', async () => {
    const q = file('q.json', form);
    const check = (answers: string) => kioskProcess('questionnaire', 'check', q, answers);
    const fine = await check(file('good.json', response(ill)));
    expect([fine.status, JSON.parse(fine.out), fine.err]).toEqual([0, { valid: true, issues: [] }, '']);
    const bad = await check(file('bad.json', response()));
    expect([bad.status, JSON.parse(bad.out), bad.err]).toMatchObject([1, { valid: false }, '']);
  });
});

describe('kiosk questionnaire enabled', () => {
  it('prints the enabled linkIds, with the path of each occurrence', async () => {
    const ended = await kiosk(
      'enabled',
      file('q.json', form),
      file('r.json', response(ill, { linkId: 'contact' }, { linkId: 'contact' })),
    );
    expect(JSON.parse(ended.out)).toEqual([
      'ill',
      { linkId: 'contact', path: 'contact[0]' },
      { linkId: 'name', path: 'contact[0]/name' },
      { linkId: 'contact', path: 'contact[1]' },
      { linkId: 'name', path: 'contact[1]/name' },
    ]);
    expect(ended).toMatchObject({ status: 0, err: '' });
  });
});

describe('kiosk questionnaire check', () => {
  it('ends with 0 and a good word, or with 1 and what is wrong', async () => {
    const [q, good] = [file('q.json', form), file('good.json', `\uFEFF${JSON.stringify(response(ill))}`)];
    const fine = await kiosk('check', q, good);
    expect([fine.status, JSON.parse(fine.out), fine.err]).toEqual([0, { valid: true, issues: [] }, '']);
    const bad = await kiosk('check', q, file('bad.json', response({ linkId: 'who' })));
    expect(bad.status).toBe(1);
    expect(JSON.parse(bad.out)).toEqual({
      valid: false,
      issues: [
        expect.objectContaining({ severity: 'error', code: 'unknown-item', linkId: 'who', path: 'who' }),
        expect.objectContaining({ severity: 'error', code: 'missing', linkId: 'ill', path: 'ill' }),
      ],
    });
  });
});

describe('A Bundle with a Questionnaire a language', () => {
  const one = (language: string, ...words: string[]) => ({
    resource: {
      resourceType: 'Questionnaire',
      status: 'active',
      url: `http://example.org/${language}`,
      version: '1',
      language,
      item: [
        {
          linkId: 'ill',
          type: 'choice',
          text: words[0],
          answerOption: words.slice(1).map((valueString) => ({ valueString })),
        },
        {
          linkId: 'how',
          type: 'string',
          text: 'how',
          enableWhen: [{ question: 'ill', operator: '=', answerString: words[1] }],
        },
      ],
    },
  });
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [one('en-GB', 'Ill?', 'Yes', 'No'), one('nb-NO', 'Syk?', 'Ja', 'Nei')],
  };
  const saying = (word: string, more: object = {}) => ({
    ...response({ linkId: 'ill', answer: [{ valueString: word }] }),
    ...more,
  });

  it.each([
    ['that the response names', { questionnaire: 'http://example.org/en-GB|1' }, 'Yes', 'Ja'],
    ['in the language of the response', { language: 'en' }, 'Yes', 'Ja'],
    ['in bokmål where the response says neither', {}, 'Ja', 'Yes'],
  ])('is the one %s, with its words for options and conditions', async (_, head, good, bad) => {
    const q = file('bundle.json', bundle);
    const ended = await kiosk('enabled', q, file('good.json', saying(good, head)));
    expect(JSON.parse(ended.out)).toEqual(['ill', 'how']);
    expect((await kiosk('check', q, file('good.json', saying(good, head)))).status).toBe(0);
    const refused = await kiosk('check', q, file('bad.json', saying(bad, head)));
    expect(refused.status).toBe(1);
    expect(refused.out).toContain('not-an-option');
  });
});

describe('kiosk questionnaire lint', () => {
  it('says in sentences, or as JSON, what an author needs to know', async () => {
    const ours = join(resources, 'questionnaires', 'no-2020-05-27.json');
    expect(await kiosk('lint', ours)).toEqual({ status: 0, out: 'Nothing to remark.\n', err: '' });
    const ended = await kiosk('lint', file('q.json', form));
    expect(ended.status).toBe(0);
    expect(ended.out).toContain(
      'warning: The form has no words in «nb», «nn», «da», «en»: the door cannot use it until it has. [language-missing]',
    );
    const asJson = await kiosk('lint', '--json', file('q.json', form));
    expect(JSON.parse(asJson.out)).toMatchObject({ valid: true });
    const faulty = { ...form, item: [...form.item, ...form.item] };
    const refused = await kiosk('lint', file('twice.json', faulty));
    expect(refused.status).toBe(1);
    expect(refused.out).toContain('error: Item «ill»: the linkId is used twice');
  });
});

describe('What cannot be read', () => {
  const deep = `{"resourceType":"Questionnaire","item":${'[{"item":'.repeat(5000)}[]${'}]'.repeat(5000)}}`;
  it.each([
    ['check', 'only-one.json'],
    ['lnit', 'x.json'],
  ])('ends %s %s with 2: a file is not named', async (...args) => {
    const ended = await kioskProcess('questionnaire', ...args);
    expect([ended.status, ended.out]).toEqual([2, '']);
    expect(ended.err).toContain('error:');
  });

  it('is no matter where help is asked for', async () => {
    expect((await kioskProcess('questionnaire', 'lint', '--help')).status).toBe(0);
  });

  it.each([
    ['is not there', null, /^There is no file .*nowhere\.json\.\n$/],
    ['is not JSON', '{', /is not JSON\.\n$/],
    ['is another resource', { resourceType: 'Patient' }, /is no FHIR Questionnaire or Bundle\.\n$/],
    ['is a list', [], /is no FHIR/],
    ['is nested without end', deep, /nested deeper/],
  ])('ends with 2 and a sentence: a file that %s', async (_, content, sentence) => {
    const path = content === null ? join(folder, 'nowhere.json') : file('x.json', content);
    const ended = await kiosk('check', path, file('r.json', response()));
    expect(ended).toMatchObject({ status: 2, out: '' });
    expect(ended.err).toMatch(sentence);
  });

  it('is the response too, and a folder', async () => {
    const q = file('q.json', form);
    expect(await kiosk('enabled', q, q)).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringContaining('is no FHIR QuestionnaireResponse.') as unknown,
    });
    expect(await kiosk('lint', folder)).toMatchObject({ status: 2, out: '' });
  });
});
