/** The ordered checks on a code that is ours: pure, over what is known at this instant. The order is the meaning. */
import type { Booking } from '../../../shared/domain/booking.ts';
import type { CodeResult } from '../../../shared/domain/events.ts';
import type { PermitClass } from '../../../shared/domain/outcome.ts';
import type { Entrance, Settings } from '../../../shared/domain/settings.ts';
import type { Visit } from '../protocol/types.ts';
import { isPrivateHome } from './private-home.ts';
import { placeOf } from './where.ts';

/** The agreed visit that a code stands for: from the signed claims, or from the booking where a word code was given. */
export interface Agreement {
  readonly bookingId: string;
  readonly jti: string;
  readonly institution: string;
  /** Milliseconds since 1970. Good from `notBefore` until before `expires`. */
  readonly notBefore: number;
  readonly expires: number;
  readonly permitClass: PermitClass;
  readonly place: string;
  readonly partySize: number;
  /** Null when it is newer than the last sync: then nobody's name is known here. */
  readonly booking: Booking | null;
}

/** What is known when the code is judged. */
export interface Known {
  readonly now: number;
  readonly settings: Settings;
  readonly cancelled: boolean;
  /** The visits of this booking, oldest first. */
  readonly visits: readonly Visit[];
}

export type Verdict =
  | { readonly result: 'ok'; readonly next: 'arrive'; readonly waiting: Visit | null }
  | { readonly result: 'ok'; readonly next: 'leave'; readonly inside: Visit }
  | { readonly result: 'too-early'; readonly from: number }
  | { readonly result: 'other-entrance'; readonly entrance: Entrance }
  | { readonly result: Exclude<CodeResult, 'ok' | 'too-early' | 'other-entrance'> };

type Check = (agreed: Agreement, known: Known) => Verdict | null;

const ofOtherInstitution: Check = (agreed, { settings }) =>
  agreed.institution === settings.institution.id ? null : { result: 'other-institution' };

/** Whoever is inside may always go, whatever became of the booking since. */
const isInside: Check = (_agreed, { visits }) => {
  const inside = visits.find((visit) => visit.state === 'inside');
  return inside === undefined ? null : { result: 'ok', next: 'leave', inside };
};

/** Whoever waits at the door for staff came in time: they are not told anything new by showing the code again. */
const isWaiting: Check = (_agreed, { visits }) => {
  const waiting = visits.find((visit) => visit.state === 'waiting');
  return waiting === undefined ? null : { result: 'ok', next: 'arrive', waiting };
};

const isCancelled: Check = (_agreed, { cancelled }) => (cancelled ? { result: 'cancelled' } : null);

/** A vigil goes in and out, day and night (P2, S0:354-355); other agreements are for one visit. */
const isUsed: Check = (agreed, { visits }) =>
  visits.length > 0 && agreed.permitClass !== 'vigil' ? { result: 'already-used' } : null;

const isExpired: Check = (agreed, { now }) => (now >= agreed.expires ? { result: 'expired' } : null);

const isTooEarly: Check = (agreed, { now }) =>
  now < agreed.notBefore ? { result: 'too-early', from: agreed.notBefore } : null;

/**
 * Whoever goes to a private home needs no leave of ours: the code says who comes, but its hours limit nothing, nor do earlier visits.
 * Only the resident may (P8, S0:103-125).
 */
const unlessToAHome =
  (check: Check): Check =>
  (agreed, known) => {
    const ward = placeOf(known.settings, agreed.place)?.ward;
    return ward !== undefined && isPrivateHome(known.settings, ward) ? null : check(agreed, known);
  };

/** The kiosk cannot show the way to a place it does not know: a person does. */
const isToUnknownPlace: Check = (agreed, { settings }) =>
  settings.places.some((place) => place.id === agreed.place) ? null : { result: 'blocked' };

const isForOtherEntrance: Check = (agreed, { settings }) => {
  const wanted = settings.places.find((place) => place.id === agreed.place)?.entrance;
  const entrance = settings.entrances.find((known) => known.id === wanted);
  return entrance === undefined || entrance.id === settings.kiosk.entrance
    ? null
    : { result: 'other-entrance', entrance };
};

/** A standing decision limits contact: staff are called, the reason is not known here (D4, S4:71). */
const isLimited: Check = ({ booking }) => (booking?.contactLimited === true ? { result: 'blocked' } : null);

const CHECKS: readonly Check[] = [
  ofOtherInstitution,
  isInside,
  isWaiting,
  isCancelled,
  unlessToAHome(isUsed),
  unlessToAHome(isExpired),
  unlessToAHome(isTooEarly),
  isToUnknownPlace,
  isForOtherEntrance,
  isLimited,
];

/** The first check that has something to say decides; if none has, the visit may begin. */
export const judgeAgreement = (agreed: Agreement, known: Known): Verdict => {
  for (const check of CHECKS) {
    const verdict = check(agreed, known);
    if (verdict !== null) return verdict;
  }
  return { result: 'ok', next: 'arrive', waiting: null };
};
