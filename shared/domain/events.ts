import { z } from 'zod';
import { personName, phone } from './booking.ts';
import { id, spokenCode, visitId } from './ids.ts';
import { citation, outcome, permitClass } from './outcome.ts';
import { presenceEnd } from './presence.ts';
import { day, instant } from './time.ts';

/** Why staff decide otherwise than the rules (glossary: overstyring). */
export const OVERRIDE_REASONS = [
  'end-of-life',
  'clinical-assessment',
  'agreed-by-manager',
  'misunderstood-question',
  'new-symptoms-seen',
  'no-capacity',
  'other',
] as const;
export const overrideReason = z.enum(OVERRIDE_REASONS);

/** Why a record is corrected. */
export const CORRECTION_REASONS = [
  'wrong-person',
  'wrong-time',
  'wrong-place',
  'wrong-party',
  'typing-error',
  'other',
] as const;
export const correctionReason = z.enum(CORRECTION_REASONS);

export const VIA = ['camera', 'scanner', 'word-code', 'staff'] as const;
export const via = z.enum(VIA);

/** The closed list of what can become of a code that is held to the kiosk (issue 2 §3; libpretixsync's habit). */
export const CODE_RESULTS = [
  'ok',
  'not-readable',
  'not-ours',
  'bad-signature',
  'unknown-key',
  'expired',
  'too-early',
  'cancelled',
  'already-used',
  'other-institution',
  'other-entrance',
  'blocked',
] as const;
export const codeResult = z.enum(CODE_RESULTS);
export type CodeResult = z.infer<typeof codeResult>;

/** What opens a visit in the protocol: who is meant stays sealed, what tracing searches by is in the clear. */
const opened = z.strictObject({
  bookingId: id.nullable(),
  jti: id.nullable(),
  ward: id,
  place: id,
  permitClass,
  partySize: z.int().min(1).max(10),
  outcome,
  /** Ids of the rules that fired, and where each stands. Never the answers. */
  rules: z.array(id),
  citations: z.array(citation),
  pack: z.strictObject({ id, version: z.string() }),
  questionnaire: z.strictObject({ id, version: z.string() }).nullable(),
  via,
  /** When the person stood at the door. */
  attemptedAt: instant,
  /** Present when the outcome lets in. */
  arrived: presenceEnd.nullable(),
  receipt: spokenCode,
});

/**
 * Every type of event with its version. A published shape is never changed: a new version is added beside it.
 * `refersTo` (the event that is overridden, corrected, ended) is a column of the log, not part of these.
 */
export const eventShapes = {
  'visit.checked-in': { 1: opened },
  'visit.referred': { 1: opened },
  'visit.postponed': { 1: opened },
  'visit.overridden': {
    1: z.strictObject({
      from: outcome,
      to: outcome,
      reason: overrideReason,
      arrived: presenceEnd.nullable(),
    }),
  },
  'visit.checked-out': { 1: z.strictObject({ left: presenceEnd }) },
  /** Somebody who waited for staff has gone again, and was never inside. */
  'visit.withdrawn': { 1: z.strictObject({}) },
  'visit.corrected': {
    1: z.strictObject({
      reason: correctionReason,
      changes: z.strictObject({
        place: id.optional(),
        ward: id.optional(),
        partySize: z.int().min(1).max(10).optional(),
        arrived: presenceEnd.optional(),
        left: presenceEnd.nullable().optional(),
      }),
    }),
  },
  'code.rejected': {
    1: z.strictObject({ result: codeResult.exclude(['ok']), bookingId: id.nullable(), via }),
  },
  'help.called': { 1: z.strictObject({ screen: z.string().max(40) }) },
  'log.exported': { 1: z.strictObject({ day, rows: z.int().nonnegative(), sha256: z.string() }) },
  /** `sha256`: of the pack's JSON as it is kept, hexadecimal. */
  'pack.activated': { 1: z.strictObject({ id, version: z.string(), sha256: z.hash('sha256') }) },
} as const;

export type EventType = keyof typeof eventShapes;
export type EventBody<T extends EventType> = z.infer<(typeof eventShapes)[T][1]>;

/** The personal fields of a visit: sealed under the visit's own key. All but the visitor's name may be missing. */
export const personalFields = z.strictObject({
  visitorName: personName.optional(),
  phone: phone.optional(),
  companions: z.array(z.strictObject({ name: personName })).optional(),
  residentName: personName.optional(),
  residentId: id.optional(),
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
