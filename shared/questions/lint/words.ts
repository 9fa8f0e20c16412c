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

const wordIssues = ({ holder, key }: Worded, base: Language | null, say: Say): LintIssue[] => {
  const text = textAt(holder, key);
  const given = translationsOf(holder, key).map(({ language }) => language);
  if (text === undefined)
    return given.length > 0
      ? [say('translation-of-nothing', `there is a translation of a «${key}» that is not there`)]
      : [];
  const missing = LANGUAGES.filter((language) => language !== base && !given.includes(language));
  const ours = given.filter((language) => language !== null);
  const found: LintIssue[] = [];
  if (missing.length > 0)
    found.push(
      say('language-missing', `«${text}» is missing in ${missing.map((each) => `«${each}»`).join(', ')}`),
    );
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

export const languageIssues = (form: Form): LintIssue[] => {
  const base = languageOf(prop(form.raw, 'language'));
  const found =
    base !== null
      ? []
      : [
          aboutAll(
            'base-language',
            `«language» says in which language the plain texts are: one of ${LANGUAGES.join(', ')}`,
          ),
        ];
  return [
    ...found,
    ...wordIssues({ holder: form.raw, key: 'title' }, base, aboutAll),
    ...form.all.flatMap((item) =>
      worded(item).flatMap((each) => wordIssues(each, base, (code, what) => about(item, code, what))),
    ),
  ];
};
