/** What an exposure search finds, as screens and exports take it. */
import { z } from 'zod';
import { lookupPurpose } from './events.ts';
import { id, spokenCode, visitId } from './ids.ts';
import { permitClass } from './outcome.ts';
import { presenceEnd } from './presence.ts';
import { day, instant } from './time.ts';

/** A person within one case: an id of the case's own, which says nothing outside it. */
export const personKey = z.string().regex(/^p\d{1,6}$/);

export const tracedPerson = z.strictObject({
  key: personKey,
  kind: z.enum(['visitor', 'companion', 'resident', 'staff']),
  /** Null where the fields are erased or closed to this session. */
  name: z.string().nullable(),
  phone: z.string().nullable(),
  child: z.boolean(),
  /** 0: the index person. 1: met the index. 2: met somebody of 1 after they had. */
  generation: z.union([z.literal(0), z.literal(1), z.literal(2)]),
});
export type TracedPerson = z.infer<typeof tracedPerson>;

/** One time inside. `left` null: still there. Of a vigil each leg is one. */
export const tracedVisit = z.strictObject({
  visitId,
  leg: z.int().nonnegative(),
  receipt: spokenCode,
  permitClass,
  ward: id,
  place: id,
  arrived: presenceEnd,
  left: presenceEnd.nullable(),
  partySize: z.int(),
  visitor: personKey,
  companions: z.array(personKey),
  residents: z.array(personKey),
});
export type TracedVisit = z.infer<typeof tracedVisit>;

export const exposure = z.strictObject({
  from: personKey,
  to: personKey,
  generation: z.union([z.literal(1), z.literal(2)]),
  /** `certain`: both were there in any case so long; `possible`: they may have been. */
  certainty: z.enum(['certain', 'possible']),
  /** Minutes together that are certain, and that are possible at the most, in the 24 hours that have most. */
  certainMinutes: z.int().nonnegative(),
  possibleMinutes: z.int().nonnegative(),
  /** How: the same resident's visit, the same place, or only the same ward. */
  how: z.enum(['same-visit', 'same-resident', 'same-place', 'same-ward']),
  ward: id,
  place: id,
  /** The stretch of time together, at its longest. */
  start: instant,
  end: instant,
  visitId,
  otherVisitId: visitId.nullable(),
});
export type Exposure = z.infer<typeof exposure>;

/** A tracing case with what was found: everything an export needs. */
export const caseData = z.strictObject({
  caseId: id,
  openedAt: instant,
  openedBy: z.string(),
  closedAt: instant.nullable(),
  purpose: lookupPurpose,
  note: z.string().max(1000),
  index: personKey,
  symptomsFrom: day.nullable(),
  window: z.strictObject({ from: instant, to: instant }),
  minutes: z.int().min(1),
  institution: z.strictObject({ id, name: z.string(), zone: z.string(), jurisdiction: z.enum(['NO', 'DK']) }),
  wards: z.array(z.strictObject({ id, name: z.string() })),
  places: z.array(z.strictObject({ id, name: z.string() })),
  people: z.array(tracedPerson),
  visits: z.array(tracedVisit),
  exposures: z.array(exposure),
  /** Visits whose people could not be opened: erased, or closed. They may be exposed. */
  unopened: z.int().nonnegative(),
});
export type CaseData = z.infer<typeof caseData>;
