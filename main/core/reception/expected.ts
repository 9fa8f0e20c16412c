import type { z } from 'zod';
import type { expectedRow } from '../../../shared/api/staff.ts';
import { wholeName, type Booking } from '../../../shared/domain/booking.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import type { Visit } from '../protocol/types.ts';
import type { ReceptionParts } from './parts.ts';

export type ExpectedRow = z.infer<typeof expectedRow>;

export const today = ({ protocol, settings }: Pick<ReceptionParts, 'protocol' | 'settings'>): string =>
  dayIn(settings.institution.zone, Date.parse(protocol.now()));

/** Nobody came yet; or a vigil is out, and its letter still holds: they are expected back. */
const isToCome = ({ permitClass, expires }: Booking, visits: readonly Visit[], now: string): boolean =>
  visits.every(({ undone }) => undone) ||
  (permitClass === 'vigil' &&
    visits.every(({ state, undone }) => undone || state === 'left') &&
    now < expires);

/** Agreed for a day (today), not cancelled, and to come. A resident's own code is no visit. */
export const expectedBookings = (parts: ReceptionParts, day = today(parts)): Booking[] => {
  const { bookings, protocol } = parts;
  const now = protocol.now();
  return bookings
    .ofDay(day)
    .filter(
      (booking) =>
        booking.permitClass !== 'resident' &&
        !booking.cancelled &&
        !bookings.isCancelled(booking.jti) &&
        isToCome(booking, protocol.visitsOfBooking(booking.id), now),
    );
};

export const expectedRowOf = (booking: Booking): ExpectedRow => ({
  bookingId: booking.id,
  visitorName: wholeName(booking.visitor),
  companions: booking.companions.map(({ name }) => name),
  residentName: booking.resident.name,
  ward: booking.ward,
  place: booking.place,
  permitClass: booking.permitClass,
  partySize: booking.partySize,
  from: booking.from,
  to: booking.to,
  approver: booking.approver.name,
  contactLimited: booking.contactLimited,
  alsoVisits: (booking.alsoVisits ?? []).map(({ resident, place }) => ({
    residentName: resident.name,
    place,
  })),
  credentials: booking.credentials ?? null,
});
