import { z } from 'zod';
import { personName, phone } from './booking.ts';
import { eventShapes, type EventType } from './event-shapes.ts';
import { id, visitId } from './ids.ts';
import { instant } from './time.ts';

export * from './event-shapes.ts';
export * from './event-words.ts';

/** The personal fields of a visit: sealed under the visit's own key. All but the visitor's name may be missing. */
export const personalFields = z.strictObject({
  visitorName: personName.optional(),
  phone: phone.optional(),
  companions: z.array(z.strictObject({ name: personName, child: z.boolean().optional() })).optional(),
  residentName: personName.optional(),
  residentId: id.optional(),
  /** The residents after the first, where one visit is to more. */
  alsoResidents: z.array(z.strictObject({ id, name: personName })).optional(),
  /** Free text of an override or correction: may name people, so it is sealed. */
  reasonText: z.string().max(500).optional(),
});
export type PersonalFields = z.infer<typeof personalFields>;

/** Who did it: the visitor at the screen, a member of staff by account id, or the kiosk itself. */
export const actor = z.union([
  z.literal('visitor'),
  z.literal('kiosk'),
  z.string().regex(/^staff:[A-Za-z0-9._-]{1,40}$/),
]);
export type Actor = z.infer<typeof actor>;

/** An event as it lies in the log and goes to the municipality. Binary fields are base64url. */
export const storedEvent = z.strictObject({
  seq: z.int().positive(),
  id: z.uuid(),
  type: z.enum(Object.keys(eventShapes) as [EventType, ...EventType[]]),
  version: z.int().positive(),
  at: instant,
  visitId: visitId.nullable(),
  refersTo: z.int().positive().nullable(),
  actor,
  /** Canonical JSON of the body, byte for byte as hashed. */
  body: z.string(),
  /** SHA-256 over salt and personal fields; null when the event has none. */
  commitment: z.string().nullable(),
  /** SHA-256 of the ciphertext; null as above. */
  sealedDigest: z.string().nullable(),
  prevHash: z.string(),
  hash: z.string(),
});
export type StoredEvent = z.infer<typeof storedEvent>;
