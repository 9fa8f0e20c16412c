/** What the rules are told of a party at the door: everything but the answers, and nothing that they need not know (V6). */
import type { Booking } from '../../../shared/domain/booking.ts';
import type { Place, Settings } from '../../../shared/domain/settings.ts';
import { dayIn, timeIn } from '../../../shared/domain/time.ts';
import type { Situation } from '../../../shared/policy/index.ts';
import type { Agreement } from './checks.ts';

export interface Coming {
  /** Where they will be: the agreed place, or another that was offered. */
  readonly place: Place;
  readonly partySize: number;
  readonly children: number;
  readonly direction: Situation['direction'];
}

export interface Here {
  readonly settings: Settings;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The one in effect for the ward that is visited. */
  readonly phase: string;
  readonly visitsInPlace: number;
  readonly stoppedToday: boolean;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const wholeMinutes = (from: number, to: number): number => Math.floor((to - from) / MINUTE_MS);
const wholeDays = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

const minuteOfDay = (zone: string, now: number): number => {
  const [hours = 0, minutes = 0] = timeIn(zone, now).split(':').map(Number);
  return hours * 60 + minutes;
};

/** Signed and learnt on the day at the latest; null where the booking does not speak of it. */
const credentialsComplete = ({ credentials }: Booking, today: string): boolean | null => {
  if (credentials === undefined) return null;
  const isDone = (on: string | null) => on !== null && on <= today;
  return isDone(credentials.confidentiality) && isDone(credentials.training);
};

type OfBooking = Pick<
  Situation,
  | 'minutesFromStart'
  | 'minutesToEnd'
  | 'agreedMinutes'
  | 'visitsThisWeek'
  | 'daysSinceLastVisit'
  | 'duringStay'
  | 'contactLimited'
  | 'indoorAgreed'
  | 'credentialsComplete'
>;

/** A booking newer than the last sync says nothing, and nothing of that is held against anybody. */
const UNKNOWN: OfBooking = {
  minutesFromStart: null,
  minutesToEnd: null,
  agreedMinutes: null,
  visitsThisWeek: null,
  daysSinceLastVisit: null,
  duringStay: null,
  contactLimited: false,
  indoorAgreed: null,
  credentialsComplete: null,
};

const ofBooking = (booking: Booking, now: number, today: string): OfBooking => {
  const { resident } = booking;
  const [from, to] = [Date.parse(booking.from), Date.parse(booking.to)];
  return {
    minutesFromStart: wholeMinutes(from, now),
    minutesToEnd: wholeMinutes(now, to),
    agreedMinutes: wholeMinutes(from, to),
    visitsThisWeek: booking.visitsThisWeek ?? null,
    daysSinceLastVisit: resident.lastVisit === undefined ? null : wholeDays(resident.lastVisit, today),
    duringStay: resident.stay === undefined ? null : resident.stay.from <= today && today <= resident.stay.to,
    contactLimited: booking.contactLimited,
    indoorAgreed: booking.indoorAgreed ?? null,
    credentialsComplete: credentialsComplete(booking, today),
  };
};

/** Throws for an agreed place whose ward the settings do not know: the checks let none through. */
export const situationOf = (
  here: Here,
  agreed: Pick<Agreement, 'permitClass' | 'place' | 'partySize' | 'booking'>,
  coming: Coming,
): Omit<Situation, 'answers'> => {
  const { settings, now, phase, visitsInPlace, stoppedToday } = here;
  const { zone, jurisdiction } = settings.institution;
  const ward = wardOf(settings, agreed.place);
  if (ward === undefined) throw new Error('a place without a ward was let through the checks');
  const today = dayIn(zone, now);
  return {
    permitClass: agreed.permitClass,
    wardKind: ward.kind,
    jurisdiction,
    phase,
    place: coming.place.id,
    placeKind: coming.place.kind,
    visitsInPlace,
    placeCapacity: coming.place.capacity,
    direction: coming.direction,
    partySize: coming.partySize,
    agreedPartySize: agreed.partySize,
    children: coming.children,
    minuteOfDay: minuteOfDay(zone, now),
    today,
    stoppedToday,
    ...(agreed.booking === null ? UNKNOWN : ofBooking(agreed.booking, now, today)),
  };
};

/** The ward that a place is of: whose rules and phase hold. */
export const wardOf = (settings: Settings, placeId: string): Settings['wards'][number] | undefined => {
  const place = settings.places.find(({ id }) => id === placeId);
  return settings.wards.find(({ id }) => id === place?.ward);
};
