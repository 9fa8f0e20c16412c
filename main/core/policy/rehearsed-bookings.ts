/** Tomorrow's bookings as they would fare if nobody answered yes to anything: with the rules as they are, and as they would be. */
import type { Rehearsal } from '../../../shared/api/policy.ts';
import { wholeName, type Booking } from '../../../shared/domain/booking.ts';
import { askedOf, decideParty, type PackInForce, type Ruling } from '../../../shared/policy/index.ts';
import { answerFacts, type AnswerFacts, type Questionnaire } from '../../../shared/questions/index.ts';
import { walk } from '../../../shared/questions/questionnaire.ts';
import { situationOf, wardOf } from '../checkin/situation.ts';
import type { OpenPolicy } from './rulebook.ts';
import type { WouldBe } from './would-be.ts';

type BookingHit = Rehearsal['bookingsHit'][number];

const allNo = (questionnaire: Questionnaire | undefined): AnswerFacts =>
  questionnaire === undefined
    ? {}
    : answerFacts(
        questionnaire,
        [...walk(questionnaire.item)].flatMap(({ item }) =>
          item.type === 'boolean' ? [{ linkId: item.linkId, answer: [{ valueBoolean: false }] }] : [],
        ),
      );

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
  const ruling = (rules: PackInForce, phase: string): Ruling => {
    const { questionnaire } = askedOf(rules.pack, ward.kind, booking.permitClass);
    const children = booking.companions.filter(({ child }) => child === true).length;
    const situation = situationOf(
      {
        settings,
        now: Date.parse(booking.from),
        phase,
        visitsInPlace: expectedIn(booking, all),
        stoppedToday: false,
      },
      { ...booking, booking },
      { place, partySize: booking.partySize, children, direction: 'arriving' },
    );
    const answers = questionnaire === null ? {} : allNo(questionnaires.get(questionnaire));
    return decideParty(rules, [{ ...situation, answers }]);
  };
  const before = ruling(rulebook.rules(), rulebook.phaseFor(ward.id, booking.from).id);
  const then = ruling(after.rules, after.phaseAt(ward.id, booking.from));
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
