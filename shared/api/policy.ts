/** The infection-control lead and the rules: what is in force, what could be, what it would do. Paths under /api/infection-control/policy. */
import { z } from 'zod';
import { phaseScope } from '../domain/events.ts';
import { id, visitId } from '../domain/ids.ts';
import { localText } from '../domain/language.ts';
import { citation, outcome, permitClass } from '../domain/outcome.ts';
import { day, instant } from '../domain/time.ts';

const packName = z.strictObject({ id, version: z.string() });

export const PACK_WARNINGS = [
  'unsigned',
  'not-yet',
  'expired',
  'expires-soon',
  'review-old',
  'base-missing',
] as const;
/** `review-old`: last reviewed more than 30 days ago. `expires-soon`: within 14 days. */
export const packWarning = z.enum(PACK_WARNINGS);

export const packRow = packName.extend({
  title: localText,
  jurisdiction: z.enum(['NO', 'DK']),
  source: z.enum(['program', 'municipality', 'file']),
  state: z.enum(['in-force', 'ready', 'refused']),
  /** Key id of the signature; null: unsigned. */
  signedBy: z.string().nullable(),
  validFrom: day,
  phasedInBy: day.nullable(),
  validTo: day.nullable(),
  responsible: localText,
  lastReviewed: day,
  buildsOn: packName.nullable(),
  stricter: z.array(
    z.strictObject({
      rule: id,
      medicalReason: z.string(),
      owner: z.string(),
      until: day,
      lapsed: z.boolean(),
    }),
  ),
  warnings: z.array(packWarning),
  /** Why it cannot be put in force, a sentence each (English, for whoever wrote it); empty otherwise. */
  problems: z.array(z.string()),
  /** Was in force before the one that is: one can go back to it. */
  wasInForce: z.boolean(),
});
export type PackRow = z.infer<typeof packRow>;

export const phaseSetting = z.strictObject({
  /** The event's number: names it when it is withdrawn. */
  seq: z.int(),
  scope: phaseScope,
  ward: id.nullable(),
  phase: id,
  from: instant,
  until: instant.nullable(),
  by: z.string(),
});

/** GET …/policy */
export const policyState = z.strictObject({
  packs: z.array(packRow),
  phases: z.array(
    z.strictObject({ id, title: localText, staffText: localText, citation, isDefault: z.boolean() }),
  ),
  wards: z.array(
    z.strictObject({
      id,
      name: z.string(),
      /** In effect now, and whose setting it is; null: nobody's, the pack's own. */
      phase: id,
      scope: phaseScope.nullable(),
    }),
  ),
  /** In effect or to come, newest first. */
  settings: z.array(phaseSetting),
});
export type PolicyState = z.infer<typeof policyState>;

/** GET …/policy/packs/:id/:version : what a lead reads. The condition is in words of each language. */
export const packInWords = z.strictObject({
  pack: packRow,
  questionnaires: z.array(z.strictObject({ id, title: localText, questions: z.array(localText) })),
  phases: z.array(
    z.strictObject({ id, title: localText, staffText: localText, citation, plan: z.array(localText) }),
  ),
  rules: z.array(
    z.strictObject({
      id,
      when: localText,
      outcome,
      ground: localText.nullable(),
      text: localText,
      staffText: localText,
      conditions: z.array(localText),
      alternatives: z.array(localText),
      citation,
      callsStaff: z.boolean(),
      stricter: z.boolean(),
    }),
  ),
  contacts: z.array(z.strictObject({ topic: localText, phone: z.string(), hours: localText.nullable() })),
});
export type PackInWords = z.infer<typeof packInWords>;

/** What is rehearsed, and then put in force: a pack, or a phase, never both at once. */
export const policyChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pack'), id, version: z.string() }),
  z.strictObject({
    kind: z.literal('phase'),
    scope: phaseScope.exclude(['municipality']),
    ward: id.nullable(),
    phase: id,
    /** Null: now. */
    from: instant.nullable(),
    until: instant.nullable(),
  }),
]);
export type PolicyChange = z.infer<typeof policyChange>;

const hit = {
  permitClass,
  ward: id,
  place: id,
  partySize: z.int(),
  /** What was decided, or would be today, and what would be. */
  before: outcome,
  /** More than one: answers are not kept, so what they were is not certain. */
  after: z.array(outcome).min(1),
  certain: z.boolean(),
  rules: z.array(z.strictObject({ id, staffText: localText, citation })),
};
/** POST …/policy/rehearsal (policyChange) */
export const rehearsal = z.strictObject({
  change: policyChange,
  /** Goes back with the activation: what is put in force is what was rehearsed, on the same day. */
  token: z.string(),
  from: day,
  to: day,
  visits: z.int(),
  visitsHit: z.array(z.strictObject({ ...hit, visitId, at: instant })),
  tomorrow: day,
  bookings: z.int(),
  /** As they would fare if nothing is answered with yes; with whom to ring: the call list. */
  bookingsHit: z.array(
    z.strictObject({
      ...hit,
      bookingId: id,
      from: instant,
      visitorName: z.string(),
      phone: z.string().nullable(),
      residentName: z.string(),
    }),
  ),
});
export type Rehearsal = z.infer<typeof rehearsal>;

/** POST …/policy/activate */
export const activateRequest = z.strictObject({ change: policyChange, token: z.string() });
/** POST …/policy/back : the pack that was in force before. POST …/policy/phases/:seq/withdraw */

/** POST …/policy/packs : a pack's file as the lead has it: a compact JWS, or (demo) plain JSON. Kept as ready, or refused with sentences. */
export const packFile = z.strictObject({ text: z.string().max(2_000_000) });
export const packFileAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready'), pack: packRow }),
  z.strictObject({ kind: z.literal('refused'), problems: z.array(z.string()).min(1) }),
]);
