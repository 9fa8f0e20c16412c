/** What the shape alone cannot refuse: meanings outside the subset, each in a sentence that names its item. */
import { LANGUAGES } from '../domain/language.ts';
import { conditionProblems } from './conditions.ts';
import { codingKey } from './given.ts';
import {
  BASE_LANGUAGE,
  isQuestion,
  walk,
  type AnswerOption,
  type Item,
  type Questionnaire,
  type Translations,
} from './questionnaire.ts';

const OPTION_VALUES = ['valueCoding', 'valueString', 'valueInteger', 'valueDate', 'valueTime'] as const;
const HAS_OPTIONS: ReadonlySet<Item['type']> = new Set(['choice', 'open-choice']);
const HAS_LENGTH: ReadonlySet<Item['type']> = new Set(['string', 'text', 'open-choice']);

/** A text in every language, each once. */
const languageProblems = (text: string | undefined, translated: Translations | undefined): string[] => {
  const given = (translated?.extension ?? []).flatMap(({ extension }) => {
    const isWhole = extension.some(({ url }) => url === 'content');
    return extension.flatMap((part) => (part.url === 'lang' && isWhole ? [part.valueCode] : []));
  });
  if (text === undefined) return given.length > 0 ? ['a translation of no text'] : [];
  const missing = LANGUAGES.filter((language) => language !== BASE_LANGUAGE && !given.includes(language));
  return [
    ...missing.map((language) => `«${text}» is missing in «${language}»`),
    ...(new Set(given).size < given.length || given.includes(BASE_LANGUAGE)
      ? [`«${text}» is there twice in one language`]
      : []),
  ];
};

const optionKey = (option: AnswerOption): string =>
  option.valueCoding
    ? codingKey(option.valueCoding)
    : JSON.stringify(OPTION_VALUES.map((key) => option[key] ?? null));

const optionProblems = (item: Item): string[] => {
  const options = item.answerOption ?? [];
  if (!HAS_OPTIONS.has(item.type)) return options.length > 0 ? [`answerOption on a «${item.type}»`] : [];
  if (options.length === 0) return [`a «${item.type}» without answerOption`];
  return [
    ...options.flatMap((option) => [
      ...(OPTION_VALUES.filter((key) => option[key] !== undefined).length === 1
        ? []
        : ['an answerOption has exactly one value']),
      ...languageProblems(option.valueCoding?.display, option.valueCoding?._display),
      ...languageProblems(option.valueString, option._valueString),
    ]),
    ...(new Set(options.map(optionKey)).size < options.length ? ['the same answerOption twice'] : []),
  ];
};

const shapeProblems = (item: Item): string[] => {
  const below = item.item ?? [];
  const problems: string[] = [];
  if (item.text === undefined && item.type !== 'group') problems.push('has no text');
  if (item.type === 'group' && below.length === 0) problems.push('a group without items');
  if (item.type === 'display' && below.length > 0) problems.push('a display with items');
  if (!isQuestion(item)) {
    if (item.required !== undefined) problems.push(`«required» on a ${item.type}`);
    if (item.repeats) problems.push(`«repeats» on a ${item.type} is outside the subset`);
  } else if (item.repeats) {
    if (item.type === 'boolean') problems.push('«repeats» on a boolean');
    if (below.some(({ type }) => type !== 'display'))
      problems.push('«repeats» on a question with questions under it is outside the subset');
  }
  if (item.maxLength !== undefined && !HAS_LENGTH.has(item.type))
    problems.push(`«maxLength» on a «${item.type}» is outside the subset`);
  return problems;
};

export const outsideSubset = (questionnaire: Questionnaire): string[] => {
  const problems = languageProblems(questionnaire.title, questionnaire._title).map(
    (problem) => `title: ${problem}.`,
  );
  const seen = new Set<string>();
  for (const { item } of walk(questionnaire.item)) {
    const found = [
      ...(seen.has(item.linkId) ? ['the linkId is used twice'] : []),
      ...shapeProblems(item),
      ...languageProblems(item.text, item._text),
      ...optionProblems(item),
    ];
    seen.add(item.linkId);
    problems.push(...found.map((problem) => `item «${item.linkId}»: ${problem}.`));
  }
  if (![...walk(questionnaire.item)].some(({ item }) => isQuestion(item)))
    problems.push('There is no question in it.');
  return [...problems, ...conditionProblems(questionnaire)];
};
