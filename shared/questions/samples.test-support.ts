/** Small questionnaires for tests. */
import { LANGUAGES } from '../domain/language.ts';
import { loadQuestionnaire } from './load.ts';
import type { Questionnaire } from './questionnaire.ts';
import { TRANSLATION } from './r4.ts';

type Json = Record<string, unknown>;

export const translation = (language: string, content: string) => ({
  url: TRANSLATION,
  extension: [
    { url: 'lang', valueCode: language },
    { url: 'content', valueString: content },
  ],
});

/** In every language but bokmål. */
export const translated = (content: string) => ({
  extension: LANGUAGES.filter((language) => language !== 'nb').map((language) =>
    translation(language, `${content} in ${language}`),
  ),
});

/** An item with words in every language. */
export const item = (linkId: string, type: string, more: Json = {}): Json => ({
  linkId,
  type,
  text: `${linkId} på norsk`,
  _text: translated(linkId),
  ...more,
});

export const option = (code: string): Json => ({
  valueCoding: { code, display: `${code} på norsk`, _display: translated(code) },
});

const CORE = 'http://hl7.org/fhir/StructureDefinition';
export const extension = (name: string, value: Json): Json => ({ url: `${CORE}/${name}`, ...value });

export const whenYes = (question: string): Json => ({ question, operator: '=', answerBoolean: true });

export const asJson = (items: readonly Json[], more: Json = {}): Json => ({
  resourceType: 'Questionnaire',
  id: 'sample',
  language: 'nb',
  version: '1',
  title: 'Prøve',
  _title: translated('Sample'),
  status: 'active',
  item: items,
  ...more,
});

export const sample = (...items: readonly Json[]): Questionnaire => {
  const loaded = loadQuestionnaire(asJson(items));
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  return loaded.questionnaire;
};

export const problemsOf = (...items: readonly Json[]): string[] => {
  const loaded = loadQuestionnaire(asJson(items));
  return loaded.ok ? [] : loaded.problems;
};

export const answer = (linkId: string, ...values: readonly Json[]): Json => ({ linkId, answer: values });
export const yes = (linkId: string): Json => answer(linkId, { valueBoolean: true });
export const no = (linkId: string): Json => answer(linkId, { valueBoolean: false });
