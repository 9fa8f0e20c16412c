import type { Language } from '../../../../shared/domain/language.ts';
import type { NotCarried } from './format.ts';
import { CASE_WORDS, fill } from './words.ts';

const memberLine = ({ field, count }: NotCarried, language: Language): string => {
  const words = CASE_WORDS[language];
  return fill(words.notCarried.row, { field: words.field[field], count });
};

/** One line for the screen: what, how many, and why. */
export const notCarriedLine = (one: NotCarried, language: Language): string =>
  `${memberLine(one, language)}. ${CASE_WORDS[language].why[one.why]}`;

/** The file beside the others, by reason. For Windows, as they are: a BOM, and lines that end in CRLF. */
export const notCarriedText = (notCarried: readonly NotCarried[], language: Language): string => {
  const words = CASE_WORDS[language];
  const reasons = [...new Set(notCarried.map(({ why }) => why))];
  const lines =
    reasons.length === 0
      ? [words.notCarried.none]
      : [
          words.notCarried.title,
          ...reasons.flatMap((reason) => [
            '',
            words.why[reason],
            ...notCarried.filter(({ why }) => why === reason).map((one) => `– ${memberLine(one, language)}`),
          ]),
        ];
  return `\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`;
};
