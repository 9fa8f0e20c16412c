/** Tomorrow's bookings as they would fare if nobody answered yes to anything: with the rules as they are, and as they would be. */
import type { Rehearsal } from '../../../shared/api/policy.ts';
import { wholeName, type Booking } from '../../../shared/domain/booking.ts';
import type { Place } from '../../../shared/domain/settings.ts';
import type { PackInForce } from '../../../shared/policy/index.ts';
import { isUnderPlan } from '../checkin/room.ts';
import { situationOf, wardOf } from '../checkin/situation.ts';
import { placeOf } from '../checkin/where.ts';
import { rulingIfAllNo } from './if-all-no.ts';
import type { OpenPolicy } from './rulebook.ts';
import type { WouldBe } from './would-be.ts';

type BookingHit = Rehearsal['bookingsHit'][number];

const isFor = ({ place, alsoVisits }: Booking, id: string): boolean =>
  place === id || (alsoVisits ?? []).some((next) => next.place === id);

/** Those who are expected in a place when somebody comes, as far as the agreements tell. */
const expectedIn = (place: Place, booking: Booking, all: readonly Booking[]): number =>
  all.filter(
    (other) =>
      other.id !== booking.id &&
      isFor(other, place.id) &&
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
  const place = placeOf(settings, booking.place);
  const ward = wardOf(settings, booking.place);
  if (place === undefined || ward === undefined) return null;
  const at = (visited: Place, phase: string) =>
    situationOf(
      {
        settings,
        now: Date.parse(booking.from),
        phase,
        visitsInPlace: isUnderPlan(policy, booking) ? expectedIn(visited, booking, all) : 0,
        stoppedToday: false,
      },
      { ...booking, booking },
      {
        place: visited,
        partySize: booking.partySize,
        children: booking.companions.filter(({ child }) => child === true).length,
        direction: 'arriving',
      },
    );
  const next = (booking.alsoVisits ?? []).flatMap(({ place: id }) => placeOf(settings, id) ?? []);
  type PhaseOf = (ward: string, at: string) => string;
  const ruling = (rules: PackInForce, phaseOf: PhaseOf) =>
    rulingIfAllNo(rules, questionnaires, [
      at(place, phaseOf(ward.id, booking.from)),
      ...next.map((visited) => at(visited, phaseOf(visited.ward, booking.from))),
    ]);
  const before = ruling(rulebook.rules(), (of, when) => rulebook.phaseFor(of, when).id);
  const then = ruling(after.rules, (of, when) => after.phaseAt(of, when));
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
