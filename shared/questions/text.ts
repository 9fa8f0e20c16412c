import type { Language } from '../domain/language.ts';
import type { Worded } from './questionnaire.ts';

/** The words of an item, an option's coding, or an option itself, in a language. A loaded questionnaire has all of them. */
export const textOf = (worded: Worded, language: Language): string => {
  const [text, translated] =
    worded.text !== undefined
      ? [worded.text, worded._text]
      : worded.display !== undefined
        ? [worded.display, worded._display]
        : worded.valueString !== undefined
          ? [worded.valueString, worded._valueString]
          : [worded.title ?? '', worded._title];
  for (const { extension } of translated?.extension ?? []) {
    const isWanted = extension.some((part) => part.url === 'lang' && part.valueCode === language);
    const content = extension.find((part) => part.url === 'content');
    if (isWanted && content) return content.valueString;
  }
  return text;
};
