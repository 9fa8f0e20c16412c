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
  /** One of a resident's one or two fixed visitors (D5, S4:73-91). */
  'fixed-visitor',
  /** A critical situation that the management has decided is one (D3, S4:61-69): which of them is not told here. */
  'critical-situation',
  'end-of-life',
  'vigil',
  'child',
  /** Relatives who calm and help (P5, S0:361-371). */
  'dementia',
  'long-stay',
  'birth-partner',
  'volunteer',
  'provider',
  /** Hairdressers and the like (P7). In Denmark not a visitor (D2). */
  'service',
  /** Goods for the house; a gift has a way of its own, without a booking. */
  'delivery',
  'employee',
  'day-user',
  /** Who comes to stay for respite or a rolling stay (P10, S0:552-592). */
  'respite',
  /** A resident's own code, to go out and come back with (P9). */
  'resident',
] as const;
export const permitClass = z.enum(PERMIT_CLASSES);
export type PermitClass = z.infer<typeof permitClass>;

/**
 * What kind of unit it is decides whose rules hold: a flat in care housing is a private home (P8, S0:103-125). The Danish ones are those of
 * S4:35-57 by the paragraph they are named after, and those that are exempt (S4:155).
 */
export const WARD_KINDS = [
  'nursing-home',
  'respite-unit',
  'children-housing',
  'hospital-ward',
  'care-housing',
  'day-centre',
  'dk-day-offer-32',
  'dk-club-36',
  'dk-own-rooms-66-5',
  'dk-children-66-6',
  'dk-residential-66-7',
  'dk-temporary-107',
  'dk-long-term-108',
  'dk-crisis-centre-109',
  'dk-shelter-110',
  'dk-housing-like',
  'dk-acute-offer',
  'dk-drug-treatment',
  'dk-sheltered-work',
  'dk-activity-offer',
] as const;
export const wardKind = z.enum(WARD_KINDS);
export type WardKind = z.infer<typeof wardKind>;

/** Where a visit may be (V7, S0:482-485, S4:107-112). `home`: the resident's own flat. */
export const PLACE_KINDS = [
  'own-room',
  'home',
  'visit-room',
  'common-area',
  'outdoors',
  'pavilion',
  'plexiglass',
  'garden-walk',
  'day-centre',
] as const;
export const placeKind = z.enum(PLACE_KINDS);
export type PlaceKind = z.infer<typeof placeKind>;

/** How a decision is shown to be right: where a rule stands in the source documents, and as it was printed. */
export const citation = z.strictObject({
  source: z.string().regex(/^S[0-4]:\d+(-\d+)?$/, 'a citation is like S0:347 or S0:347-352'),
  printed: z.string().min(1),
});
export type Citation = z.infer<typeof citation>;
