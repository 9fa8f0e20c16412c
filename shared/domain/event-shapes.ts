/** What each type of event says in the clear. What is personal lies beside it, sealed (events.ts). */
import { z } from 'zod';
import {
  caseEnd,
  codeResult,
  correctionReason,
  exportFormat,
  exportKind,
  giftKind,
  lookupPurpose,
  overrideReason,
  phaseScope,
  sealedKind,
  via,
} from './event-words.ts';
import { id, spokenCode, visitId } from './ids.ts';
import { citation, outcome, permitClass } from './outcome.ts';
import { presenceEnd } from './presence.ts';
import { day, instant } from './time.ts';

/** A list of ids in one event is at most so long; more go into more events. */
export const MOST_IDS = 500;

/** What opens a visit in the protocol: who is meant stays sealed, what tracing searches by is in the clear. */
const opened = z.strictObject({
  bookingId: id.nullable(),
  jti: id.nullable(),
  ward: id,
  place: id,
  permitClass,
  partySize: z.int().min(1).max(10),
  outcome,
  /** Ids of the rules that fired, and where each stands. Never the answers. */
  rules: z.array(id),
  citations: z.array(citation),
  pack: z.strictObject({ id, version: z.string() }),
  questionnaire: z.strictObject({ id, version: z.string() }).nullable(),
  via,
  /** When the person stood at the door. */
  attemptedAt: instant,
  /** Present when the outcome lets in. */
  arrived: presenceEnd.nullable(),
  receipt: spokenCode,
});

/** Since version 2 it is said which phase decided and by whose decision, and one visit may be to more residents. */
const openedSince2 = opened.extend({
  /** `scope` null: nobody has set one, it is the pack's own. */
  phase: z.strictObject({ id, scope: phaseScope.nullable() }).nullable(),
  /** How many of the party are children. */
  children: z.int().min(0).max(10),
  /** Where the party goes after `place`, in that order. */
  also: z.array(z.strictObject({ ward: id, place: id })).max(3),
  /** Staff are called to come along, though the outcome lets in (V9, S0:509-511). */
  callsStaff: z.boolean(),
});

/** A pack's text by its digest. */
const packNamed = z.strictObject({ id, version: z.string(), sha256: z.hash('sha256') });
const opening = { 1: opened, 2: openedSince2 } as const;

/**
 * Every type of event with its version. A published shape is never changed: a new version is added beside it.
 * `refersTo` (the event that is overridden, corrected, ended) is a column of the log, not part of these.
 */
export const eventShapes = {
  'visit.checked-in': opening,
  'visit.referred': opening,
  'visit.postponed': opening,
  'visit.overridden': {
    1: z.strictObject({
      from: outcome,
      to: outcome,
      reason: overrideReason,
      arrived: presenceEnd.nullable(),
    }),
  },
  'visit.checked-out': { 1: z.strictObject({ left: presenceEnd }) },
  /** A vigil that was out comes back to the same visit (P2, S0:354-355): asked and judged anew; each time inside is a presence of its own. */
  'visit.resumed': {
    1: openedSince2.omit({ bookingId: true, jti: true, permitClass: true, receipt: true }),
  },
  /** Somebody who waited for staff has gone again, and was never inside. */
  'visit.withdrawn': { 1: z.strictObject({}) },
  'visit.corrected': {
    1: z.strictObject({
      reason: correctionReason,
      changes: z.strictObject({
        place: id.optional(),
        ward: id.optional(),
        partySize: z.int().min(1).max(10).optional(),
        arrived: presenceEnd.optional(),
        left: presenceEnd.nullable().optional(),
      }),
    }),
  },
  /** The written reason of an override that came first by word of mouth (F2, S2:181-197); it stands in the sealed fields. */
  'visit.reason-written': { 1: z.strictObject({}) },
  /** A person gave the one who was told no an individual reason (F1, S0:703-708); the reason stands in the sealed fields. */
  'visit.reason-given': {
    1: z.strictObject({
      /** One of the pack's grounds, where the visit was postponed on one. */
      ground: id.nullable(),
      /** The new time that was agreed. */
      newTime: instant.nullable(),
      /** Ids of the pack's alternatives that were offered. */
      alternatives: z.array(id).max(20),
      /** They were told how the resident is and how contact is kept. */
      toldHow: z.boolean(),
    }),
  },
  /** A row of a day pack's paper, written in later (T8, S3:365-367): opens a visit with its own times, evidence `paper`. `rowCode`: of the sheet. */
  'visit.entered-late': {
    1: openedSince2.extend({
      rowCode: z
        .string()
        .regex(/^[A-Z0-9]{2,6}-\d{1,3}$/)
        .nullable(),
      left: presenceEnd.nullable(),
    }),
  },
  /** The visit's newest event was a mistake: it is as if it had not been (an opening: nobody was here). The words are sealed. */
  'visit.undone': {
    1: z.strictObject({
      what: z.enum([
        'visit.checked-in',
        'visit.referred',
        'visit.postponed',
        'visit.entered-late',
        'visit.checked-out',
        'visit.withdrawn',
      ]),
      reason: correctionReason,
    }),
  },
  /** Who was here has fallen ill (T2, S0:489-490), told by the receipt code. */
  'visit.illness-reported': { 1: z.strictObject({ symptomsFrom: day, via: z.enum(['screen', 'staff']) }) },
  /** A resident goes out, and comes back (P9, S0:604-640). The event's visit id is the outing's; nobody can be stopped. */
  'resident.went-out': {
    1: z.strictObject({ bookingId: id.nullable(), ward: id, via, out: presenceEnd }),
  },
  'resident.came-back': { 1: z.strictObject({ via, back: presenceEnd }) },
  /** Something was left at the door (P12, S0:921-957). The event's visit id is the gift's; who gave it to whom is sealed. */
  'gift.received': { 1: z.strictObject({ kind: giftKind, label: spokenCode }) },
  'gift.handed-over': { 1: z.strictObject({}) },
  'code.rejected': {
    1: z.strictObject({ result: codeResult.exclude(['ok']), bookingId: id.nullable(), via }),
  },
  'help.called': { 1: z.strictObject({ screen: z.string().max(40) }) },
  'log.exported': { 1: z.strictObject({ day, rows: z.int().nonnegative(), sha256: z.string() }) },
  'postponements.exported': {
    1: z.strictObject({ from: day, to: day, rows: z.int().nonnegative(), sha256: z.string() }),
  },
  /** A pack came and waits for the lead; it decides nothing yet. `sha256`: of its JSON as it is kept, hexadecimal. `signedBy`: kid. */
  'pack.received': { 1: packNamed.extend({ signedBy: z.string().nullable() }) },
  'pack.activated': {
    1: packNamed,
    2: packNamed.extend({
      signedBy: z.string().nullable(),
      why: z.enum(['start', 'activated', 'went-back']),
    }),
  },
  /** The lead looked at what a pack or phase would have done; how much of it, never whom. */
  'policy.rehearsed': {
    1: z.strictObject({
      pack: z.strictObject({ id, version: z.string() }),
      phase: id.nullable(),
      visits: z.int().nonnegative(),
      visitsHit: z.int().nonnegative(),
      bookings: z.int().nonnegative(),
      bookingsHit: z.int().nonnegative(),
    }),
  },
  /** A phase for a municipality, an institution or a ward, from an instant on (F6). The newest that is in effect for a scope holds. */
  'phase.set': {
    1: z.strictObject({
      scope: phaseScope,
      /** With scope `ward` only. */
      ward: id.nullable(),
      phase: id,
      from: instant,
      until: instant.nullable(),
    }),
  },
  /** `refersTo` names the setting that no longer holds. */
  'phase.withdrawn': { 1: z.strictObject({}) },
  /** A day was closed: who was not checked out is swept, what is still open has moved to the next day's keys. */
  'day.closed': {
    1: z.strictObject({
      day,
      visits: z.int().nonnegative(),
      swept: z.int().nonnegative(),
      moved: z.int().nonnegative(),
    }),
  },
  /** Paper for a day was printed (T8): its row codes are `CODE-1` … `CODE-rows`. */
  'day-pack.printed': {
    1: z.strictObject({ day, code: z.string().regex(/^[A-Z0-9]{2,6}$/), rows: z.int().positive().max(200) }),
  },
  /**
   * Keys and sealed bytes of personal fields are gone. `retention` and `restored`: of every visit (outing, gift) whose last day is `upTo` or earlier and
   * that no open case holds; the others: of `visitIds`. `events`: how many sealed rows went.
   */
  'fields.erased': {
    1: z.strictObject({
      why: z.enum(['retention', 'request', 'case-closed', 'restored']),
      kind: sealedKind,
      upTo: day.nullable(),
      days: z.int().min(1).max(14).nullable(),
      visitIds: z.array(visitId).max(MOST_IDS),
      visits: z.int().nonnegative(),
      events: z.int().nonnegative(),
    }),
  },
  /** Somebody looked for people in the protocol: who is the actor, why, and how many rows they were shown. */
  'tracing.looked-up': {
    1: z.strictObject({
      purpose: lookupPurpose,
      what: z.enum(['exposure', 'person', 'receipt', 'residents']),
      caseId: id.nullable(),
      from: instant.nullable(),
      to: instant.nullable(),
      rows: z.int().nonnegative(),
    }),
  },
  'case.opened': {
    1: z.strictObject({
      caseId: id,
      purpose: lookupPurpose,
      from: instant,
      to: instant,
      /** Minutes of overlap in 24 hours that count. */
      minutes: z.int().min(1).max(1440),
      /** Commits to the sealed description of the index person. */
      sealedDigest: z.string(),
    }),
  },
  /** Exactly these visits are kept past their time while the case is open. */
  'case.held': { 1: z.strictObject({ caseId: id, visitIds: z.array(visitId).min(1).max(MOST_IDS) }) },
  'case.closed': { 1: z.strictObject({ caseId: id, reason: caseEnd }) },
  /** A file with people in it was written: who is the actor. */
  'export.written': {
    1: z.strictObject({
      what: exportKind,
      format: exportFormat,
      purpose: lookupPurpose.nullable(),
      caseId: id.nullable(),
      from: day.nullable(),
      to: day.nullable(),
      rows: z.int().nonnegative(),
      sha256: z.hash('sha256'),
      encrypted: z.boolean(),
      target: id,
    }),
  },
  /** Somebody asked for what is known about themselves. */
  'rights.served': {
    1: z.strictObject({
      what: z.enum(['shown', 'printed', 'corrected', 'erased']),
      idCheck: z.enum(['id-document', 'known-to-staff', 'in-writing']),
      visits: z.int().nonnegative(),
    }),
  },
  /** Who may open past days. `days`: how many day keys were wrapped for them, or taken from them. */
  'keys.changed': {
    1: z.strictObject({
      recipient: z.string().regex(/^(municipality|lead:[A-Za-z0-9._-]{1,40})$/),
      change: z.enum(['added', 'replaced', 'removed', 'passphrase', 'recovered']),
      days: z.int().nonnegative(),
    }),
  },
  /** The protocol goes on from a backup that ended at `length`. */
  'backup.restored': { 1: z.strictObject({ length: z.int().nonnegative(), madeAt: instant }) },
} as const;

export type EventType = keyof typeof eventShapes;
type Newest<Shapes> = Shapes extends { 2: infer Shape }
  ? Shape
  : Shapes extends { 1: infer Shape }
    ? Shape
    : never;
/** The body of an event that is written today: the newest version's. Older ones are read into it (main/core/protocol). */
export type EventBody<T extends EventType> = z.infer<Newest<(typeof eventShapes)[T]>>;
