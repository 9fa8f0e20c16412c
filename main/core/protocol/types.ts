import type { JWK } from 'jose';
import type {
  Actor,
  EventBody,
  EventType,
  PersonalFields,
  StoredEvent,
} from '../../../shared/domain/events.ts';
import type { Changes } from './changes.ts';

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

/** The visit as it stands now, derived from its events (table `visit`, can be rebuilt from the log). */
export interface Visit {
  readonly visitId: string;
  /** Sequence number of the newest event of this visit. */
  readonly revision: number;
  readonly state: 'waiting' | 'inside' | 'left' | 'closed';
  /** Sequence number of the event that opened it. */
  readonly openedBy: number;
  readonly opened: EventBody<'visit.checked-in'>;
  /** The outcome in force (overrides included), the place in force (corrections included) … */
  readonly outcome: EventBody<'visit.checked-in'>['outcome'];
  readonly ward: string;
  readonly place: string;
  readonly partySize: number;
  readonly arrived: EventBody<'visit.checked-in'>['arrived'];
  readonly left: EventBody<'visit.checked-out'>['left'] | null;
  readonly overridden: boolean;
  /** The day on which the person stood at the door (`attemptedAt`), in the institution's zone. */
  readonly day: string;
}

/** Opens the day keys that the kiosk alone no longer can: the infection-control lead's private key, in memory while signed in. */
export interface DayKeyOpener {
  /** The 32-byte day key, or null if this key does not open it. */
  open(day: string): Promise<Buffer | null>;
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
  /** The personal fields in force: the opening event's, with later corrections laid over. */
  personal(visitId: string): PersonalFields | Closed;
  /** As `personal`, for days that only the lead's key opens. */
  personalWith(visitId: string, opener: DayKeyOpener): Promise<PersonalFields | Closed>;
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
   * Somebody who may open past days: public X25519 key, and the private one wrapped under a PIN where it lies here. Days that the
   * kiosk still opens are wrapped for it at once. The same id again replaces the key.
   * Rejects for what is not a usable X25519 key; nothing is kept then.
   */
  addRecipient(id: string, publicJwk: JWK, privateWrapped?: string): Promise<void>;
  /** Derives table `visit` again from the log. */
  rebuild(): void;
  /** Takes the kiosk's own wrapping off the keys of past days that have no open visit: from then on only the lead's or the municipality's key opens them. */
  closePastDays(): void;
  /** A compact JWS over purpose, kiosk, length, hash and time; also kept in table `head`. */
  signHead(): Promise<string>;
}
