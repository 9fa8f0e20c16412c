/** Small questionnaires for tests. */
import { loadQuestionnaire } from './load.ts';
import { TRANSLATION, type Questionnaire } from './questionnaire.ts';

export const inEnglish = (content: string) => ({
  extension: [
    {
      url: TRANSLATION,
      extension: [
        { url: 'lang', valueCode: 'en' },
        { url: 'content', valueString: content },
      ],
    },
  ],
});

type Json = Record<string, unknown>;

/** An item with words in both languages. */
export const item = (linkId: string, type: string, more: Json = {}): Json => ({
  linkId,
  type,
  text: `${linkId} på norsk`,
  _text: inEnglish(`${linkId} in English`),
  ...more,
});

export const option = (code: string): Json => ({
  valueCoding: { code, display: `${code} på norsk`, _display: inEnglish(`${code} in English`) },
});

export const whenYes = (question: string): Json => ({ question, operator: '=', answerBoolean: true });

export const asJson = (items: readonly Json[], more: Json = {}): Json => ({
  resourceType: 'Questionnaire',
  id: 'sample',
  language: 'nb',
  version: '1',
  title: 'Prøve',
  _title: inEnglish('Sample'),
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
