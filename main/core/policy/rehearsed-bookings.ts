/** Tomorrow's bookings as they would fare if nobody answered yes to anything: with the rules as they are, and as they would be. */
import type { Rehearsal } from '../../../shared/api/policy.ts';
import { wholeName, type Booking } from '../../../shared/domain/booking.ts';
import { isUnderPlan } from '../checkin/room.ts';
import { situationOf, wardOf } from '../checkin/situation.ts';
import { rulingIfAllNo } from './if-all-no.ts';
import type { OpenPolicy } from './rulebook.ts';
import type { WouldBe } from './would-be.ts';

type BookingHit = Rehearsal['bookingsHit'][number];

/** Those who are expected in a place when somebody comes, as far as the agreements tell. */
const expectedIn = (booking: Booking, all: readonly Booking[]): number =>
  all.filter(
    (other) =>
      other.id !== booking.id &&
      other.place === booking.place &&
      other.to > booking.from &&
      (other.from < booking.from || (other.from === booking.from && other.id < booking.id)),
  ).length;

/** Null where it makes no difference, or where the settings do not know the place any more. */
export const rehearseBooking = (
  policy: OpenPolicy,
  after: WouldBe,
  booking: Booking,
  all: readonly Booking[],
): BookingHit | null => {
  const { settings, rulebook, questionnaires } = policy;
  const place = settings.places.find(({ id }) => id === booking.place);
  const ward = wardOf(settings, booking.place);
  if (place === undefined || ward === undefined) return null;
  const situation = (phase: string) =>
    situationOf(
      {
        settings,
        now: Date.parse(booking.from),
        phase,
        visitsInPlace: isUnderPlan(policy, booking) ? expectedIn(booking, all) : 0,
        stoppedToday: false,
      },
      { ...booking, booking },
      {
        place,
        partySize: booking.partySize,
        children: booking.companions.filter(({ child }) => child === true).length,
        direction: 'arriving',
      },
    );
  const phase = rulebook.phaseFor(ward.id, booking.from).id;
  const before = rulingIfAllNo(rulebook.rules(), questionnaires, situation(phase));
  const then = rulingIfAllNo(after.rules, questionnaires, situation(after.phaseAt(ward.id, booking.from)));
  if (before.outcome === then.outcome) return null;
  return {
    permitClass: booking.permitClass,
    ward: booking.ward,
    place: booking.place,
    partySize: booking.partySize,
    before: before.outcome,
    after: [then.outcome],
    certain: false,
    rules: then.rules.map(({ id, staffText, citation }) => ({ id, staffText, citation })),
    bookingId: booking.id,
    from: booking.from,
    visitorName: wholeName(booking.visitor),
    phone: booking.visitor.phone ?? null,
    residentName: booking.resident.name,
  };
};
