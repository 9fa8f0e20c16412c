/** A text in every language that the door speaks, each once. */
import { LANGUAGES, type Language } from '../../domain/language.ts';
import type { Form, FormItem } from '../form.ts';
import { prop, textAt, type Json } from '../json.ts';
import { languageOf, translationsOf } from '../words.ts';
import { about, aboutAll, type LintCode, type LintIssue } from './issue.ts';

interface Worded {
  readonly holder: Json;
  readonly key: string;
}
type Say = (code: LintCode, what: string) => LintIssue;

const quoted = (languages: readonly Language[]): string => languages.map((each) => `«${each}»`).join(', ');

const givenIn = ({ holder, key }: Worded): (Language | null)[] =>
  translationsOf(holder, key).map(({ language }) => language);

const wordIssues = (
  words: Worded,
  base: Language | null,
  spoken: readonly Language[],
  say: Say,
): LintIssue[] => {
  const text = textAt(words.holder, words.key);
  const given = givenIn(words);
  if (text === undefined)
    return given.length > 0
      ? [say('translation-of-nothing', `there is a translation of a «${words.key}» that is not there`)]
      : [];
  const missing = spoken.filter((language) => language !== base && !given.includes(language));
  const ours = given.filter((language) => language !== null);
  const found: LintIssue[] = [];
  if (missing.length > 0) found.push(say('language-missing', `«${text}» is missing in ${quoted(missing)}`));
  if (new Set(ours).size < ours.length || (base !== null && ours.includes(base)))
    found.push(say('language-twice', `«${text}» is there twice in one language`));
  return found;
};

const worded = (item: FormItem): Worded[] => {
  const options = item.options === null || item.options === 'elsewhere' ? [] : item.options;
  return [
    { holder: item.raw, key: 'text' },
    ...options.flatMap(({ raw }): Worded[] => {
      const coding = prop(raw, 'valueCoding');
      return [
        ...(typeof coding === 'object' && coding !== null
          ? [{ holder: coding as Json, key: 'display' }]
          : []),
        { holder: raw, key: 'valueString' },
      ];
    }),
  ];
};

/** A language that the whole form is without is said once, and is no fault of the form. */
export const languageIssues = (form: Form): LintIssue[] => {
  const base = languageOf(prop(form.raw, 'language'));
  const all = form.all.map((item) => ({ item, words: worded(item) }));
  const title: Worded = { holder: form.raw, key: 'title' };
  const there = new Set([title, ...all.flatMap(({ words }) => words)].flatMap(givenIn));
  const spoken = LANGUAGES.filter((language) => language === base || there.has(language));
  const unspoken = LANGUAGES.filter((language) => !spoken.includes(language));
  const found: LintIssue[] = [];
  if (base === null)
    found.push(
      aboutAll(
        'base-language',
        `«language» says in which language the plain texts are: for the door, one of ${LANGUAGES.join(', ')}`,
        'warning',
      ),
    );
  if (unspoken.length > 0)
    found.push(
      aboutAll(
        'language-missing',
        `The form has no words in ${quoted(unspoken)}: the door cannot use it until it has`,
        'warning',
      ),
    );
  return [
    ...found,
    ...wordIssues(title, base, spoken, aboutAll),
    ...all.flatMap(({ item, words }) =>
      words.flatMap((each) => wordIssues(each, base, spoken, (code, what) => about(item, code, what))),
    ),
  ];
};
