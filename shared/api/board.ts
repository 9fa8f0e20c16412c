/** What reception sees: whom it expects, who waits, who is inside, who has left. */
import { z } from 'zod';
import { giftKind, phaseScope } from '../domain/events.ts';
import { id, spokenCode, visitId } from '../domain/ids.ts';
import { language, localText } from '../domain/language.ts';
import { citation, outcome, permitClass } from '../domain/outcome.ts';
import { presenceEnd } from '../domain/presence.ts';
import { day, instant } from '../domain/time.ts';
import { contact } from './kiosk.ts';
import { packWarning } from './policy.ts';

export const expectedRow = z.strictObject({
  bookingId: id,
  visitorName: z.string(),
  companions: z.array(z.string()),
  residentName: z.string(),
  ward: id,
  place: id,
  permitClass,
  partySize: z.int(),
  from: instant,
  to: instant,
  approver: z.string(),
  contactLimited: z.boolean(),
  /** One visit to more residents. */
  alsoVisits: z.array(z.strictObject({ residentName: z.string(), place: id })),
  /** Of a volunteer or provider. */
  credentials: z
    .strictObject({
      organisation: z.string(),
      confidentiality: day.nullable(),
      training: day.nullable(),
    })
    .nullable(),
});

/** What may have been a mistake, when it is what happened last with a visit. */
export const undoable = z.enum([
  'visit.checked-in',
  'visit.referred',
  'visit.postponed',
  'visit.entered-late',
  'visit.checked-out',
  'visit.withdrawn',
]);
export type Undoable = z.infer<typeof undoable>;

export const visitRow = z.strictObject({
  visitId,
  revision: z.int(),
  state: z.enum(['waiting', 'inside', 'left', 'closed']),
  /** Null where the personal fields are erased, or closed to this role. */
  visitorName: z.string().nullable(),
  phone: z.string().nullable(),
  companions: z.array(z.string()),
  residentName: z.string().nullable(),
  ward: id,
  place: id,
  permitClass,
  partySize: z.int(),
  children: z.int(),
  alsoVisits: z.array(z.strictObject({ residentName: z.string().nullable(), place: id })),
  outcome,
  /** Why (F1, P): each rule that fired, what to do, and its condition in words. Never an answer: they are not kept. */
  rules: z.array(z.strictObject({ id, staffText: localText, because: localText, citation })),
  /** The facts that are kept, in words: class, ward, phase and whose decision it is, party, place, time. */
  facts: z.array(localText),
  phase: z.strictObject({ title: localText, scope: phaseScope.nullable(), citation }).nullable(),
  /** Where somebody must be met on a way of their own: route, protective equipment, lift (P1). */
  escort: z.strictObject({ route: localText, equipment: localText, lift: localText }).nullable(),
  callsStaff: z.boolean(),
  /** What can be offered and said when it is a no (F1, P13); the pack's. */
  alternatives: z.array(z.strictObject({ id, text: localText })),
  ground: z.strictObject({ id, text: localText }).nullable(),
  /** All grounds that the pack lists: a visit is postponed on one of these only (D7, S4:114-120). */
  grounds: z.array(z.strictObject({ id, text: localText })),
  /** An override's written reason is still owed (F2). */
  reasonOwed: z.boolean(),
  /** Whoever was told no has had a reason from a person (F1); null: none was owed. */
  reasonGiven: z.boolean().nullable(),
  attemptedAt: instant,
  arrived: presenceEnd.nullable(),
  left: presenceEnd.nullable(),
  receipt: spokenCode,
  overridden: z.boolean(),
  undoable: undoable.nullable(),
  /** It was opened by mistake: nobody was here. */
  undone: z.boolean(),
});
export type VisitRow = z.infer<typeof visitRow>;

export const TASK_KINDS = [
  'visitor-waits',
  'help',
  'code',
  'sync-refused',
  /** Somebody has gone in whom staff should come to (V9). */
  'accompany',
  /** A written reason is owed for an override (F2). Stays until it is given. */
  'reason-owed',
  /** Something was left at the door for somebody (P12). */
  'gift',
  /** A policy pack came and waits for the lead. */
  'pack-received',
  /** Nobody checked them out before closing time: staff may have seen them go. Goes by itself when the next day is closed. */
  'swept',
  /** Who was here has fallen ill (T2): for the lead. */
  'fell-ill',
  /** What was kept did not follow from the log and was put right at start: for the lead. */
  'state-mended',
] as const;

export const giftRow = z.strictObject({
  giftId: visitId,
  kind: giftKind,
  label: spokenCode,
  /** Null where not told, or closed to this role. */
  visitorName: z.string().nullable(),
  residentName: z.string().nullable(),
});

/** A resident who is out (P9). */
export const outingRow = z.strictObject({
  outingId: visitId,
  residentName: z.string().nullable(),
  ward: id,
  out: presenceEnd,
});

/** Something a person must see to: a visitor who waits, a call for help, a code that needs staff. */
export const taskRow = z.strictObject({
  id: z.int(),
  kind: z.enum(TASK_KINDS),
  since: instant,
  visit: visitRow.nullable(),
  gift: giftRow.nullable(),
  /** For `help` the screen it came from, for `code` the result, for `sync-refused` the receiver's words, for `pack-received` its id and version. */
  detail: z.string().nullable(),
});

/** All that reception sees. `revision` goes back as `after` in the long poll. */
export const board = z.strictObject({
  revision: z.int(),
  now: instant,
  institution: z.string(),
  zone: z.string(),
  demo: z.boolean(),
  language,
  jurisdiction: z.enum(['NO', 'DK']),
  /** The rules in force, and what the lead should look at. */
  pack: z.strictObject({
    id,
    version: z.string(),
    title: localText,
    responsible: localText,
    lastReviewed: day,
    warnings: z.array(packWarning),
    contacts: z.array(contact),
  }),
  wards: z.array(
    z.strictObject({
      id,
      name: z.string(),
      /** Only the resident limits visits there: nothing can be refused (P8). */
      privateHome: z.boolean(),
      phase: z.strictObject({ title: localText, scope: phaseScope.nullable() }),
    }),
  ),
  places: z.array(z.strictObject({ id, ward: id, name: localText })),
  expected: z.array(expectedRow),
  waiting: z.array(taskRow),
  inside: z.array(visitRow),
  /** Residents who are out, longest first. */
  out: z.array(outingRow),
  /** Visits that ended or were postponed today, latest first. */
  ended: z.array(visitRow),
});
export type Board = z.infer<typeof board>;
