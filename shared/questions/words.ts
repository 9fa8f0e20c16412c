/** The words of a form, and in which languages they are there. */
import { LANGUAGES, type Language } from '../domain/language.ts';
import { TRANSLATION } from './r4.ts';
import { extensionsOf, objectsAt, prop, textAt, type Json } from './json.ts';

/** What has words, in the order in which they are looked for. */
const WORDED = ['text', 'display', 'valueString', 'title'] as const;

/** `nb-NO`, `no` and `en-US` are ours too. */
export const languageOf = (tag: unknown): Language | null => {
  if (typeof tag !== 'string') return null;
  const [main = ''] = tag.toLowerCase().split('-');
  const name = main === 'no' ? 'nb' : main;
  return LANGUAGES.find((language) => language === name) ?? null;
};

export interface Translation {
  readonly language: Language | null;
  readonly content: string;
}

export const translationsOf = (holder: Json, key: string): Translation[] =>
  extensionsOf(prop(holder, `_${key}`), TRANSLATION).flatMap((translation) => {
    const parts = objectsAt(translation, 'extension');
    const lang = parts.find(({ url }) => url === 'lang');
    const words = parts.find(({ url }) => url === 'content');
    const content = words && (textAt(words, 'valueString') ?? textAt(words, 'valueMarkdown'));
    const tag = lang && (prop(lang, 'valueCode') ?? prop(lang, 'valueString'));
    return content === undefined ? [] : [{ language: languageOf(tag), content }];
  });

/** Anything with words in it: an item's `text`, a coding's `display`, an option's `valueString`, the `title`. */
export const textOf = (worded: Json, language: Language): string => {
  const key = WORDED.find((name) => textAt(worded, name) !== undefined);
  if (key === undefined) return '';
  const translation = translationsOf(worded, key).find((found) => found.language === language);
  return translation?.content ?? textAt(worded, key) ?? '';
};
