/** The words of the rules in every language: resources/text/LANG/policy.json, and the questions' own. */
import da from '../../../resources/text/da/policy.json' with { type: 'json' };
import en from '../../../resources/text/en/policy.json' with { type: 'json' };
import nb from '../../../resources/text/nb/policy.json' with { type: 'json' };
import nn from '../../../resources/text/nn/policy.json' with { type: 'json' };
import type { Language, LocalText } from '../../domain/language.ts';
import { textOf, type Item, type Questionnaire } from '../../questions/index.ts';
import { walk } from '../../questions/questionnaire.ts';
import type { Pack } from '../pack.ts';

export type Words = typeof nb;
const WORDS: Readonly<Record<Language, Words>> = { nb, nn, da, en };

/** What is needed to speak of a pack in one language. */
export interface Speech {
  readonly language: Language;
  readonly words: Words;
  readonly pack: Pack;
  readonly questions: ReadonlyMap<string, Item>;
}

/** Says the same in every language. */
export const inEveryLanguage = (
  pack: Pack,
  questionnaires: readonly Questionnaire[],
  say: (speech: Speech) => string,
): LocalText => {
  const items = questionnaires.flatMap((questionnaire) =>
    [...walk(questionnaire.item)].map(({ item }) => item),
  );
  const questions = new Map(items.toReversed().map((item) => [item.linkId, item]));
  const saying = (language: Language) => say({ language, words: WORDS[language], pack, questions });
  return { nb: saying('nb'), nn: saying('nn'), da: saying('da'), en: saying('en') };
};

export const fill = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));

/** `A`, `A og B`, `A, B og C`. */
export const listed = (parts: readonly string[], last: string): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1) ?? ''}`;

export const quoted = ({ words }: Speech, text: string): string => fill(words.quoted, { text });

/** In a table of words, by a name that may not be in it. */
export const wordFor = (table: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const LONGEST_QUESTION = 70;
const shortened = (text: string): string => {
  if (text.length <= LONGEST_QUESTION) return text;
  const cut = text.slice(0, LONGEST_QUESTION);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_QUESTION / 2)).replace(/[\s,;:.–-]+$/, '')} …`;
};

/** The question's own text, shortened; its linkId where the questionnaire is not here. */
export const questionText = ({ questions, language }: Speech, linkId: string): string => {
  const item = questions.get(linkId);
  return item === undefined ? linkId : shortened(textOf(item, language)) || linkId;
};

/** What a choice is called by the code that rules know it by. */
export const optionText = (speech: Speech, linkId: string, code: string): string => {
  if (code.startsWith('#')) return speech.words.answer.another;
  const option = speech.questions
    .get(linkId)
    ?.answerOption?.find(
      ({ valueCoding, valueString }) => valueCoding?.code === code || valueString === code,
    );
  const worded = option?.valueCoding ?? option;
  return quoted(speech, worded === undefined ? code : textOf(worded, speech.language) || code);
};
