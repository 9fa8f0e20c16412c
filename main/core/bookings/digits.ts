/** The booking token as digits: a keyboard-wedge scanner on a Nordic layout garbles `-` and `_` (design.md §3). */

export const DIGITS_PREFIX = 'BV1';
/** The character code of `-`, the lowest that a compact JWS contains: it becomes `00`. */
const LOWEST = 45;
const JWS_CHARACTER = /^[A-Za-z0-9._-]$/;

/** `BV1` and two digits for each character. Throws RangeError for text that is no compact JWS. */
export const toDigits = (jws: string): string =>
  DIGITS_PREFIX +
  Array.from(jws, (character) => {
    if (!JWS_CHARACTER.test(character)) throw new RangeError('not a compact JWS');
    return String(character.charCodeAt(0) - LOWEST).padStart(2, '0');
  }).join('');

/** The text that digits stand for; null for anything but the prefix, an even number of digits, and characters of a JWS. Never throws. */
export const fromDigits = (text: string): string | null => {
  if (!text.startsWith(DIGITS_PREFIX)) return null;
  const digits = text.slice(DIGITS_PREFIX.length);
  if (!/^(?:[0-9]{2})+$/.test(digits)) return null;
  let jws = '';
  for (let at = 0; at < digits.length; at += 2) {
    const character = String.fromCharCode(Number(digits.slice(at, at + 2)) + LOWEST);
    if (!JWS_CHARACTER.test(character)) return null;
    jws += character;
  }
  return jws;
};
