import { createHash } from 'node:crypto';
import type { Booking, BookingClaims } from '../../../shared/domain/booking.ts';
import { SPOKEN_ALPHABET, SPOKEN_CODE_LENGTH } from '../../../shared/domain/ids.ts';
import { addDays, dayIn, startOfDay, toInstant } from '../../../shared/domain/time.ts';
import type { House, Slot } from './house.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const wordCode = (text: string): string =>
  Array.from(
    digest(text).subarray(0, SPOKEN_CODE_LENGTH),
    (byte) => SPOKEN_ALPHABET[byte % SPOKEN_ALPHABET.length] ?? '',
  ).join('');

/** The instant (ms) of a local minute of a day, by wall clock: right when the day has 23 or 25 hours, too. May lie outside the day. */
export const atMinute = (zone: string, day: string, minute: number): number => {
  const wall = Date.parse(`${day}T00:00:00.000Z`) + minute * 60_000;
  const guess = startOfDay(zone, day) + minute * 60_000;
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return guess + (wall - Date.parse(`${shown.format(guess).replace(' ', 'T')}.000Z`));
};

/** The local minute of the day, 0 to 1439. */
export const minuteIn = (zone: string, instant: number): number => {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, timeStyle: 'short' }).format(instant);
  const [hours = 0, minutes = 0] = shown.split(':').map(Number);
  return hours * 60 + minutes;
};

const LAST_MINUTE = 24 * 60;
/** Agreed from and to, in local minutes of the day. Late in the evening a visit ends at midnight: the token does, too. */
const agreed = ({ when = [0, 60] }: Slot, around: number): [from: number, to: number] =>
  when === 'day'
    ? [0, LAST_MINUTE]
    : [Math.min(around + when[0], LAST_MINUTE - 5), Math.min(around + when[1], LAST_MINUTE)];

export const bookingId = (day: string, no: string): string => `B${day.slice(2).replaceAll('-', '')}-${no}`;

/**
 * The booking of a slot and a day, agreed around a local minute of it. The same day has the same ids and codes, whatever the minute; a
 * token holds the whole local day, save where the slot says otherwise.
 */
export const demoBooking = (house: House, slot: Slot, day: string, around: number): Booking => {
  const { zone } = house.settings.institution;
  const place = house.settings.places.find((one) => one.id === slot.place);
  if (!place) throw new Error(`no place ${slot.place}`);
  const residentOf = (id: string) => {
    const found = house.residents.find((one) => one.id === id);
    if (!found) throw new Error(`no resident ${id}`);
    return { id: found.id, name: found.name };
  };
  const dated = (days: number | null): string | null => (days === null ? null : addDays(day, days));
  const { companions = [], stay, lastVisit, also, credentials, indoorAgreed, visitsThisWeek } = slot;
  const [firstName, lastName] = slot.visitor;
  const [from, to] = agreed(slot, around);
  return {
    id: bookingId(day, slot.no),
    jti: digest(`jti ${day} ${slot.no}`).toString('hex').slice(0, 12),
    wordCode: wordCode(`word ${day} ${slot.no}`),
    visitor: { firstName, lastName, ...(slot.phone === undefined ? {} : { phone: slot.phone }) },
    companions: companions.map((companion) => ({ ...companion })),
    resident: {
      ...residentOf(slot.resident),
      ...(stay === undefined ? {} : { stay: { from: addDays(day, stay[0]), to: addDays(day, stay[1]) } }),
      ...(lastVisit === undefined ? {} : { lastVisit: addDays(day, lastVisit) }),
    },
    ...(also === undefined
      ? {}
      : { alsoVisits: also.map((one) => ({ resident: residentOf(one.resident), place: one.place })) }),
    ward: place.ward,
    place: place.id,
    permitClass: slot.permitClass,
    partySize: 1 + companions.length,
    from: toInstant(atMinute(zone, day, from)),
    to: toInstant(atMinute(zone, day, to)),
    notBefore: toInstant(slot.holdsFromVisit ? atMinute(zone, day, from) : startOfDay(zone, day)),
    expires: toInstant(startOfDay(zone, addDays(day, 1))),
    approver: { name: house.words.approver, on: addDays(day, -2) },
    contactLimited: slot.special === 'contact-limited',
    ...(indoorAgreed === undefined ? {} : { indoorAgreed }),
    ...(credentials === undefined
      ? {}
      : {
          credentials: {
            organisation: credentials.organisation,
            confidentiality: dated(credentials.confidentiality),
            training: dated(credentials.training),
          },
        }),
    ...(visitsThisWeek === undefined ? {} : { visitsThisWeek }),
    cancelled: slot.special === 'cancelled',
  };
};

export const demoClaims = (booking: Booking, institution: string): BookingClaims => ({
  jti: booking.jti,
  sub: booking.id,
  aud: institution,
  nbf: Date.parse(booking.notBefore) / 1000,
  exp: Date.parse(booking.expires) / 1000,
  cls: booking.permitClass,
  plc: booking.place,
  pty: booking.partySize,
});

/** Today, yesterday and tomorrow at the house. */
export const daysAround = (
  { settings }: House,
  now: number,
): [yesterday: string, today: string, tomorrow: string] => {
  const today = dayIn(settings.institution.zone, now);
  return [addDays(today, -1), today, addDays(today, 1)];
};
