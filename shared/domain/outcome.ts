import { z } from 'zod';

/** The six outcomes (design.md §3). `postpone` only on a ground that the pack lists; `right-of-access` has no refusal beside it. */
export const OUTCOMES = [
  'admit',
  'admit-with-conditions',
  'wait-for-staff',
  'escorted-route',
  'postpone',
  'right-of-access',
] as const;
export const outcome = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof outcome>;

/** With these the visitor walks in by themselves, and is inside from that moment. */
export const LETS_IN: ReadonlySet<Outcome> = new Set(['admit', 'admit-with-conditions', 'right-of-access']);

/** What kind of permission the booking gives (glossary: besøkstype). Never the clinical ground behind it (V6, S0:208-259). */
export const PERMIT_CLASSES = [
  'ordinary',
  'fixed-visitor',
  'end-of-life',
  'vigil',
  'child',
  'long-stay',
  'birth-partner',
  'volunteer',
  'provider',
  'service',
  'day-user',
] as const;
export const permitClass = z.enum(PERMIT_CLASSES);
export type PermitClass = z.infer<typeof permitClass>;

/** A ward's kind decides whose rules hold: a flat in care housing is a private home (P8, S0:103-125). */
export const WARD_KINDS = ['nursing-home', 'care-housing', 'day-centre'] as const;
export const wardKind = z.enum(WARD_KINDS);
export type WardKind = z.infer<typeof wardKind>;

/** How a decision is shown to be right: where a rule stands in the source documents, and as it was printed. */
export const citation = z.strictObject({
  source: z.string().regex(/^S[0-4]:\d+(-\d+)?$/, 'a citation is like S0:347 or S0:347-352'),
  printed: z.string().min(1),
});
export type Citation = z.infer<typeof citation>;
