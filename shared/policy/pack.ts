/** A policy pack: dated, cited rules and what is said with them (glossary: regelpakke). Read by loadPack; nothing else parses one. */
import { z } from 'zod';
import { advice } from '../api/kiosk.ts';
import { phone } from '../domain/booking.ts';
import { id } from '../domain/ids.ts';
import { localText } from '../domain/language.ts';
import { citation, outcome, permitClass, placeKind, wardKind } from '../domain/outcome.ts';
import { day, timeOfDay } from '../domain/time.ts';

export const FACT_TYPES = ['boolean', 'number', 'string', 'date', 'strings'] as const;
export const factType = z.enum(FACT_TYPES);
export type FactType = z.infer<typeof factType>;

/** JsonLogic; what it may hold is checked by the loader (logic.ts). */
export type Logic =
  boolean | number | string | null | readonly Logic[] | { readonly [operator: string]: Logic };
const logic: z.ZodType<Logic> = z.lazy(() =>
  z.union([z.boolean(), z.number(), z.string(), z.null(), z.array(logic), z.record(z.string(), logic)]),
);

/** What is said, and where it stands in the source documents. */
export const saying = z.strictObject({
  id,
  /** To the visitor: kind, individual, without blame; says what happens now. */
  text: localText,
  /** To reception: what to do. */
  staffText: localText,
  citation,
});
export type Saying = z.infer<typeof saying>;

export const rule = saying.extend({
  when: logic,
  outcome,
  /** With `postpone`, and only then: one of the pack's `postponeGrounds` (D7, S4:114-120). */
  ground: id.optional(),
  /** Ids of the pack's conditions that the visitor is told of. */
  conditions: z.array(id),
  /** Ids of the pack's alternatives that are offered instead: never empty with `postpone` (P13, F1). */
  alternatives: z.array(id),
  /** Staff are called to come along, though the outcome lets in (V9, S0:509-511). */
  callsStaff: z.boolean().optional(),
});
export type Rule = z.infer<typeof rule>;

export const asking = z.enum(['required', 'voluntary', 'nothing']);
/** `voluntary`: may be asked, may be left unanswered (P8, S0:113-115). */
export type Asking = z.infer<typeof asking>;

/** Who is asked what: the first entry whose kinds and classes both fit (absent: all). The last fits everybody. */
export const asked = z.strictObject({
  kinds: z.array(wardKind).min(1).optional(),
  classes: z.array(permitClass).min(1).optional(),
  /** Null with `nothing`, and only then. */
  questionnaire: id.nullable(),
  asking,
});

/** The local plan (V7, S0:482-485, S4:107-112). Null: no limit. Facts are derived from it (facts.ts); rules decide what follows. */
export const plan = z.strictObject({
  /** Local time; `to` before `from` goes over midnight. */
  openingHours: z.strictObject({ from: timeOfDay, to: timeOfDay }).nullable(),
  longestMinutes: z.int().positive().nullable(),
  /** Agreed visits a week and resident. */
  visitsPerWeek: z.int().positive().nullable(),
  /** Visitor and companions together. */
  partySize: z.int().positive().nullable(),
  /** How long before the agreed start somebody may come in; who is earlier waits. */
  earliestMinutes: z.int().nonnegative().nullable(),
  /** How long after the agreed start somebody is late. */
  latestMinutes: z.int().nonnegative().nullable(),
  /** Where visits may be; null: everywhere. */
  places: z.array(placeKind).min(1).nullable(),
});
export type Plan = z.infer<typeof plan>;

export const phase = z.strictObject({
  id,
  title: localText,
  /** For staff: the plan for this phase, prepared in advance (F6, S2:46-63). */
  staffText: localText,
  citation,
  plan,
  /** What differs for a permit class. */
  classes: z.partialRecord(permitClass, plan.partial()),
  /** How many visits a place of a kind holds at once in this phase; the lesser of this and the place's own. */
  capacity: z.partialRecord(placeKind, z.int().positive()),
});
export type Phase = z.infer<typeof phase>;

export const pack = z.strictObject({
  $schema: z.string().optional(),
  id,
  version: z.string().min(1).max(40),
  jurisdiction: z.enum(['NO', 'DK']),
  title: localText,
  /** Which kinds of ward it decides for; for others it is not used (D1). */
  kinds: z.array(wardKind).min(1),
  validFrom: day,
  /** Day by which a house must have put it in practice (D8, S4:126); null: from the first. */
  phasedInBy: day.nullable(),
  /** Last day, or null: until another comes. After it no rule postpones any more: `lapsed` is said and a person decides. */
  validTo: day.nullable(),
  /** Who follows new advice, and when it was last looked at (T5, S3:223-247). */
  responsible: localText,
  lastReviewed: day,
  /** The pack that this one makes local; null: it stands by itself. */
  buildsOn: z.strictObject({ id, version: z.string().min(1).max(40) }).nullable(),
  /** Each rule by which this pack lets in less than the one it builds on (F4, S2:69). After `until` the other pack decides in its place. */
  stricter: z.array(
    z.strictObject({
      rule: id,
      medicalReason: z.string().min(10),
      owner: z.string().min(2),
      until: day,
    }),
  ),
  asks: z.array(asked).min(1),
  /** FHIR Questionnaires that come with it; one of the same id goes before the program's. What is asked can change without a new program. */
  questionnaires: z.array(z.record(z.string(), z.unknown())).max(20),
  phases: z.array(phase).min(1),
  defaultPhase: id,
  postponeGrounds: z.array(z.strictObject({ id, text: localText, citation })),
  /** The facts its rules use, each with its type: `permitClass`, `answers.LINKID`, `daysSince.LINKID` … */
  facts: z.record(z.string(), factType),
  advice: z.array(advice).min(1),
  conditions: z.array(z.strictObject({ id, text: localText })),
  /** What can be offered instead: outdoors, video, a gift, another time … */
  alternatives: z.array(z.strictObject({ id, text: localText })).min(1),
  /** Telephone numbers by topic (D8); `hours` as they are said. */
  contacts: z.array(z.strictObject({ id, topic: localText, phone, hours: localText.nullable() })),
  /** For staff who meet somebody on a way of their own (P1). */
  escort: z.strictObject({ route: localText, equipment: localText, lift: localText }),
  /** The right to complain and to information stands in a crisis (F3, S2:139-173): on every slip. */
  complaint: z.strictObject({ text: localText, citation }),
  /** How a gift is received (P12, S0:921-957). */
  gifts: saying,
  /** In order: the first that matches decides. The last matches always. */
  rules: z.array(rule).min(1),
  /** What is said when some of a party are to be postponed and others are not: a person sorts it out (`wait-for-staff`). */
  mixedParty: saying,
  /** What is said when a rule would postpone after `validTo`: a person decides (`wait-for-staff`). */
  lapsed: saying,
});
export type Pack = z.infer<typeof pack>;

/** What decides here: a pack, and the one that it makes local. */
export interface PackInForce {
  readonly pack: Pack;
  readonly base: Pack | null;
}
