/** What is asked of one event as the walk comes to it: itself, its place in the chain, and the visit that follows from it. */
import type { StoredEvent } from '../../../../shared/domain/events.ts';
import { canonicalJson } from '../canonical.ts';
import type { Json } from '../canonical.ts';
import { eventHash, GENESIS } from '../chain.ts';
import { isVisitEvent, project } from '../project.ts';
import { isGiftEvent, isOutingEvent, projectGift, projectOuting } from '../project-outing.ts';
import type { GiftState } from '../project-outing.ts';
import { ProtocolRefusal } from '../refusal.ts';
import { eventOf, familyOf, OF_ONE, readEvent } from '../rows.ts';
import type { EventRow, ReadEvent } from '../rows.ts';
import type { Outing, Visit } from '../types.ts';

/** Where the walk stands: everything known of the events so far. */
export interface Walk {
  seq: number;
  hash: Buffer;
  at: string;
  /** Visits as they follow from the events. */
  readonly visits: Map<string, Visit>;
  readonly outings: Map<string, Outing>;
  /** Bookings whose resident is out. */
  readonly out: Set<string>;
  readonly gifts: Map<string, GiftState>;
  /** Whose each visit id is: a visit's, an outing's, a gift's. */
  readonly families: Map<string, string>;
  /** The visit of each event, by sequence number. */
  readonly visitOf: (string | null)[];
}

export const startWalk = (): Walk => ({
  seq: 0,
  hash: GENESIS,
  at: '',
  visits: new Map(),
  outings: new Map(),
  out: new Set(),
  gifts: new Map(),
  families: new Map(),
  visitOf: [null],
});

/** Takes one step; a sentence if this event does not hold. */
export const step = (walk: Walk, row: EventRow, zone: string): string | null => {
  const event = eventOf(row);
  if (!row.prev_hash.equals(walk.hash))
    return walk.seq === 0
      ? 'it names an event before the first'
      : `it does not continue from event ${walk.seq}: the hash that it names is another`;
  if (!eventHash(event).equals(row.hash)) return 'it has been changed: its hash is not that of what it says';
  if (event.at < walk.at) return 'it is dated before the event before it';
  const read = readOr(event);
  if (typeof read === 'string') return read;
  const problem = referenceProblem(walk, read) ?? visitProblem(walk, read, zone);
  if (problem !== null) return problem;
  walk.seq = row.seq;
  walk.hash = row.hash;
  walk.at = row.at;
  walk.visitOf.push(row.visit_id);
  return null;
};

const readOr = (event: StoredEvent): ReadEvent | string => {
  try {
    const read = readEvent(event);
    if (canonicalJson(JSON.parse(event.body) as Json) !== event.body) return 'its body is not canonical JSON';
    return read;
  } catch {
    return `its body is not that of «${event.type}» version ${event.version}`;
  }
};

const referenceProblem = (walk: Walk, event: ReadEvent): string | null => {
  if (event.refersTo === null) return null;
  if (event.refersTo > walk.seq) return `it refers to event ${event.refersTo}, which is not before it`;
  const before = event.visitId !== null && walk.families.has(event.visitId);
  return before && walk.visitOf[event.refersTo] !== event.visitId
    ? 'it refers to an event of another visit'
    : null;
};

const visitProblem = (walk: Walk, event: ReadEvent, zone: string): string | null => {
  const family = familyOf(event.type);
  if (!OF_ONE.has(family))
    return event.visitId === null ? null : 'it names a visit, but is not a visit’s event';
  if (event.visitId === null) return 'it names no visit';
  if ((walk.families.get(event.visitId) ?? family) !== family)
    return 'the visit that it names is no visit of its kind';
  walk.families.set(event.visitId, family);
  try {
    takeStep(walk, event, event.visitId, zone);
    return null;
  } catch (refusal) {
    if (refusal instanceof ProtocolRefusal) return `the visit could not take this step (${refusal.code})`;
    throw refusal;
  }
};

const takeStep = (walk: Walk, event: ReadEvent, visitId: string, zone: string): void => {
  if (isVisitEvent(event)) {
    walk.visits.set(visitId, project(walk.visits.get(visitId) ?? null, event, zone));
  } else if (isOutingEvent(event)) {
    const isOut = event.type === 'resident.went-out' && walk.out.has(event.body.bookingId ?? '');
    const outing = projectOuting(walk.outings.get(visitId) ?? null, event, isOut);
    walk.outings.set(visitId, outing);
    if (outing.bookingId === null) return;
    if (outing.back === null) walk.out.add(outing.bookingId);
    else walk.out.delete(outing.bookingId);
  } else if (isGiftEvent(event)) {
    walk.gifts.set(visitId, projectGift(walk.gifts.get(visitId) ?? null, event));
  }
};
