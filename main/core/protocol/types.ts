import type { JWK } from 'jose';
import type {
  Actor,
  EventBody,
  EventType,
  PersonalFields,
  StoredEvent,
} from '../../../shared/domain/events.ts';
import type { PresenceEnd } from '../../../shared/domain/presence.ts';
import type { Recipient } from '../keys/store.ts';
import type { Changes } from './changes.ts';
import type { DayKeys } from './daykeys.ts';
import type { ReadEvent } from './rows.ts';

/** An event about to be written. `personal` needs a `visitId`: it is sealed under that visit's key. */
export interface NewEvent<T extends EventType = EventType> {
  readonly type: T;
  readonly body: EventBody<T>;
  readonly visitId?: string;
  /** Without it an event of a visit names the visit's newest event. */
  readonly refersTo?: number;
  readonly actor: Actor;
  readonly personal?: PersonalFields;
}

/** Why personal fields are not there: their key is erased, or is not open to this session. */
export type Closed = 'erased' | 'closed';

export type Companions = NonNullable<PersonalFields['companions']>;

/** One time inside of a visit that has more: a vigil goes in and out (P2, S0:354-355). */
export interface Leg {
  readonly arrived: PresenceEnd;
  readonly left: PresenceEnd;
}

/** A resident who went out (P9), derived from its events (table `outing`). `back` null: still out. */
export interface Outing {
  readonly outingId: string;
  /** Sequence number of the newest event of this outing. */
  readonly revision: number;
  readonly bookingId: string | null;
  readonly ward: string;
  readonly out: PresenceEnd;
  readonly back: PresenceEnd | null;
}

/** The visit as it stands now, derived from its events (table `visit`, can be rebuilt from the log). */
export interface Visit {
  readonly visitId: string;
  /** Sequence number of the newest event of this visit. */
  readonly revision: number;
  readonly state: 'waiting' | 'inside' | 'left' | 'closed';
  /** Sequence number of the event that opened it. */
  readonly openedBy: number;
  /** What opened it; of a vigil that came back, with what was found then laid over. */
  readonly opened: EventBody<'visit.checked-in'>;
  /** Sequence number of the newest event by which a vigil came back; null: it was not out yet. */
  readonly resumedBy: number | null;
  /** The outcome in force (overrides included), the place in force (corrections included) … */
  readonly outcome: EventBody<'visit.checked-in'>['outcome'];
  readonly ward: string;
  readonly place: string;
  readonly partySize: number;
  readonly arrived: EventBody<'visit.checked-in'>['arrived'];
  readonly left: EventBody<'visit.checked-out'>['left'] | null;
  /** Times inside before the present one, oldest first; `arrived` and `left` are the newest. */
  readonly legs: readonly Leg[];
  readonly overridden: boolean;
  /** Sequence number of the event that says that a person gave the reason for the outcome in force (F1); null: not yet, or none is owed. */
  readonly toldBy: number | null;
  /** The day on which the person stood at the door (`attemptedAt`), in the institution's zone. */
  readonly day: string;
  /** The day on which they had gone for certain, else `day`: from here it counts until they are forgotten. */
  readonly lastDay: string;
  /** It was opened by mistake and that was undone: nobody was here, and nothing was decided. */
  readonly undone: boolean;
}

/** Opens the day keys that the kiosk alone no longer can: the infection-control lead's private key, in memory while signed in. */
export interface DayKeyOpener {
  /** The 32-byte key of a day and kind, or of a case, by its name; null if this key does not open it. */
  open(name: string): Promise<Buffer | null>;
}

/** How many visits and outings were kept otherwise than they follow from the log, and of how many nothing can be derived. */
export interface Mended {
  readonly visits: number;
  readonly outings: number;
  readonly unclear: number;
}

/** The visit protocol. All methods are synchronous within one SQLite connection except where said. */
export interface Protocol {
  /**
   * Runs `work` in one durable IMMEDIATE transaction: events, their outbox rows, projections and tasks together or not at all.
   * On return it is on the disk (synchronous=FULL).
   */
  transaction<T>(work: () => T): T;
  /** Appends to the chain; only inside `transaction`. Writes the outbox row and the projection too. Throws ProtocolRefusal. */
  append<T extends EventType>(event: NewEvent<T>): StoredEvent;
  visit(visitId: string): Visit | null;
  visitByReceipt(receipt: string): Visit | null;
  /** Visits of a booking, oldest first. */
  visitsOfBooking(bookingId: string): Visit[];
  /** Waiting or inside, oldest first, of whatever day. */
  openVisits(): Visit[];
  visitsOfDay(day: string): Visit[];
  outing(outingId: string): Outing | null;
  /** Residents who are out, longest first. */
  openOutings(): Outing[];
  /** The outing that the holder of a code is on now. */
  openOutingOf(bookingId: string): Outing | null;
  /** All events of a visit, an outing or a gift, oldest first. */
  history(visitId: string): ReadEvent[];
  /** The personal fields in force of a visit, an outing or a gift: the opening event's, with later ones laid over. */
  personal(visitId: string): PersonalFields | Closed;
  /** As `personal`, for days that only the lead's key opens. */
  personalWith(visitId: string, opener: DayKeyOpener): Promise<PersonalFields | Closed>;
  /** All who came along in any of the times inside of a visit that has more (a vigil), each name once; `opener` for days that only the lead's key opens. */
  everyCompanion(visitId: string, opener: DayKeyOpener | null): Promise<Companions | Closed>;
  /** The fields sealed with one event alone: the reason of an override, for one. */
  personalOfEvent(seq: number): PersonalFields | Closed;
  /** The clock as an instant: for arrivals, leavings, days. An event's `at` is the same, save after a clock that stood ahead (0009). */
  now(): string;
  /** Rises after every committed `transaction` that wrote something (events, tasks, bookings …). */
  readonly changes: Changes;
  /** Sequence number of the newest event, 0 for none. */
  length(): number;
  events(fromSeq: number, limit: number): StoredEvent[];
  /** Makes today's day key if it is not there yet. Call before the first event of a day; cheap afterwards. */
  ensureDayKey(): Promise<void>;
  /**
   * Somebody who may open past days: public X25519 key, and the private one wrapped where it lies here. Days that the
   * kiosk still opens are wrapped for it at once. The same id again replaces the key.
   * Rejects for what is not a usable X25519 key; nothing is kept then.
   */
  addRecipient(id: string, publicJwk: JWK, wrapped?: Recipient['wrapped']): Promise<void>;
  /** Derives tables `visit` and `outing` again from the log. */
  rebuild(): void;
  /** Derives again what is open, and what happened after an event: what was kept otherwise than it follows from the log is put right. */
  mend(afterSeq: number): Mended;
  /**
   * What is still open of past days (a visit, an outing, a task, a vigil that may come back) moves on to today's keys, and the kiosk's own wrapping of theirs goes:
   * from then on only the lead's or the municipality's key opens them. Gives how many moved; 0 also where there is nobody else to open them yet.
   */
  closePastDays(): { readonly closed: readonly string[]; readonly moved: number };
  /** Keys of days and cases, and who may open them. */
  readonly dayKeys: DayKeys;
  /** A compact JWS over purpose, kiosk, length, hash and time; also kept in table `head`. */
  signHead(): Promise<string>;
}
