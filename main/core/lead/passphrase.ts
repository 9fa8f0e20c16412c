/** What a lead's passphrase may be, and one to choose. */
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PassphraseProblem } from '../../../shared/api/keys.ts';
import { SPOKEN_ALPHABET } from '../../../shared/domain/ids.ts';
import type { Language } from '../../../shared/domain/language.ts';

const LEAST_CHARACTERS = 16;
const LEAST_WORDS = 4;
/** Letters of a word that counts as one of four. */
const LEAST_LETTERS = 3;
const LEAST_KINDS = 6;

/** One spelling: a keyboard that begins with a capital, or a second blank, does not shut anybody out. */
export const tidyPassphrase = (typed: string): string =>
  typed.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();

const wordsOf = (text: string): string[] => text.split(/[\s-]+/u).filter((word) => word !== '');

const isLongEnough = (text: string): boolean => {
  const words = new Set(wordsOf(text).filter((word) => word.length >= LEAST_LETTERS));
  return text.replace(/\s/gu, '').length >= LEAST_CHARACTERS || words.size >= LEAST_WORDS;
};

/** Null for one that will do. A PIN, also one written over and over, is digits only. */
export const passphraseProblem = (typed: string, name: string): PassphraseProblem | null => {
  const text = tidyPassphrase(typed);
  if (/^[\d\s-]*$/u.test(text)) return text === '' ? 'too-short' : 'only-digits';
  if (!isLongEnough(text)) return 'too-short';
  if (new Set(text.replace(/\s/gu, '')).size < LEAST_KINDS) return 'too-simple';
  const names = new Set(wordsOf(tidyPassphrase(name)));
  const without = wordsOf(text).filter((word) => !names.has(word));
  return isLongEnough(without.join(' ')) ? null : 'is-name';
};

const SUGGESTED_WORDS = 5;
const SUGGESTED_GROUPS = 5;

const groupOfFour = (): string =>
  Array.from({ length: 4 }, () => SPOKEN_ALPHABET[randomInt(SPOKEN_ALPHABET.length)]).join('');

/**
 * At least 50 random bits: five words of over a thousand where there is a list of words that the reader knows, else twenty characters
 * that are not taken for one another.
 */
export const suggestPassphrase = (resourcesDir: string, language: Language): string => {
  if (language !== 'nb' && language !== 'nn')
    return Array.from({ length: SUGGESTED_GROUPS }, groupOfFour).join(' ').toLowerCase();
  const words = readFileSync(join(resourcesDir, 'text', 'passphrase-words.nb.txt'), 'utf8')
    .trim()
    .split('\n');
  return Array.from({ length: SUGGESTED_WORDS }, () => words[randomInt(words.length)]).join(' ');
};
