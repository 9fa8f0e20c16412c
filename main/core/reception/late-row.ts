import type { LateRow } from '../../../shared/api/staff.ts';
import type { Booking } from '../../../shared/domain/booking.ts';
import type { Actor, PersonalFields } from '../../../shared/domain/events.ts';
import type { PresenceEnd } from '../../../shared/domain/presence.ts';
import type { Place } from '../../../shared/domain/settings.ts';
import { addDays, dayIn, startOfDay, toInstant } from '../../../shared/domain/time.ts';
import { isPrivateHome } from '../checkin/private-home.ts';
import { newSpokenCode } from '../checkin/receipt.ts';
import { alsoOf, placeOf } from '../checkin/where.ts';
import { newId } from '../protocol/new-id.ts';
import { staysOvernight } from '../dayclose/overnight.ts';
import type { Visit } from '../protocol/types.ts';
import { nightlyTimes } from '../sync/schedule.ts';
import { changed } from './changed.ts';
import { today } from './expected.ts';
import type { ReceptionParts } from './parts.ts';
import { rowProblem } from './printed-packs.ts';
import { outOfOrder } from './records.ts';
import { done, refused, type Outcome, type Refusal } from './refusal.ts';

const onPaper = (at: string): PresenceEnd => ({ at, evidence: 'paper', earliest: at, latest: at });

/** Nobody wrote it down: it lies somewhere between, and is shown as early as it can be. */
const unknownBetween = (earliest: string, latest: string): PresenceEnd => ({
  at: earliest,
  evidence: 'unknown',
  earliest,
  latest: latest < earliest ? earliest : latest,
});

const earlier = (one: string, other: string): string => (one < other ? one : other);

/** When they came: as written, else at some time of that day before they left. */
const arrivalOf = (parts: ReceptionParts, { day, arrivedAt, leftAt }: LateRow): PresenceEnd => {
  const { zone } = parts.settings.institution;
  if (arrivedAt !== null) return onPaper(arrivedAt);
  const ends = toInstant(startOfDay(zone, addDays(day, 1)));
  const latest = earlier(leftAt ?? ends, parts.protocol.now());
  return unknownBetween(earlier(toInstant(startOfDay(zone, day)), latest), latest);
};

/** When they left: as written, else before the house closed next; who may stay the night, before now. */
const leavingOf = (
  { settings, protocol }: ReceptionParts,
  { leftAt, stillHere, permitClass }: LateRow,
  arrived: PresenceEnd,
): PresenceEnd | null => {
  if (leftAt !== null) return onPaper(leftAt);
  if (stillHere) return null;
  const now = protocol.now();
  const closing = nightlyTimes(settings.closesAt, settings.institution.zone);
  const closed = toInstant(closing.next(Date.parse(arrived.latest)));
  return unknownBetween(arrived.at, staysOvernight(permitClass) ? now : earlier(closed, now));
};

const timeProblem = (parts: ReceptionParts, row: LateRow): Refusal | null => {
  const { settings, protocol } = parts;
  const { day, arrivedAt, leftAt } = row;
  const now = today(parts);
  if (day > now) return 'in-the-future';
  // Older than the names of that day are kept: they would be gone with the next night.
  if (day < addDays(now, -settings.retention.identityDays)) return 'too-long-ago';
  const { zone } = settings.institution;
  if (arrivedAt !== null && dayIn(zone, Date.parse(arrivedAt)) !== day) return 'too-long-ago';
  if (arrivedAt === null && leftAt !== null && leftAt < toInstant(startOfDay(zone, day)))
    return 'left-before-arrived';
  return outOfOrder(arrivedAt ?? undefined, leftAt ?? undefined, protocol.now());
};

const personalOf = (row: LateRow, booking: Booking | null): PersonalFields => ({
  visitorName: row.visitorName,
  ...(row.phone === null ? {} : { phone: row.phone }),
  ...(row.companions.length === 0 ? {} : { companions: row.companions.map((name) => ({ name })) }),
  ...(row.residentName === null ? {} : { residentName: row.residentName }),
  ...(booking !== null && booking.resident.name === row.residentName
    ? { residentId: booking.resident.id }
    : {}),
});

/** The agreed visit that a row is of; somebody who came with it already is not entered once more. */
const bookingOf = (
  { bookings, protocol }: ReceptionParts,
  bookingId: string | null,
): Outcome<Booking | null> => {
  if (bookingId === null) return done(null);
  const booking = bookings.byId(bookingId);
  if (booking === null || booking.permitClass === 'resident') return refused('no-such-booking');
  const here = protocol.visitsOfBooking(bookingId).some(({ state }) => state !== 'closed');
  return here ? refused('already-here') : done(booking);
};

/** What stood on paper is written in, with its own times (T8, S3:365-367): a visit marked as such. Throws ProtocolRefusal. */
export const enterLate = async (parts: ReceptionParts, row: LateRow, by: Actor): Promise<Outcome<Visit>> => {
  const { protocol, attempts, db } = parts;
  await protocol.ensureDayKey();
  return protocol.transaction(() => {
    const before = attempts.visitOf(row.attempt);
    if (before !== null) return done(changed(parts, before));
    const place = placeOf(parts.settings, row.place);
    if (place === undefined) return refused('unknown-place');
    const wrong = timeProblem(parts, row) ?? (row.rowCode === null ? null : rowProblem(db, row.rowCode));
    if (wrong !== null) return refused(wrong);
    const booking = bookingOf(parts, row.bookingId);
    if (!booking.ok) return booking;
    const visit = write(parts, row, place, booking.value, by);
    attempts.keep(row.attempt, visit.visitId);
    return done(visit);
  });
};

const write = (
  parts: ReceptionParts,
  row: LateRow,
  place: Place,
  booking: Booking | null,
  by: Actor,
): Visit => {
  const { protocol, settings, rulebook } = parts;
  const visitId = newId(protocol.now());
  const arrived = arrivalOf(parts, row);
  const { id, version } = rulebook.rules().pack;
  protocol.append({
    type: 'visit.entered-late',
    visitId,
    actor: by,
    personal: personalOf(row, booking),
    body: {
      bookingId: row.bookingId,
      jti: booking?.jti ?? null,
      ward: place.ward,
      place: place.id,
      permitClass: row.permitClass,
      partySize: row.companions.length + 1,
      children: 0,
      also: alsoOf(settings, booking),
      outcome: isPrivateHome(settings, place.ward) ? 'right-of-access' : 'admit',
      rules: [],
      citations: [],
      pack: { id, version },
      // What held then is not looked up: nobody was judged by it.
      phase: null,
      callsStaff: false,
      questionnaire: null,
      via: 'staff',
      attemptedAt: arrived.at,
      arrived,
      left: leavingOf(parts, row, arrived),
      rowCode: row.rowCode,
      receipt: newSpokenCode(parts),
    },
  });
  return changed(parts, visitId);
};
