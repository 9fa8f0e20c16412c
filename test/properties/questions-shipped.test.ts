/** The questionnaires that the program brings: their languages, and that what was answered to a question that is closed by now decides nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../shared/domain/language.ts';
import { decide, loadPack, type PackInForce } from '../../shared/policy/index.ts';
import { visitor } from '../../shared/policy/samples.test-support.ts';
import {
  answerFacts,
  checkAnswers,
  loadQuestionnaire,
  steps,
  textOf,
  withoutDisabled,
  type Questionnaire,
} from '../../shared/questions/index.ts';
import { formOf } from '../../shared/questions/form.ts';
import { isObject } from '../../shared/questions/json.ts';
import { merged } from '../../shared/questions/languages.ts';
import { lintQuestionnaire } from '../../shared/questions/lint/index.ts';
import { isQuestion, walk } from '../../shared/questions/questionnaire.ts';
import { formAndAnswers, type Json } from './forms.support.ts';

const RESOURCES = join(import.meta.dirname, '..', '..', 'resources');
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(RESOURCES, ...path), 'utf8'));
const shipped = readdirSync(join(RESOURCES, 'questionnaires'))
  .filter((name) => name.endsWith('.json'))
  .map((name): [string, Questionnaire] => {
    const loaded = loadQuestionnaire(read('questionnaires', name));
    if (!loaded.ok) throw new Error(`${name}: ${loaded.problems.join(' ')}`);
    return [name, loaded.questionnaire];
  });

/** The same form in one language only, as the others write it. */
const inLanguage = (json: unknown, language: Language): unknown => {
  if (Array.isArray(json)) return json.map((each: unknown) => inLanguage(each, language));
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json)
      .filter(([key]) => !key.startsWith('_'))
      .map(([key, value]) => {
        const isWords =
          ['text', 'display', 'title', 'valueString'].includes(key) && typeof value === 'string';
        const worded = {
          ...json,
          text: undefined,
          display: undefined,
          title: undefined,
          valueString: undefined,
        };
        return [key, isWords ? textOf({ ...worded, [key]: value }, language) : inLanguage(value, language)];
      }),
  );
};
const bundled = (questionnaire: Questionnaire) => ({
  resourceType: 'Bundle',
  entry: LANGUAGES.map((language) => ({
    resource: { ...(inLanguage(questionnaire, language) as Json), language, id: `q-${language}` },
  })),
});
/** linkIds, types and codes: all but the words. */
const treeOf = (questionnaire: unknown): unknown =>
  isObject(questionnaire)
    ? formOf(questionnaire).all.map((item) => [
        item.linkId,
        item.type,
        item.parent?.linkId,
        item.conditions,
        item.options === 'elsewhere'
          ? null
          : item.options?.map(({ value }) => [value.kind, 'value' in value ? value.value : null]),
      ])
    : null;

describe.each(shipped)('%s', (_name, questionnaire) => {
  it('lints without an error or a warning', () => {
    expect(lintQuestionnaire(questionnaire).filter(({ severity }) => severity !== 'information')).toEqual([]);
  });

  it('has the same items in every language, and words for each', () => {
    for (const language of LANGUAGES) {
      expect(treeOf(inLanguage(questionnaire, language))).toEqual(treeOf(questionnaire));
      for (const { item } of walk(questionnaire.item))
        if (item.text !== undefined) expect(textOf(item, language)).not.toBe('');
    }
  });

  it('is one form again when it is put together from one Questionnaire a language', () => {
    const one = merged(bundled(questionnaire));
    expect(one.ok && treeOf(one.questionnaire)).toEqual(treeOf(questionnaire));
    expect(lintQuestionnaire(bundled(questionnaire)).filter(({ severity }) => severity === 'error')).toEqual(
      [],
    );
  });

  it('asks who answers no to everything only what opens with a no, and finds nothing wrong', () => {
    let answers: Json[] = [];
    for (let at = 0; at < 100; at += 1) {
      const step = steps(questionnaire, answers)[at];
      if (step === undefined) break;
      if (step.item.type === 'boolean')
        answers = [...answers, { linkId: step.linkId, answer: [{ valueBoolean: false }] }];
    }
    expect(checkAnswers(questionnaire, answers)).toEqual({ ok: true });
  });
});

describe('An answer to a question that is closed by now', () => {
  const loaded = loadPack(read('policies', 'no-2020-05-27.json'));
  if (!loaded.ok) throw new Error(loaded.problems.join(' '));
  const norway: PackInForce = { pack: loaded.pack, base: null };
  const VALUES: Readonly<Record<string, fc.Arbitrary<Json>>> = {
    boolean: fc.boolean().map((valueBoolean) => ({ valueBoolean })),
    date: fc
      .date({ min: new Date('2020-01-01'), max: new Date('2020-12-31'), noInvalidDate: true })
      .map((day) => ({ valueDate: day.toISOString().slice(0, 10) })),
    string: fc.constant({ valueString: 'x' }),
    integer: fc.nat(30).map((valueInteger) => ({ valueInteger })),
  };

  it('never changes an outcome', () => {
    for (const [, questionnaire] of shipped) {
      const questions = [...walk(questionnaire.item)].map(({ item }) => item).filter(isQuestion);
      const answers = fc
        .tuple(
          ...questions.map(({ linkId, type }) =>
            (VALUES[type] ?? fc.constant({})).map((value): Json => ({ linkId, answer: [value] })),
          ),
        )
        .map((all): Json[] => all);
      fc.assert(
        fc.property(answers, answers, (given, others) => {
          const kept = withoutDisabled(questionnaire, given) as Json[];
          const isKept = new Set(kept.map(({ linkId }) => linkId));
          const changed = given.map((each, at) => (isKept.has(each.linkId) ? each : (others[at] ?? each)));
          const decided = (all: readonly unknown[]) =>
            decide(norway, visitor({}, answerFacts(questionnaire, all)));
          expect(decided(given)).toEqual(decided(kept));
          expect(decided(changed)).toEqual(decided(kept));
        }),
        { numRuns: 200 },
      );
    }
  });
});

describe('Any form', () => {
  it('has the same items in every language, whichever way the languages are written', () => {
    fc.assert(
      fc.property(formAndAnswers, ([questionnaire]) => {
        const one = merged(bundled(questionnaire));
        expect(one.ok && treeOf(one.questionnaire)).toEqual(treeOf(questionnaire));
      }),
    );
  });
});
