import { SPOKEN_ALPHABET } from '../../shared/domain/ids.ts';

/** Rows of keys. A key of one character types it; the named ones are `erase`, `shift` and `space`; an empty one is a gap. */
export type Layout = readonly (readonly string[])[];

/** A small block of digits, not a whole keyboard. */
export const isPad = (layout: Layout): boolean => layout.every((row) => row.length <= 3);

const letters = (row: string): string[] => row.split('');

/** A Norwegian keyboard: names are written as people write them. */
export const NORWEGIAN: Layout = [
  letters('qwertyuiopå'),
  letters('asdfghjkløæ'),
  ['shift', ...letters('zxcvbnm'), 'erase'],
  ['-', "'", 'space', 'é', '.'],
];

/** With digits above, for free text. */
export const NORWEGIAN_TEXT: Layout = [
  letters('1234567890'),
  ...NORWEGIAN.slice(0, 3),
  ['-', ',', 'space', '?', '.'],
];

/** Digits only; the other keys of a number come where they are wanted. */
export const DIGITS: Layout = [letters('123'), letters('456'), letters('789'), ['', '0', 'erase']];
export const PHONE: Layout = [letters('123'), letters('456'), letters('789'), ['+', '0', 'erase']];
export const DECIMAL: Layout = [letters('123'), letters('456'), letters('789'), [',', '0', 'erase']];

const spoken = letters(SPOKEN_ALPHABET).sort();
/** Only the characters that a word code can have, in the order of the alphabet, digits first. */
export const SPOKEN: Layout = [spoken.slice(0, 7), spoken.slice(7, 14), [...spoken.slice(14), 'erase']];
