/** Tracing, for the infection-control lead. Nothing is answered without a purpose, and each look-up is in the protocol before a name is shown. */
import { z } from 'zod';
import { personName, phone } from '../domain/booking.ts';
import { caseEnd, lookupPurpose } from '../domain/events.ts';
import { id, spokenCode, visitId } from '../domain/ids.ts';
import { localText } from '../domain/language.ts';
import { caseData, exposure, personKey, tracedPerson, tracedVisit } from '../domain/tracing.ts';
import { day, instant } from '../domain/time.ts';

/** Minutes together in 24 hours that count unless staff say otherwise. */
export const DEFAULT_MINUTES = 15;
/** So long before the symptoms somebody may have passed it on. */
export const DEFAULT_HOURS_BEFORE = 48;
/** A case that has been open for longer asks to be closed. */
export const REMIND_AFTER_DAYS = 60;

const label = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters');

/** Whom the search begins with. */
export const indexWish = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('receipt'), receipt: spokenCode }),
  /** Somebody of a visit, as `peopleAnswer` gives them. */
  z.strictObject({
    kind: z.literal('person'),
    visitId,
    as: z.enum(['visitor', 'companion', 'resident']),
    at: z.int().nonnegative().max(20),
  }),
  /** A resident as bookings know them, who may have had no visit. */
  z.strictObject({ kind: z.literal('resident'), id }),
  /** A member of staff was about in a ward: entered by hand, the protocol knows nothing of it. */
  z.strictObject({ kind: z.literal('staff'), name: label, ward: id, from: instant, to: instant }),
]);
export type IndexWish = z.infer<typeof indexWish>;

export const reach = z.enum(['same-place', 'same-ward', 'whole-ward']);
export type Reach = z.infer<typeof reach>;

export const searchWish = z.strictObject({
  purpose: lookupPurpose,
  index: indexWish,
  symptomsFrom: day.nullable(),
  /** Null: from 48 hours before the symptoms (of staff: from the shift on), else as far back as names are kept; until now. */
  window: z.strictObject({ from: instant, to: instant }).nullable(),
  minutes: z.int().min(1).max(1440),
  reach,
  generations: z.union([z.literal(1), z.literal(2)]),
});
export type SearchWish = z.infer<typeof searchWish>;

/** What a search found; a case is the same with its own life around it. */
export const searchAnswer = z.strictObject({
  index: personKey,
  symptomsFrom: day.nullable(),
  window: z.strictObject({ from: instant, to: instant }),
  minutes: z.int(),
  reach,
  generations: z.union([z.literal(1), z.literal(2)]),
  people: z.array(tracedPerson),
  visits: z.array(tracedVisit),
  exposures: z.array(exposure),
  unopened: z.int(),
  /** Some past days do not open in this session: the lead's key is not there. */
  locked: z.boolean(),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;

/** POST …/tracing/people : who is called so, among those whose names are still kept. */
export const peopleWish = z.strictObject({
  purpose: lookupPurpose,
  kind: z.enum(['visitor', 'resident']),
  name: personName.min(2),
});
export const peopleAnswer = z.strictObject({
  people: z.array(
    z.strictObject({
      index: indexWish,
      name: z.string(),
      phone: z.string().nullable(),
      ward: id,
      visits: z.int(),
      /** Null: no visit is known. */
      lastSeen: instant.nullable(),
    }),
  ),
  /** More were found than are shown. */
  more: z.boolean(),
  /** Visits whose names do not open. */
  unopened: z.int(),
  locked: z.boolean(),
});
export type PeopleAnswer = z.infer<typeof peopleAnswer>;

/** What the screen needs before anybody has searched: no names. */
export const tracingState = z.strictObject({
  now: instant,
  zone: z.string(),
  wards: z.array(z.strictObject({ id, name: z.string() })),
  places: z.array(z.strictObject({ id, name: localText })),
  /** Whom to ring about illness. */
  illnessPhone: phone,
  /** Past days do not open in this session. */
  locked: z.boolean(),
  /** Visits of which somebody said afterwards that they are ill, not yet looked into. */
  reports: z.array(
    z.strictObject({
      taskId: z.int(),
      receipt: spokenCode,
      symptomsFrom: day,
      reportedAt: instant,
      via: z.enum(['screen', 'staff']),
    }),
  ),
});
export type TracingState = z.infer<typeof tracingState>;

export const caseRow = z.strictObject({
  caseId: id,
  openedAt: instant,
  openedBy: z.string(),
  purpose: lookupPurpose,
  window: z.strictObject({ from: instant, to: instant }),
  /** Visits that are kept past their time. */
  held: z.int(),
  ageDays: z.int(),
  /** Open for so long that it should be closed, or somebody should say why not. */
  reminds: z.boolean(),
  closedAt: instant.nullable(),
  closedBy: z.string().nullable(),
  reason: caseEnd.nullable(),
});
export type CaseRow = z.infer<typeof caseRow>;
export const caseList = z.array(caseRow);

const note = z
  .string()
  .trim()
  .max(1000)
  .regex(/^\P{Cs}*$/u, 'no half characters');

/** POST …/tracing/cases : searches, and keeps what was found. */
export const caseWish = z.strictObject({ search: searchWish, note, taskId: z.int().positive().nullable() });
export type CaseWish = z.infer<typeof caseWish>;
/** POST …/tracing/cases/:caseId/extend : the same index person again, wider or later (null: until now); what is found is kept too. */
export const extendWish = z.strictObject({
  window: z.strictObject({ from: instant, to: instant }).nullable(),
});
/** POST …/tracing/cases/:caseId : reading it is a look-up. */
export const readCaseWish = z.strictObject({ purpose: lookupPurpose });
export const closeCaseWish = z.strictObject({ reason: caseEnd });

/** `kept`: how many visits are held; `notKept`: found, but their keys do not open in this session. */
export const caseOpened = z.strictObject({ caseId: id, kept: z.int(), notKept: z.int() });
export type CaseOpened = z.infer<typeof caseOpened>;

export const caseAnswer = z.strictObject({
  row: caseRow,
  /** Null: it does not open in this session, or is closed and gone. */
  data: caseData.nullable(),
  reach: reach.nullable(),
  locked: z.boolean(),
});
export type CaseAnswer = z.infer<typeof caseAnswer>;

/** POST …/tracing/residents : who has had visits, and who has not (P4). */
export const residentsWish = z.strictObject({ purpose: lookupPurpose });
export const residentsAnswer = z.strictObject({
  /** The days that the charts show, oldest first; the last is today. */
  days: z.array(day),
  /** Visits of all wards, by those days. */
  perDay: z.array(z.int()),
  residents: z.array(
    z.strictObject({
      name: z.string(),
      ward: id,
      /** Null: none is known. */
      lastVisit: day.nullable(),
      daysSince: z.int().nullable(),
      perDay: z.array(z.int()),
      postponements: z.int(),
      /** The next agreed visit. */
      next: instant.nullable(),
    }),
  ),
  unopened: z.int(),
  locked: z.boolean(),
});
export type ResidentsAnswer = z.infer<typeof residentsAnswer>;

/** POST /api/reception/illness : a visitor rings and says that they have fallen ill (T2). */
export const illnessWish = z.strictObject({ receipt: spokenCode, symptomsFrom: day });
export type IllnessWish = z.infer<typeof illnessWish>;
