/** What reception writes down: who comes and goes without a code, what a person decides, and what was wrong. */
import { z } from 'zod';
import { personName, phone } from '../domain/booking.ts';
import { correctionReason, overrideReason } from '../domain/events.ts';
import { id } from '../domain/ids.ts';
import { outcome, permitClass } from '../domain/outcome.ts';
import { day, instant } from '../domain/time.ts';

/** In staff's own words, sealed where it is kept. Half a character has no text in the protocol. */
const reasonText = z
  .string()
  .trim()
  .max(500)
  .regex(/^\P{Cs}*$/u, 'no half characters');

/** A resident goes out and comes back (POST …/outings): nobody's visitor. */
export const walkInClass = permitClass.exclude(['resident']);

/** Reception checks in somebody without a code: from a booking, or without one (then all fields are asked for). */
export const staffCheckIn = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('booking'),
    attempt: z.uuid(),
    bookingId: id,
    partySize: z.int().min(1).max(10),
  }),
  z.strictObject({
    kind: z.literal('walk-in'),
    attempt: z.uuid(),
    visitorName: personName,
    phone: phone.nullable(),
    companions: z.array(personName).max(9),
    residentName: personName,
    place: id,
    permitClass: walkInClass,
    reason: overrideReason,
    reasonText,
  }),
]);
export type StaffCheckIn = z.infer<typeof staffCheckIn>;

export const overrideRequest = z.strictObject({
  /** The revision that was on the screen: somebody else's newer decision is not overwritten unseen (409). */
  revision: z.int(),
  to: outcome,
  reason: overrideReason,
  /**
   * May be empty where they are let in, or met on a way of their own: then the written reason is owed (F2, S2:181-197). Otherwise it is
   * needed at once (refusal `reason-needed`).
   */
  reasonText,
});
export type OverrideRequest = z.infer<typeof overrideRequest>;

/** POST …/visits/:id/reason : the reason that was owed (F2). */
export const writtenReason = z.strictObject({ reasonText: reasonText.min(3) });

/** POST …/visits/:id/reason-given : what whoever was told no was told (F1); once more corrects it. Answers visitRow. */
export const reasonGiven = z.strictObject({
  revision: z.int(),
  reasonText: reasonText.min(3),
  /** One of the row's `grounds`: needed in Denmark where staff said no and no rule names one (D7; refusal `ground-needed`). */
  ground: id.nullable(),
  newTime: instant.nullable(),
  alternatives: z.array(id).max(20),
  toldHow: z.boolean(),
});
export type ReasonGiven = z.infer<typeof reasonGiven>;

/** POST /api/reception/outings : a resident without a code goes out. POST …/outings/:id/back */
export const outingRequest = z.strictObject({
  attempt: z.uuid(),
  residentName: personName,
  ward: id,
});

export const staffCheckOut = z.strictObject({
  /** When they left: seen now, or an earlier instant that staff know of. Never in the future, never before arrival. */
  leftAt: instant.nullable(),
});

export const correctRequest = z.strictObject({
  revision: z.int(),
  reason: correctionReason,
  reasonText: reasonText.min(3),
  changes: z
    .strictObject({
      visitorName: personName.optional(),
      phone: phone.optional(),
      companions: z.array(personName).max(9).optional(),
      place: id.optional(),
      arrivedAt: instant.optional(),
      leftAt: instant.nullable().optional(),
    })
    .refine((changes) => Object.keys(changes).length > 0, 'nothing to correct'),
});
export type CorrectRequest = z.infer<typeof correctRequest>;

/** POST …/visits/:id/undo : what happened last was a mistake. Answers visitRow. */
export const undoRequest = z.strictObject({
  revision: z.int(),
  reason: correctionReason,
  /** May be empty. */
  reasonText,
});
export type UndoRequest = z.infer<typeof undoRequest>;

/** POST …/tasks/:id/swept : «Så du dem gå?» */
export const sweptAnswer = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('saw'), leftAt: instant }),
  z.strictObject({ answer: z.literal('still-here') }),
  z.strictObject({ answer: z.literal('unknown') }),
]);
export type SweptAnswer = z.infer<typeof sweptAnswer>;

/** POST …/late-rows : a row of paper (T8, S3:365-367). The same attempt again is the same visit. */
export const lateRow = z.strictObject({
  attempt: z.uuid(),
  /** As it stands on a printed day pack; null: another paper. */
  rowCode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{2,6}-\d{1,3}$/)
    .nullable(),
  /** An agreed visit that is still expected. */
  bookingId: id.nullable(),
  day,
  visitorName: personName,
  phone: phone.nullable(),
  companions: z.array(personName).max(9),
  residentName: personName.nullable(),
  place: id,
  permitClass: walkInClass,
  /** Null: nobody wrote it down. */
  arrivedAt: instant.nullable(),
  leftAt: instant.nullable(),
  /** They have not gone yet; `leftAt` is null then. */
  stillHere: z.boolean(),
});
export type LateRow = z.infer<typeof lateRow>;
