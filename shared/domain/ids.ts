import { z } from 'zod';

/** An identifier that a municipality or a settings file gives: short, printable, safe in a path and in a token. */
export const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'an id is 1-40 of A-Z a-z 0-9 . _ -');

/** A visit's id: a random UUID, made by the kiosk. */
export const visitId = z.uuid();

/**
 * Look-alike-free letters and digits for codes that people read aloud and type (word codes, receipt codes):
 * no 0/O, 1/I/L, 2/Z, 5/S, 8/B, 6/G, U/V, and none of the letters that only some Nordic keyboards have.
 */
export const SPOKEN_ALPHABET = 'ACDEFHJKMNPRTWXY3479';
export const SPOKEN_CODE_LENGTH = 6;

/** Six characters of SPOKEN_ALPHABET in capitals: a booking's word code, or a visit's receipt code. */
export const spokenCode = z
  .string()
  .regex(
    new RegExp(`^[${SPOKEN_ALPHABET}]{${SPOKEN_CODE_LENGTH}}$`),
    'six characters of the spoken alphabet',
  );

/** What was typed or read as a spoken code, without spaces and hyphens, in capitals. Does not judge it. */
export const tidySpokenCode = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();
