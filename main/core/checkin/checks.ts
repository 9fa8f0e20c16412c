/** The ordered checks on a code that is ours: pure, over what is known at this instant. The order is the meaning (decision 0008). */
import type { Booking } from '../../../shared/domain/booking.ts';
import type { CodeResult } from '../../../shared/domain/events.ts';
import { LETS_IN, type PermitClass } from '../../../shared/domain/outcome.ts';
import type { Entrance, Settings } from '../../../shared/domain/settings.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import type { Outing, Visit } from '../protocol/types.ts';
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
  /** That the resident whose own code it is has gone out with it. */
  readonly outing: Outing | null;
  /** Minutes before the agreed start that the plan lets somebody in; null: it does not say, or is not held against them. */
  readonly earliestMinutes: number | null;
}

export type Verdict =
  | { readonly result: 'ok'; readonly next: 'arrive'; readonly waiting: Visit | null }
  | { readonly result: 'ok'; readonly next: 'leave'; readonly inside: Visit }
  /** A resident's own code: out, or in. */
  | { readonly result: 'resident'; readonly outing: Outing | null }
  | {
      readonly result: 'too-early';
      /** Milliseconds since 1970: when they may come in, and the agreed start. */
      readonly from: number;
      readonly agreed: number;
      readonly sameDay: boolean;
    }
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

/** A resident who is out comes back, whatever became of their code: a return is never refused (P9, S4:130). */
const isAway: Check = (_agreed, { outing }) => (outing === null ? null : { result: 'resident', outing });

const isCancelled: Check = (_agreed, { cancelled }) => (cancelled ? { result: 'cancelled' } : null);

/** A resident is free to go, at any hour (P9, S0:604-640). */
const isResident: Check = ({ permitClass }) =>
  permitClass === 'resident' ? { result: 'resident', outing: null } : null;

/**
 * A vigil goes in and out, day and night (P2, S0:354-355); other agreements are for one visit. Who was never inside has used nothing: they
 * may come again, and the rules are told that they were stopped today.
 */
const isUsed: Check = (agreed, { visits }) =>
  agreed.permitClass !== 'vigil' && visits.some(({ state }) => state === 'left')
    ? { result: 'already-used' }
    : null;

const isExpired: Check = (agreed, { now }) => (now >= agreed.expires ? { result: 'expired' } : null);

/** Of the code's own beginning and the plan's the later one holds. */
const isTooEarly: Check = (agreed, { now, settings, earliestMinutes }) => {
  const start = agreed.booking === null ? null : Date.parse(agreed.booking.from);
  const planned = start === null || earliestMinutes === null ? -Infinity : start - earliestMinutes * 60_000;
  const from = Math.max(agreed.notBefore, planned);
  if (now >= from) return null;
  const { zone } = settings.institution;
  return {
    result: 'too-early',
    from,
    agreed: start ?? agreed.notBefore,
    sameDay: dayIn(zone, from) === dayIn(zone, now),
  };
};

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

const CHECKS: readonly Check[] = [
  ofOtherInstitution,
  isInside,
  isWaiting,
  isAway,
  isCancelled,
  isResident,
  unlessToAHome(isUsed),
  unlessToAHome(isExpired),
  unlessToAHome(isTooEarly),
  isToUnknownPlace,
  isForOtherEntrance,
];

/** The first check that has something to say decides; if none has, the visit may begin. */
export const judgeAgreement = (agreed: Agreement, known: Known): Verdict => {
  for (const check of CHECKS) {
    const verdict = check(agreed, known);
    if (verdict !== null) return verdict;
  }
  return { result: 'ok', next: 'arrive', waiting: null };
};

/** Told no, or gone again while they waited: a vigil that came back has then left when it left before. */
const wentAgain = ({ state, outcome, undone }: Visit): boolean =>
  (state === 'closed' && !undone) || (state === 'left' && !LETS_IN.has(outcome));

/** An answer, or staff, stopped somebody with this agreement on this day. */
export const wasStoppedOn = (zone: string, today: string, visits: readonly Visit[]): boolean =>
  visits.some((visit) => wentAgain(visit) && dayIn(zone, Date.parse(visit.opened.attemptedAt)) === today);
