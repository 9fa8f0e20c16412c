/** The visitor's own rights: what is known of somebody, put right, and forgotten early. `/api/infection-control/rights`. */
import { z } from 'zod';
import { personName, phone } from '../domain/booking.ts';
import { sealedKind } from '../domain/events.ts';
import { id, spokenCode, visitId } from '../domain/ids.ts';
import { outcome, permitClass } from '../domain/outcome.ts';
import { presenceEnd } from '../domain/presence.ts';
import { day, instant } from '../domain/time.ts';

/** How staff know that somebody is who they say: asked first, and written down. */
export const ID_CHECKS = ['id-document', 'known-to-staff', 'in-writing'] as const;
export const idCheck = z.enum(ID_CHECKS);
export type IdCheck = z.infer<typeof idCheck>;

/** POST …/rights/find */
export const findWish = z.strictObject({
  idCheck,
  by: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('name'), name: personName }),
    z.strictObject({ kind: z.literal('phone'), phone }),
    z.strictObject({ kind: z.literal('receipt'), receipt: spokenCode }),
  ]),
});
export type FindWish = z.infer<typeof findWish>;

/** Why somebody is not forgotten now. */
export const NOT_FORGOTTEN = [
  'unknown',
  'erased',
  'still-here',
  'task-open',
  'keys-closed',
  'changed-meanwhile',
  'held',
] as const;
export const notForgotten = z.strictObject({ why: z.enum(NOT_FORGOTTEN), cases: z.array(id) });
export type NotForgottenAnswer = z.infer<typeof notForgotten>;

/** What is kept of one visit, outing or gift. */
export const aboutRow = z.strictObject({
  visitId,
  what: z.enum(['visit', 'outing', 'gift']),
  /** Of a visit, as corrections name it. */
  revision: z.int().nullable(),
  receipt: spokenCode.nullable(),
  day,
  /** What the person was there. */
  as: z.array(z.enum(['visitor', 'companion', 'resident'])),
  ward: id.nullable(),
  place: id.nullable(),
  permitClass: permitClass.nullable(),
  outcome: outcome.nullable(),
  arrived: presenceEnd.nullable(),
  left: presenceEnd.nullable(),
  visitorName: z.string().nullable(),
  phone: z.string().nullable(),
  companions: z.array(z.string()),
  residentName: z.string().nullable(),
  /** What staff wrote about it. */
  texts: z.array(z.string()),
  events: z.array(z.strictObject({ at: instant, type: z.string() })),
  /** The municipality has it too. */
  sent: z.boolean(),
  /** Until which day each kind is kept; null where a case holds it, so that nobody knows. */
  kept: z.array(z.strictObject({ kind: sealedKind, until: day.nullable() })),
  /** Null: may be forgotten now. */
  not: notForgotten.nullable(),
});
export type AboutRow = z.infer<typeof aboutRow>;

export const about = z.strictObject({
  rows: z.array(aboutRow),
  /** There are more than are shown. */
  more: z.boolean(),
  /** Visits of which nothing could be read. `locked`: because the lead's key is not open in this session. */
  unopened: z.int(),
  locked: z.boolean(),
});
export type About = z.infer<typeof about>;

/** POST …/rights/printed: what was shown was printed, and given to the person. */
export const printedWish = z.strictObject({ idCheck, visits: z.int().positive() });
/** POST …/rights/visits/ID/correct */
export const correctAboutWish = z.strictObject({
  idCheck,
  revision: z.int(),
  reasonText: z.string().trim().min(3).max(500),
  changes: z
    .strictObject({
      visitorName: personName.optional(),
      phone: phone.optional(),
      companions: z.array(personName).max(9).optional(),
    })
    .refine((changes) => Object.keys(changes).length > 0, 'nothing to correct'),
});
export type CorrectAboutWish = z.infer<typeof correctAboutWish>;
/** POST …/rights/visits/ID/forget */
export const forgetWish = z.strictObject({ idCheck });
export const forgetAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('forgotten'),
    /** False: older backups open the others of that day no longer, and no newer one could be made yet. */
    backedUp: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('not'), not: notForgotten }),
]);
export type ForgetAnswer = z.infer<typeof forgetAnswer>;
