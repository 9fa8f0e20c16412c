/** A policy pack: dated, cited rules and what is said with them (glossary: regelpakke). */
import { z } from 'zod';
import { advice } from '../api/kiosk.ts';
import { id } from '../domain/ids.ts';
import { localText } from '../domain/language.ts';
import { citation, outcome, wardKind } from '../domain/outcome.ts';
import { day } from '../domain/time.ts';

export const FACT_TYPES = ['boolean', 'number', 'string', 'date', 'strings'] as const;
export const factType = z.enum(FACT_TYPES);
export type FactType = z.infer<typeof factType>;

/** JsonLogic; what it may hold is checked by the loader (logic.ts). */
export type Logic =
  boolean | number | string | null | readonly Logic[] | { readonly [operator: string]: Logic };
const logic: z.ZodType<Logic> = z.lazy(() =>
  z.union([z.boolean(), z.number(), z.string(), z.null(), z.array(logic), z.record(z.string(), logic)]),
);

/** What a rule says when it fires. */
const saying = {
  id,
  /** To the visitor: kind, individual, without blame; says what happens now. */
  text: localText,
  /** To reception; staff's screens are in bokmål. */
  staffText: z.string().min(1),
  citation,
};

export const rule = z.strictObject({
  ...saying,
  when: logic,
  outcome,
  /** With `postpone`, and only then: one of the pack's `postponeGrounds` (D7, S4:114-120). */
  ground: id.optional(),
  /** Ids of the pack's conditions that the visitor is told of. */
  conditions: z.array(id),
});
export type Rule = z.infer<typeof rule>;

export const asking = z.enum(['required', 'voluntary', 'nothing']);
/** `voluntary`: may be asked, may be left unanswered (P8, S0:113-115). */
export type Asking = z.infer<typeof asking>;

export const pack = z.strictObject({
  id,
  version: z.string().min(1).max(40),
  jurisdiction: z.enum(['NO', 'DK']),
  title: localText,
  /** Which kinds of ward it decides for; for others it is not used. */
  kinds: z.array(wardKind).min(1),
  validFrom: day,
  /** Last day, or null: until another comes. */
  validTo: day.nullable(),
  /** Who follows new advice, and when it was last looked at (T5, S3:223-247). */
  responsible: z.string().min(1),
  lastReviewed: day,
  questionnaire: id,
  asks: z.record(wardKind, asking),
  phases: z.array(id).min(1),
  defaultPhase: id,
  postponeGrounds: z.array(z.strictObject({ id, text: localText, citation })),
  /** The facts its rules use, each with its type: `permitClass`, `answers.LINKID`, `daysSince.LINKID` … */
  facts: z.record(z.string(), factType),
  advice: z.array(advice).min(1),
  conditions: z.array(z.strictObject({ id, text: localText })),
  /** In order: the first that matches decides. The last matches always. */
  rules: z.array(rule).min(1),
  /** What is said when some of a party are to be postponed and others are not: a person sorts it out (`wait-for-staff`). */
  mixedParty: z.strictObject(saying),
});
export type Pack = z.infer<typeof pack>;
