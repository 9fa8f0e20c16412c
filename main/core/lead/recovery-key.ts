/** The key on paper: forty random characters that nobody takes for one another (172 bits), and four that tell a slip of the pen. */
import { createHash, randomInt } from 'node:crypto';
import { SPOKEN_ALPHABET, tidySpokenCode } from '../../../shared/domain/ids.ts';

const RANDOM = 40;
const CHECK = 4;
export const RECOVERY_LENGTH = RANDOM + CHECK;

const WHOLE = new RegExp(`^[${SPOKEN_ALPHABET}]{${RECOVERY_LENGTH}}$`);

/** Modulo 20⁴ the last of 48 bits hardly favours any: one slip in 160,000 goes unseen, and then opens nothing. */
const checkOf = (random: string): string => {
  const hash = createHash('sha256').update('besoksvert/recovery-key/1').update(random).digest();
  let number = hash.readUIntBE(0, 6);
  let check = '';
  for (let place = 0; place < CHECK; place++) {
    check += SPOKEN_ALPHABET.charAt(number % SPOKEN_ALPHABET.length);
    number = Math.floor(number / SPOKEN_ALPHABET.length);
  }
  return check;
};

/** In groups of four, as it is printed. */
export const groupsOf = (key: string): string => (key.match(/.{1,4}/gu) ?? []).join(' ');

export const newRecoveryKey = (): string => {
  const random = Array.from({ length: RANDOM }, () =>
    SPOKEN_ALPHABET.charAt(randomInt(SPOKEN_ALPHABET.length)),
  ).join('');
  return groupsOf(random + checkOf(random));
};

/** What was typed, without blanks and in capitals; null where it cannot be a recovery key: a character too few, or a wrong one. */
export const readRecoveryKey = (typed: string): string | null => {
  const key = tidySpokenCode(typed);
  return WHOLE.test(key) && checkOf(key.slice(0, RANDOM)) === key.slice(RANDOM) ? key : null;
};
