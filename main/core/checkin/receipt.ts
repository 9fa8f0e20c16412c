import { randomInt } from 'node:crypto';
import { SPOKEN_ALPHABET, SPOKEN_CODE_LENGTH } from '../../../shared/domain/ids.ts';
import type { Bookings } from '../bookings/store.ts';
import type { Protocol } from '../protocol/types.ts';

/** A receipt code that no visit has had and no booking is called by. Inside the transaction that uses it. */
export const newReceipt = (protocol: Protocol, bookings: Bookings): string => {
  for (;;) {
    const code = Array.from({ length: SPOKEN_CODE_LENGTH }, () =>
      SPOKEN_ALPHABET.charAt(randomInt(SPOKEN_ALPHABET.length)),
    ).join('');
    if (protocol.visitByReceipt(code) === null && bookings.byWordCode(code).length === 0) return code;
  }
};
