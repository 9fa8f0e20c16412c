import type { z } from 'zod';
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

/** `visit`, `resident`, `gift` …: whose id an event's visit id is. */
export const familyOf = (type: EventType): string => type.slice(0, type.indexOf('.'));
/** Families whose events are each of one visit, outing or gift. */
export const OF_ONE: ReadonlySet<string> = new Set(['visit', 'resident', 'gift']);

type Shapes = Readonly<Record<number, z.ZodType>>;
const shapesOf = (type: EventType): Shapes => eventShapes[type];

/** The version in which an event of this type is written today, and its shape. */
export const newestShape = (type: EventType): { version: number; shape: z.ZodType } => {
  const newest = NEWEST.get(type);
  if (!newest) throw new RangeError(`${type} has no version`);
  return newest;
};
const NEWEST: ReadonlyMap<string, { version: number; shape: z.ZodType }> = new Map(
  Object.entries<Shapes>(eventShapes).flatMap(([type, shapes]) => {
    const version = Math.max(...Object.keys(shapes).map(Number));
    const shape = shapes[version];
    return shape ? [[type, { version, shape }]] : [];
  }),
);

const openingOf1 = { phase: null, children: 0, also: [], callsStaff: false } as const satisfies Partial<
  EventBody<'visit.checked-in'>
>;
/** What version 2 says beside version 1, of an event that was written before there was one. */
const SINCE_2: Partial<Record<EventType, object>> = {
  'visit.checked-in': openingOf1,
  'visit.referred': openingOf1,
  'visit.postponed': openingOf1,
  'pack.activated': { signedBy: null, why: 'activated' } satisfies Partial<EventBody<'pack.activated'>>,
};

/**
 * A body by the shape of its type and version, as the newest version would say it. Throws ZodError, or RangeError for a version that is
 * not known here.
 */
export const readBody = <T extends EventType>(type: T, version: number, text: string): EventBody<T> => {
  const shape = shapesOf(type)[version];
  if (!shape) throw new RangeError(`${type} has no version ${version}`);
  const body = shape.parse(JSON.parse(text)) as object;
  return (version === 1 ? { ...SINCE_2[type], ...body } : body) as EventBody<T>;
};

/** Throws as `readBody` does. */
export const readEvent = (event: StoredEvent): ReadEvent => {
  const known = storedEvent.parse(event);
  return { ...known, body: readBody(known.type, known.version, known.body) } as ReadEvent;
};
