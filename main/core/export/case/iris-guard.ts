/** What IRIS's client does to texts (iris-client-bff EventDataDefuse, ValidationHelper). */

/** A longer free text is cut there without a word. A name of ours is never too long. */
export const IRIS_LONGEST = 500;

/** Letters that its guard lists among the symbols a text may not begin with. */
const REFUSED_LETTERS = /^[æÆœŒﬁ]/u;
const REFUSED_SYMBOLS = /^[=<>!"§$%&/()?´`¿≠¯}·{˜\\\]^[¢¶“¡¬”#£+*±‘’'\-_.:…÷∞;˛@•°„]/u;
const REFUSED_WORDS: readonly (readonly string[])[] = [
  ['<SCRIPT'],
  ['SELECT', 'FROM'],
  ['INSERT', 'INTO'],
  ['UPDATE', 'SET'],
  ['DELETE', 'FROM'],
  ...['CREATE', 'DROP', 'ALTER'].map((verb) => [verb, 'TABLE']),
  ...['CREATE', 'DROP'].flatMap((verb) => ['INDEX', 'VIEW'].map((what) => [verb, what])),
];

/** A blank before it: Ægir is a name, and would come out as «invalid input» there. */
export const letterFirst = (text: string): string => (REFUSED_LETTERS.test(text) ? ` ${text}` : text);

export const isRefused = (text: string): boolean => {
  const upper = text.toUpperCase();
  return (
    REFUSED_LETTERS.test(text) ||
    REFUSED_SYMBOLS.test(text) ||
    REFUSED_WORDS.some((words) => words.every((word) => upper.includes(word)))
  );
};
