import type { Language } from '../../shared/domain/language.ts';
import { SPOKEN_ALPHABET } from '../../shared/domain/ids.ts';

/** Rows of keys. A key of one character types it; the named ones are `erase`, `shift` and `space`; an empty one is a gap. */
export type Layout = readonly (readonly string[])[];

/** A small block of digits, not a whole keyboard. */
export const isPad = (layout: Layout): boolean => layout.every((row) => row.length <= 3);

const letters = (row: string): string[] => row.split('');

/** Names are written as people write them. Danish keyboards have æ before ø. */
export const nameKeys = (language: Language): Layout => [
  letters('qwertyuiopå'),
  letters(language === 'da' ? 'asdfghjklæø' : 'asdfghjkløæ'),
  ['shift', ...letters('zxcvbnm'), 'erase'],
  ['-', "'", 'space', 'é', '.'],
];

/** With digits above, for free text. */
export const textKeys = (language: Language): Layout => [
  letters('1234567890'),
  ...nameKeys(language).slice(0, 3),
  ['-', ',', 'space', '?', '.'],
];

/** Digits only; the other keys of a number come where they are wanted. */
export const DIGITS: Layout = [letters('123'), letters('456'), letters('789'), ['', '0', 'erase']];
export const PHONE: Layout = [letters('123'), letters('456'), letters('789'), ['+', '0', 'erase']];
export const DECIMAL: Layout = [letters('123'), letters('456'), letters('789'), [',', '0', 'erase']];
/** For numbers that may be below nought. */
export const SIGNED: Layout = [letters('123'), letters('456'), letters('789'), ['-', '0', 'erase']];
export const SIGNED_DECIMAL: Layout = [
  letters('123'),
  letters('456'),
  letters('789'),
  [',', '0', '-', 'erase'],
];

const spoken = letters(SPOKEN_ALPHABET).sort();
/** Only the characters that a word code can have, in the order of the alphabet, digits first. */
export const SPOKEN: Layout = [spoken.slice(0, 7), spoken.slice(7, 14), [...spoken.slice(14), 'erase']];
