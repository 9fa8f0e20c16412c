import type { StaffCheckIn } from '../../../shared/api/staff.ts';
import { wholeName, type Booking } from '../../../shared/domain/booking.ts';
import type { Actor, EventBody, PersonalFields } from '../../../shared/domain/events.ts';
import type { PermitClass } from '../../../shared/domain/outcome.ts';
import { seenAt } from '../../../shared/domain/presence.ts';
import { asResumed, vigilThatIsOut } from '../checkin/check-in.ts';
import { residentsOf } from '../checkin/names.ts';
import { isPrivateHome } from '../checkin/private-home.ts';
import { newSpokenCode } from '../checkin/receipt.ts';
import { alsoOf, placeOf } from '../checkin/where.ts';
import { newId } from '../protocol/new-id.ts';
import { isReason, oweReason } from './owed.ts';
import type { ReceptionParts } from './parts.ts';
import { done, refused, type Outcome } from './refusal.ts';

type Opening = EventBody<'visit.checked-in'>;

/** Staff check in somebody without a code; the same attempt again gives the same visit. No questionnaire is kept: staff have asked. */
export const staffCheckIn = async (
  parts: ReceptionParts,
  request: StaffCheckIn,
  by: Actor,
): Promise<Outcome<{ visitId: string }>> => {
  const { protocol, attempts } = parts;
  await protocol.ensureDayKey();
  return protocol.transaction(() => {
    const before = attempts.visitOf(request.attempt);
    if (before !== null) return done({ visitId: before });
    const result = request.kind === 'booking' ? fromBooking(parts, request, by) : walkIn(parts, request, by);
    if (result.ok) attempts.keep(request.attempt, result.value.visitId);
    return result;
  });
};

const fromBooking = (
  parts: ReceptionParts,
  request: Extract<StaffCheckIn, { kind: 'booking' }>,
  by: Actor,
): Outcome<{ visitId: string }> => {
  const booking = parts.bookings.byId(request.bookingId);
  if (booking === null || booking.cancelled || parts.bookings.isCancelled(booking.jti))
    return refused('no-such-booking');
  // A resident's own code is for going out and coming back (P9): as a visit it would keep them in.
  if (booking.permitClass === 'resident') return refused('no-such-booking');
  const here = parts.protocol.visitsOfBooking(booking.id);
  if (here.some(({ state }) => state === 'waiting' || state === 'inside')) return refused('already-here');
  // As at the kiosk: the place decides the ward, whatever the booking says beside it.
  const place = placeOf(parts.settings, booking.place);
  if (place === undefined) return refused('unknown-place');
  // D4, S4:71: only with a reason, as somebody without an agreed visit. In a private home nobody but the resident limits visits.
  if (booking.contactLimited && !isPrivateHome(parts.settings, place.ward)) return refused('contact-limited');
  const personal = personalOf(booking, request.partySize);
  const body = arriving(parts, {
    bookingId: booking.id,
    jti: booking.jti,
    ward: place.ward,
    place: place.id,
    permitClass: booking.permitClass,
    partySize: request.partySize,
    children: childrenOf(booking, request.partySize),
    also: alsoOf(parts.settings, booking),
  });
  const vigil = vigilThatIsOut(parts, { bookingId: booking.id });
  const visitId = vigil?.visitId ?? newId(parts.protocol.now());
  if (vigil === null) parts.protocol.append({ type: 'visit.checked-in', visitId, actor: by, personal, body });
  else
    parts.protocol.append({
      type: 'visit.resumed',
      visitId,
      actor: by,
      personal: { companions: [], ...personal },
      body: asResumed(body),
    });
  return done({ visitId });
};

/**
 * Who comes without an agreed visit is handed over to staff (V1, S0:184-188), who let them in with a reason: two events, a referral
 * and its override, so that the protocol says both. A private home needs no reason from its guests: one event.
 */
const walkIn = (
  parts: ReceptionParts,
  request: Extract<StaffCheckIn, { kind: 'walk-in' }>,
  by: Actor,
): Outcome<{ visitId: string }> => {
  const { protocol, settings } = parts;
  const place = placeOf(settings, request.place);
  if (place === undefined) return refused('unknown-place');
  const visitId = newId(protocol.now());
  const personal: PersonalFields = {
    visitorName: request.visitorName,
    ...(request.phone === null ? {} : { phone: request.phone }),
    ...(request.companions.length === 0 ? {} : { companions: request.companions.map((name) => ({ name })) }),
    residentName: request.residentName,
  };
  const reasonText = request.reasonText === '' ? {} : { reasonText: request.reasonText };
  const body = arriving(parts, {
    bookingId: null,
    jti: null,
    ward: place.ward,
    place: place.id,
    permitClass: request.permitClass,
    partySize: request.companions.length + 1,
    children: 0,
    also: [],
  });
  if (body.outcome === 'right-of-access') {
    protocol.append({
      type: 'visit.checked-in',
      visitId,
      actor: by,
      personal: { ...personal, ...reasonText },
      body,
    });
    return done({ visitId });
  }
  if (request.reasonText !== '' && !isReason(request.reasonText)) return refused('reason-needed');
  const referred: Opening = { ...body, outcome: 'wait-for-staff', arrived: null };
  protocol.append({ type: 'visit.referred', visitId, actor: by, personal, body: referred });
  const { seq } = protocol.append({
    type: 'visit.overridden',
    visitId,
    actor: by,
    personal: reasonText,
    body: { from: 'wait-for-staff', to: 'admit', reason: request.reason, arrived: body.arrived },
  });
  if (request.reasonText === '') oweReason(parts.db, visitId, seq);
  return done({ visitId });
};

interface Who {
  readonly bookingId: string | null;
  readonly jti: string | null;
  readonly ward: string;
  readonly place: string;
  readonly permitClass: PermitClass;
  readonly partySize: number;
  readonly children: number;
  readonly also: Opening['also'];
}

/** Let in by staff now; in a private home that is the guest's right. */
const arriving = (parts: ReceptionParts, who: Who): Opening => {
  const { protocol, rulebook, settings } = parts;
  const now = protocol.now();
  const { id, version } = rulebook.rules().pack;
  return {
    ...who,
    outcome: isPrivateHome(settings, who.ward) ? 'right-of-access' : 'admit',
    rules: [],
    citations: [],
    pack: { id, version },
    phase: rulebook.phaseFor(who.ward),
    callsStaff: false,
    questionnaire: null,
    via: 'staff',
    attemptedAt: now,
    arrived: seenAt(now, 'seen-by-staff'),
    receipt: newSpokenCode(parts),
  };
};

/** When fewer came than were agreed, nobody knows here which of the companions stayed away: none is named, a correction can name them. */
const personalOf = (booking: Booking, partySize: number): PersonalFields => ({
  visitorName: wholeName(booking.visitor),
  ...(booking.visitor.phone === undefined ? {} : { phone: booking.visitor.phone }),
  ...(booking.companions.length > 0 && booking.companions.length < partySize
    ? {
        companions: booking.companions.map(({ name, child }) => ({
          name,
          ...(child === true ? { child } : {}),
        })),
      }
    : {}),
  ...residentsOf(booking),
});

/** As agreed; of a smaller party not more than can have come with the visitor. */
const childrenOf = ({ companions }: Booking, partySize: number): number =>
  Math.min(companions.filter(({ child }) => child === true).length, partySize - 1);
