import type { Booking } from '../../../shared/domain/booking.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import type { Bookings } from '../bookings/store.ts';
import { verifyBookingToken } from '../bookings/token.ts';
import { phaseNamed, planFor } from '../../../shared/policy/facts.ts';
import type { Rulebook } from '../policy/index.ts';
import type { Clock } from '../ports.ts';
import type { Outing, Protocol, Visit } from '../protocol/types.ts';
import { folded } from '../reception/folded.ts';
import { judgeAgreement, type Agreement, type Verdict } from './checks.ts';
import { isUnderPlan } from './room.ts';
import { readShownCode, type ShownVia } from './shown.ts';
import { wardOf } from './situation.ts';

/** What a code stands for, without judging whether it may be used now. */
export type Found =
  | { readonly kind: 'agreement'; readonly agreed: Agreement }
  /** A receipt code: a visit that has been decided, with or without a booking. */
  | { readonly kind: 'visit'; readonly visit: Visit }
  | {
      readonly kind: 'rejected';
      readonly result: 'not-readable' | 'not-ours' | 'unknown-key' | 'bad-signature';
    }
  /** Two bookings of today have this word code, or one and the receipt of somebody who is here: a person finds out whose it is. */
  | { readonly kind: 'rejected'; readonly result: 'blocked' };

export interface LookParts {
  readonly clock: Clock;
  readonly settings: Settings;
  readonly bookings: Bookings;
  readonly protocol: Protocol;
  readonly rulebook: Rulebook;
}

/** Finds out what a code stands for. Asynchronous for the signature alone; what time and use say is left to `judge`. */
export const find = async (parts: LookParts, code: string, via: ShownVia): Promise<Found> => {
  const shown = readShownCode(code, via);
  if (shown.kind === 'spoken') return findSpoken(parts, shown.code);
  if (shown.kind !== 'token') return { kind: 'rejected', result: shown.kind };
  const token = await verifyBookingToken(shown.jws, (kid) => parts.bookings.signingKey(kid));
  if (token.result !== 'ok') return { kind: 'rejected', result: token.result };
  const { claims } = token;
  return {
    kind: 'agreement',
    agreed: {
      bookingId: claims.sub,
      jti: claims.jti,
      institution: claims.aud,
      notBefore: claims.nbf * 1000,
      expires: claims.exp * 1000,
      permitClass: claims.cls,
      place: claims.plc,
      partySize: claims.pty,
      booking: parts.bookings.byId(claims.sub),
    },
  };
};

/** Judges what was found, as of now. Synchronous: inside a transaction it sees what the transaction sees. */
export const judge = (parts: LookParts, found: Found): Verdict => {
  if (found.kind === 'rejected') return { result: found.result };
  const { clock, settings, bookings, protocol } = parts;
  // As it stands now: somebody may have let it in or signed it out since it was found.
  if (found.kind === 'visit') return ofReceipt(protocol.visit(found.visit.visitId) ?? found.visit);
  const { agreed } = found;
  const { booking } = agreed;
  return judgeAgreement(agreed, {
    now: clock.now(),
    settings,
    // A booking that came again with a new token does not cancel the letter that is shown, unless that token is named.
    cancelled: bookings.isCancelled(agreed.jti) || (booking?.jti === agreed.jti && booking.cancelled),
    visits: protocol.visitsOfBooking(agreed.bookingId),
    outing: protocol.openOutingOf(agreed.bookingId) ?? outingAtTheDesk(parts, agreed),
    earliestMinutes: earliestMinutes(parts, agreed),
  });
};

/** A resident may have gone out by the desk, without their code, and come back with it: it is the same outing (P9). */
const outingAtTheDesk = (
  { protocol, settings }: LookParts,
  { permitClass, place, booking }: Agreement,
): Outing | null => {
  if (permitClass !== 'resident' || booking === null) return null;
  const ward = wardOf(settings, place)?.id;
  const isOfThem = ({ outingId, bookingId, ward: left }: Outing): boolean => {
    if (bookingId !== null || left !== ward) return false;
    const personal = protocol.personal(outingId);
    return (
      typeof personal !== 'string' && folded(personal.residentName ?? '') === folded(booking.resident.name)
    );
  };
  return protocol.openOutings().find(isOfThem) ?? null;
};

const earliestMinutes = (parts: LookParts, agreed: Agreement): number | null => {
  const ward = wardOf(parts.settings, agreed.place);
  if (ward === undefined || !isUnderPlan(parts, agreed)) return null;
  const { rulebook } = parts;
  const phase = phaseNamed(rulebook.rules().pack, rulebook.phaseFor(ward.id).id);
  return planFor(phase, agreed.permitClass).earliestMinutes;
};

const ofReceipt = (visit: Visit): Verdict => {
  if (visit.state === 'inside') return { result: 'ok', next: 'leave', inside: visit };
  if (visit.state === 'waiting') return { result: 'ok', next: 'arrive', waiting: visit };
  return { result: 'already-used' };
};

const findSpoken = (parts: LookParts, code: string): Found => {
  const { bookings, protocol, settings } = parts;
  const candidates = bookings.byWordCode(code);
  const now = parts.clock.now();
  const current = candidates.filter(
    (booking) => isHere(protocol, booking) || isOfToday(settings, booking, now),
  );
  const visit = protocol.visitByReceipt(code);
  // A booking may have come since, whose word code is the receipt code of somebody who is here.
  if (visit !== null && isOpen(visit))
    return current.length === 0 ? { kind: 'visit', visit } : { kind: 'rejected', result: 'blocked' };
  const [only, second] = current.length > 0 ? current : nearest(candidates, now);
  if (second !== undefined) return { kind: 'rejected', result: 'blocked' };
  if (only !== undefined) return { kind: 'agreement', agreed: agreementOf(only, settings) };
  if (visit === null) return { kind: 'rejected', result: 'not-ours' };
  // A vigil that is out comes back with its receipt, too.
  const vigil = visit.opened.permitClass === 'vigil' ? bookings.byId(visit.opened.bookingId ?? '') : null;
  return vigil === null
    ? { kind: 'visit', visit }
    : { kind: 'agreement', agreed: agreementOf(vigil, settings) };
};

const isHere = (protocol: Protocol, booking: Booking): boolean =>
  protocol.visitsOfBooking(booking.id).some(isOpen);

const isOpen = ({ state }: Visit): boolean => state === 'inside' || state === 'waiting';

const isOfToday = ({ institution: { zone } }: Settings, booking: Booking, now: number): boolean => {
  const today = dayIn(zone, now);
  return (
    dayIn(zone, Date.parse(booking.notBefore)) <= today &&
    today <= dayIn(zone, Date.parse(booking.expires) - 1)
  );
};

/** A letter of another day: the next one to come, so that its holder is told when; else the last one that was. */
const nearest = (candidates: readonly Booking[], now: number): Booking[] => {
  const next = candidates.find((booking) => Date.parse(booking.notBefore) > now) ?? candidates.at(-1);
  return next === undefined ? [] : [next];
};

const agreementOf = (booking: Booking, settings: Settings): Agreement => ({
  bookingId: booking.id,
  jti: booking.jti,
  institution: settings.institution.id,
  notBefore: Date.parse(booking.notBefore),
  expires: Date.parse(booking.expires),
  permitClass: booking.permitClass,
  place: booking.place,
  partySize: booking.partySize,
  booking,
});
