import type { Booking } from '../../../shared/domain/booking.ts';
import type { CodeResult } from '../../../shared/domain/events.ts';
import { addDays } from '../../../shared/domain/time.ts';
import { newKey, type Key, type Keys } from '../keys.ts';
import { bookingToken } from '../tokens.ts';
import { demoBooking, demoClaims } from './bookings.ts';
import { SLOTS, type Slot } from './slots.ts';

/** One booking letter of the demo: what is printed on it, and what the kiosk will make of it. */
export interface Letter {
  /** Last part of its address; steady from day to day: `01` to `17`, and the names of the bad ones. */
  readonly name: string;
  /** What the QR code holds: `BV1` and digits, save for the foreign one. */
  readonly code: string;
  /** Null where the letter is no letter of ours. */
  readonly booking: Booking | null;
  /** Null where a typed code would find an agreement that is in order. */
  readonly wordCode: string | null;
  /** What the kiosk at the main entrance answers to the code, on the day and before it is used. */
  readonly result: CodeResult;
  /** Said to whoever tries the demo, in Norwegian. */
  readonly shows: string;
}

const resultOf = (slot: Slot): CodeResult => {
  if (slot.special === 'cancelled') return 'cancelled';
  if (slot.special === 'contact-limited') return 'blocked';
  return slot.place === 'paviljongen' ? 'other-entrance' : 'ok';
};

const bad = async (keys: Keys, today: string): Promise<Letter[]> => {
  const [signing] = keys.signing;
  const [first, second] = SLOTS;
  if (!first || !second) throw new Error('the demo has visits');
  const letter = async (
    name: string,
    result: CodeResult,
    shows: string,
    { day = today, key = signing, institution }: { day?: string; key?: Key; institution?: string } = {},
  ): Promise<Letter> => {
    const booking = demoBooking(name === 'too-early' ? second : first, day);
    const code = await bookingToken(demoClaims(booking, institution), key);
    const typed = result === 'expired' || result === 'too-early';
    return { name, code, booking, wordCode: typed ? booking.wordCode : null, result, shows };
  };
  const stranger = newKey('Ed25519');
  return [
    await letter('expired', 'expired', 'Gårsdagens avtale: koden er gått ut.', { day: addDays(today, -1) }),
    await letter('too-early', 'too-early', 'Morgendagens avtale: skjermen sier når du kan komme.', {
      day: addDays(today, 1),
    }),
    await letter('other-institution', 'other-institution', 'Avtalen gjelder et annet hus.', {
      institution: 'granly',
    }),
    await letter('bad-signature', 'bad-signature', 'Koden er forfalsket: signaturen stemmer ikke.', {
      key: { ...stranger, kid: signing.kid },
    }),
    await letter('unknown-key', 'unknown-key', 'Koden er signert med en nøkkel som kiosken ikke kjenner.', {
      key: stranger,
    }),
    {
      name: 'foreign',
      code: 'https://example.org/meny',
      booking: null,
      wordCode: null,
      result: 'not-ours',
      shows: 'En helt annen QR-kode, fra en meny: skanneren sier fra og går videre.',
    },
  ];
};

/** All letters of a day. The two signing keys take turns, so that both are in use. */
export const letterBook = async (keys: Keys, today: string): Promise<Letter[]> => {
  const good = await Promise.all(
    SLOTS.map(async (slot, index): Promise<Letter> => {
      const booking = demoBooking(slot, today);
      const key = keys.signing[index % 2 === 0 ? 0 : 1];
      return {
        name: slot.no,
        code: await bookingToken(demoClaims(booking), key),
        booking,
        wordCode: slot.special === 'not-sent' ? null : booking.wordCode,
        result: resultOf(slot),
        shows: slot.shows,
      };
    }),
  );
  return [...good, ...(await bad(keys, today))];
};
