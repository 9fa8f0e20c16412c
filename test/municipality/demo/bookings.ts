import { createHash } from 'node:crypto';
import type { Booking, BookingClaims } from '../../../shared/domain/booking.ts';
import { SPOKEN_ALPHABET, SPOKEN_CODE_LENGTH } from '../../../shared/domain/ids.ts';
import { addDays, startOfDay, toInstant } from '../../../shared/domain/time.ts';
import { INSTITUTION, PLACES, ZONE } from './institution.ts';
import { resident } from './people.ts';
import type { Slot } from './slots.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const wordCode = (text: string): string =>
  Array.from(
    digest(text).subarray(0, SPOKEN_CODE_LENGTH),
    (byte) => SPOKEN_ALPHABET[byte % SPOKEN_ALPHABET.length] ?? '',
  ).join('');

/** The instant (ms) of a local time on a day, by wall clock: right when the day has 23 or 25 hours, too. */
const at = (day: string, time: string): number => {
  if (time === '24:00') return startOfDay(ZONE, addDays(day, 1));
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const wall = Date.parse(`${day}T00:00:00.000Z`) + (hours * 60 + minutes) * 60_000;
  const guess = startOfDay(ZONE, day) + (hours * 60 + minutes) * 60_000;
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'medium' });
  return guess + (wall - Date.parse(`${shown.format(guess).replace(' ', 'T')}.000Z`));
};

export const bookingId = (day: string, no: string): string => `B${day.slice(2).replaceAll('-', '')}-${no}`;

/** The same booking for the same day, whoever asks and whenever. Its token holds the whole local day, so that a demo works at any hour. */
export const demoBooking = (slot: Slot, day: string): Booking => {
  const place = PLACES.find((one) => one.id === slot.place);
  if (!place) throw new Error(`no place ${slot.place}`);
  const { id, name } = resident(slot.resident);
  const companions = (slot.companions ?? []).map((companion) => ({ name: companion }));
  const [firstName, lastName] = slot.visitor;
  return {
    id: bookingId(day, slot.no),
    jti: digest(`jti ${day} ${slot.no}`).toString('hex').slice(0, 12),
    wordCode: wordCode(`word ${day} ${slot.no}`),
    visitor: { firstName, lastName, ...(slot.phone === undefined ? {} : { phone: slot.phone }) },
    companions,
    resident: { id, name },
    ward: place.ward,
    place: place.id,
    permitClass: slot.permitClass,
    partySize: 1 + companions.length,
    from: toInstant(at(day, slot.from)),
    to: toInstant(at(day, slot.to)),
    notBefore: toInstant(startOfDay(ZONE, day)),
    expires: toInstant(startOfDay(ZONE, addDays(day, 1))),
    approver: { name: 'Besøksutvalget', on: addDays(day, -2) },
    contactLimited: slot.special === 'contact-limited',
    cancelled: slot.special === 'cancelled',
  };
};

export const demoClaims = (booking: Booking, institution = INSTITUTION): BookingClaims => ({
  jti: booking.jti,
  sub: booking.id,
  aud: institution,
  nbf: Date.parse(booking.notBefore) / 1000,
  exp: Date.parse(booking.expires) / 1000,
  cls: booking.permitClass,
  plc: booking.place,
  pty: booking.partySize,
});
