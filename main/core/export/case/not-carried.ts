import type { Language } from '../../../../shared/domain/language.ts';
import type { NotCarried } from './format.ts';
import { CASE_WORDS, fill } from './words.ts';

/** One line for the screen or the file: what, how many, and why. */
export const notCarriedLine = ({ field, why, count }: NotCarried, language: Language): string => {
  const words = CASE_WORDS[language];
  return fill(words.notCarried.row, { field: words.field[field], count, why: words.why[why] });
};

/** For Windows, as the other files are: a BOM, and lines that end in CRLF. */
export const notCarriedText = (notCarried: readonly NotCarried[], language: Language): string => {
  const { title, none } = CASE_WORDS[language].notCarried;
  const lines =
    notCarried.length === 0 ? [none] : [title, '', ...notCarried.map((one) => notCarriedLine(one, language))];
  return `\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`;
};
