import type { CodeAnswer } from '../../../shared/api/kiosk.ts';
import type { Booking } from '../../../shared/domain/booking.ts';
import type { PermitClass } from '../../../shared/domain/outcome.ts';
import { newKey, type Key, type Keys } from '../keys.ts';
import { bookingToken } from '../tokens.ts';
import { demoBooking, demoClaims } from './bookings.ts';
import type { BadLetter, Group, House } from './house.ts';

/** One booking letter of the demo: what is printed on it, and what the kiosk will make of it. */
export interface Letter {
  /** Last part of its address; steady from day to day: a slot's, and the names of the bad ones. */
  readonly name: string;
  readonly group: Group;
  /** What it is, in a few words of the house's language. */
  readonly situation: string;
  readonly class: PermitClass | null;
  /** What the QR code holds: `BV1` and digits, save for the foreign one. */
  readonly code: string;
  /** Null where the letter is no letter of ours. */
  readonly booking: Booking | null;
  /** Null where a typed code would find an agreement that is in order. */
  readonly wordCode: string | null;
  /** What the kiosk at the main entrance answers to the code, on the day and before it is used. */
  readonly result: CodeAnswer['result'];
  /** Said to whoever tries the demo, in the house's language. */
  readonly shows: string;
}

interface Making {
  readonly house: House;
  readonly keys: Keys;
  readonly days: readonly [yesterday: string, today: string, tomorrow: string];
  /** The local minute that a day's agreements are around. */
  readonly around: (day: string) => number;
}

const FOREIGN = 'https://example.org/meny';

const bad = async ({ house, keys, days, around }: Making): Promise<Letter[]> => {
  const [signing] = keys.signing;
  const [slot, other] = house.slots;
  if (!slot || !other) throw new Error('the demo has visits');
  const [yesterday, today, tomorrow] = days;
  const stranger = newKey('Ed25519');
  const letter = async (
    name: BadLetter,
    changes: { day?: string; key?: Key; institution?: string } = {},
  ): Promise<Letter> => {
    const { day = today, key = signing, institution = house.settings.institution.id } = changes;
    const booking = demoBooking(house, name === 'too-early' ? other : slot, day, around(day));
    const code = await bookingToken(demoClaims(booking, institution), key);
    const result = name === 'foreign' ? 'not-ours' : name;
    const typed = name === 'expired' || name === 'too-early';
    return {
      name,
      group: name === 'too-early' ? 'time-and-place' : 'not-good',
      class: booking.permitClass,
      code,
      booking,
      wordCode: typed ? booking.wordCode : null,
      result,
      ...house.words.bad[name],
    };
  };
  return Promise.all([
    letter('too-early', { day: tomorrow }),
    letter('expired', { day: yesterday }),
    letter('other-institution', { institution: 'granly' }),
    letter('bad-signature', { key: { ...stranger, kid: signing.kid } }),
    letter('unknown-key', { key: stranger }),
    letter('foreign').then((made) => ({ ...made, code: FOREIGN, booking: null, class: null })),
  ]);
};

/** All letters of a day. The two signing keys take turns, so that both are in use. */
export const letterBook = async (
  house: House,
  keys: Keys,
  days: Making['days'],
  around: Making['around'],
): Promise<Letter[]> => {
  const [, today] = days;
  const good = await Promise.all(
    house.slots.map(async (slot, index): Promise<Letter> => {
      const booking = demoBooking(house, slot, today, around(today));
      const key = keys.signing[index % 2 === 0 ? 0 : 1];
      return {
        name: slot.no,
        group: slot.group,
        situation: slot.situation,
        class: slot.permitClass,
        code: await bookingToken(demoClaims(booking, house.settings.institution.id), key),
        booking,
        wordCode: slot.special === 'not-sent' ? null : booking.wordCode,
        result: slot.result ?? 'ok',
        shows: slot.shows,
      };
    }),
  );
  return [...good, ...(await bad({ house, keys, days, around }))];
};
