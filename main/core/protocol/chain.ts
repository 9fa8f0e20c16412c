import type { StoredEvent } from '../../../shared/domain/events.ts';
import { hashOf } from './encoding.ts';

/** What the first event names as the one before it. */
export const GENESIS: Buffer = Buffer.alloc(32);

/** All of an event but its own hash. */
export type Unhashed = Omit<StoredEvent, 'hash'>;

const bytes = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text, 'base64url'));

/** SHA-256 of an event over the fixed encoding `besoksvert/event/1`: seq, id, type, version, at, visit, refersTo, actor, body, commitment, sealed digest, hash of the event before. */
export const eventHash = (event: Unhashed): Buffer =>
  hashOf('besoksvert/event/1', [
    event.seq,
    event.id,
    event.type,
    event.version,
    event.at,
    event.visitId,
    event.refersTo,
    event.actor,
    event.body,
    bytes(event.commitment),
    bytes(event.sealedDigest),
    bytes(event.prevHash),
  ]);
