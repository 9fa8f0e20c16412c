import { randomInt } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { SPOKEN_ALPHABET, SPOKEN_CODE_LENGTH } from '../../../shared/domain/ids.ts';
import type { Bookings } from '../bookings/store.ts';
import type { Protocol } from '../protocol/types.ts';

const randomCode = (): string =>
  Array.from({ length: SPOKEN_CODE_LENGTH }, () =>
    SPOKEN_ALPHABET.charAt(randomInt(SPOKEN_ALPHABET.length)),
  ).join('');

interface CodeParts {
  readonly db: Database;
  readonly protocol: Protocol;
  readonly bookings: Bookings;
}

/** A code that no visit has had, no booking is called by, and no gift that still lies here is labelled with. Inside the transaction that uses it. */
export const newSpokenCode = ({ db, protocol, bookings }: CodeParts): string => {
  const onAGift = db.prepare(
    `SELECT 1 FROM task JOIN event ON event.seq = task.event_seq
     WHERE kind = 'gift' AND closed_at IS NULL AND event.body ->> '$.label' = ?`,
  );
  for (;;) {
    const code = randomCode();
    const taken =
      protocol.visitByReceipt(code) !== null ||
      bookings.byWordCode(code).length > 0 ||
      onAGift.get(code) !== undefined;
    if (!taken) return code;
  }
};
