/** How a resident's outing and a gift follow from their events: pure, as for visits. */
import { ProtocolRefusal } from './refusal.ts';
import type { ReadEvent } from './rows.ts';
import type { Outing } from './types.ts';

export type OutingEvent = Extract<ReadEvent, { type: `resident.${string}` }>;
export const isOutingEvent = (event: ReadEvent): event is OutingEvent => event.type.startsWith('resident.');

export type GiftEvent = Extract<ReadEvent, { type: `gift.${string}` }>;
export const isGiftEvent = (event: ReadEvent): event is GiftEvent => event.type.startsWith('gift.');

/** The outing after an event; `isOut`: whoever the event's booking is of is out already. Throws ProtocolRefusal. */
export const projectOuting = (outing: Outing | null, event: OutingEvent, isOut: boolean): Outing => {
  if (event.visitId === null) throw new ProtocolRefusal('bad-visit-id');
  if (event.type === 'resident.went-out') {
    if (outing !== null || isOut) throw new ProtocolRefusal('already-out');
    const { bookingId, ward, out } = event.body;
    return inOrder(
      { outingId: event.visitId, revision: event.seq, bookingId, ward, out, back: null },
      event.at,
    );
  }
  if (outing === null) throw new ProtocolRefusal('unknown-visit');
  if (outing.back !== null) throw new ProtocolRefusal('already-back');
  return inOrder({ ...outing, revision: event.seq, back: event.body.back }, event.at);
};

const inOrder = (outing: Outing, at: string): Outing => {
  if (outing.back !== null && outing.back.at < outing.out.at)
    throw new ProtocolRefusal('left-before-arrived');
  if (outing.out.at > at || (outing.back !== null && outing.back.at > at))
    throw new ProtocolRefusal('in-the-future');
  return outing;
};

/** Where a gift is after an event. */
export type GiftState = 'here' | 'handed-over';
/** Throws ProtocolRefusal. */
export const projectGift = (gift: GiftState | null, event: GiftEvent): GiftState => {
  if (event.type === 'gift.received') {
    if (gift !== null) throw new ProtocolRefusal('visit-exists');
    return 'here';
  }
  if (gift === null) throw new ProtocolRefusal('unknown-visit');
  if (gift === 'handed-over') throw new ProtocolRefusal('already-handed-over');
  return 'handed-over';
};
