/** Staff: sign-in, reception, infection control. Every call but sign-in carries the header `besoksvert-staff: SESSION`. */
import { z } from 'zod';
import { personName, phone } from '../domain/booking.ts';
import { correctionReason, giftKind, overrideReason, phaseScope } from '../domain/events.ts';
import { id, spokenCode, visitId } from '../domain/ids.ts';
import { language, localText } from '../domain/language.ts';
import { citation, outcome, permitClass } from '../domain/outcome.ts';
import { presenceEnd } from '../domain/presence.ts';
import { pin, staff } from '../domain/staff.ts';
import { day, instant } from '../domain/time.ts';
import { contact } from './kiosk.ts';
import { packWarning } from './policy.ts';

export const STAFF_HEADER = 'besoksvert-staff';
/**
 * What a screen asks for by itself (GET of the board, the days, the sync status) does not keep a session alive. It does with this header,
 * any value: send it when somebody has touched the screen or a key since the last call.
 */
export const PRESENT_HEADER = 'besoksvert-present';

export const signInRequest = z.strictObject({ name: personName, pin });
export const signInAnswer = z.strictObject({
  session: z.string(),
  staff,
  /** After so many seconds without a call the session ends by itself. */
  idleSeconds: z.int(),
});
export type SignInAnswer = z.infer<typeof signInAnswer>;

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

/** GET …/visits/:id/slip : what is printed for whoever was told no (F1, F3, D7), in any language. */
export const slip = z.strictObject({
  institution: z.string(),
  date: instant,
  zone: z.string(),
  visitorName: z.string().nullable(),
  receipt: spokenCode,
  /** In the words of the person who gave it; in the language they wrote. Null until it is given. */
  reason: z.string().nullable(),
  texts: z.array(localText),
  ground: z.strictObject({ text: localText, citation }).nullable(),
  citations: z.array(citation),
  newTime: instant.nullable(),
  alternatives: z.array(localText),
  contacts: z.array(contact),
  receptionPhone: z.string(),
  complaint: z.strictObject({ text: localText, citation }),
  givenBy: z.string().nullable(),
});
export type Slip = z.infer<typeof slip>;

/** POST /api/reception/outings : a resident without a code goes out. POST …/outings/:id/back */
export const outingRequest = z.strictObject({
  attempt: z.uuid(),
  residentName: personName,
  ward: id,
});

/** GET /api/reception/evacuation : who is in the house, and which residents are out; as of `now`. */
export const evacuation = z.strictObject({
  now: instant,
  /** The database cannot be read: it is what was known at `now`. */
  fromMemory: z.boolean(),
  institution: z.string(),
  zone: z.string(),
  inside: z.array(
    z.strictObject({
      visitorName: z.string().nullable(),
      companions: z.array(z.string()),
      partySize: z.int(),
      residentName: z.string().nullable(),
      ward: id,
      place: id,
      since: instant,
      receipt: spokenCode,
    }),
  ),
  out: z.array(outingRow),
});
export type Evacuation = z.infer<typeof evacuation>;

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

/** POST /api/reception/day-pack : paper for a day, today or tomorrow (T8). Each is written down, with its row codes `CODE-1` … */
export const dayPackRequest = z.strictObject({ day, rows: z.int().min(1).max(200) });
export const dayPack = z.strictObject({
  institution: z.string(),
  zone: z.string(),
  day,
  printedAt: instant,
  code: z.string(),
  rows: z.int(),
  expected: z.array(expectedRow),
  evacuation,
  /** The signed head of the protocol: whoever keeps the paper can show that nothing was cut off. */
  head: z.strictObject({ length: z.int(), hash: z.string(), jws: z.string() }),
});
export type DayPack = z.infer<typeof dayPack>;

export const dayList = z.array(z.strictObject({ day, visits: z.int() }));

/** What can come in the way of a sync. A closed list: screens word it, the log takes it as it is. */
export const SYNC_PROBLEMS = [
  /** No connection, or it broke off. */
  'unreachable',
  'timeout',
  /** 401, 403: this kiosk or its token is not known there. */
  'not-allowed',
  /** 404: the address in the settings is not a municipality's. */
  'wrong-address',
  /** 400, 413, 422 …: what was asked was turned away whole; the events of a batch wait, and go in another next time. */
  'turned-away',
  /** 5xx. */
  'server-error',
  /** An answer that is not what the protocol says. */
  'bad-answer',
  /** The receiver gave no verdict, or two different ones, for some events. */
  'not-all-answered',
  /** What came in could not be taken in; nothing of it was. */
  'import-failed',
  /** Some of what came in could not be used and was left out; the rest is in. */
  'some-left-out',
  /** Something in the kiosk itself, which its log names; the door goes on. */
  'kiosk-failed',
] as const;
export type SyncProblem = (typeof SYNC_PROBLEMS)[number];

export const syncReport = z.strictObject({
  /** `done`: all of it. `partly`: some was refused by the receiver. `failed`: not reached or broken off; nothing is lost. */
  outcome: z.enum(['done', 'partly', 'failed']),
  startedAt: instant,
  sent: z.int(),
  acknowledged: z.int(),
  refused: z.int(),
  waiting: z.int(),
  bookings: z.int(),
  cancelled: z.int(),
  problem: z.enum(SYNC_PROBLEMS).nullable(),
  /** What came in and could not be used, a sentence each, for an administrator. */
  leftOut: z.array(z.string()),
});
export type SyncReport = z.infer<typeof syncReport>;
export const syncStatus = z.strictObject({
  last: syncReport.nullable(),
  waiting: z.int(),
  refused: z.int(),
  next: instant.nullable(),
});
