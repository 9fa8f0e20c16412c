import { eventShapes, storedEvent } from '../../../shared/domain/events.ts';
import type { EventBody, EventType, StoredEvent } from '../../../shared/domain/events.ts';

/** A row of table `event` as SQLite gives it. */
export interface EventRow {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly at: string;
  readonly visit_id: string | null;
  readonly refers_to: number | null;
  readonly actor: string;
  readonly body: string;
  readonly commitment: Buffer | null;
  readonly sealed_digest: Buffer | null;
  readonly prev_hash: Buffer;
  readonly hash: Buffer;
}

const text = (bytes: Buffer | null): string | null => bytes?.toString('base64url') ?? null;

/** As it goes to the municipality. Does not judge it. */
export const eventOf = (row: EventRow): StoredEvent => ({
  seq: row.seq,
  id: row.id,
  type: row.type as EventType,
  version: row.version,
  at: row.at,
  visitId: row.visit_id,
  refersTo: row.refers_to,
  actor: row.actor,
  body: row.body,
  commitment: text(row.commitment),
  sealedDigest: text(row.sealed_digest),
  prevHash: row.prev_hash.toString('base64url'),
  hash: row.hash.toString('base64url'),
});

/** An event with its body read, of whatever type: `type` tells the body's. */
export type ReadEvent = {
  [T in EventType]: Omit<StoredEvent, 'type' | 'body'> & { readonly type: T; readonly body: EventBody<T> };
}[EventType];

/** Reads the body by the shape of its type and version. Throws ZodError, or RangeError for a version that is not known here. */
export const readEvent = (event: StoredEvent): ReadEvent => {
  const known = storedEvent.parse(event);
  const shapes: Readonly<Record<number, { parse(value: unknown): unknown }>> = eventShapes[known.type];
  const shape = shapes[known.version];
  if (!shape) throw new RangeError(`${known.type} has no version ${known.version}`);
  return { ...known, body: shape.parse(JSON.parse(known.body)) } as ReadEvent;
};
