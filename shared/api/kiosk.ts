/** What the visitor's screen and the core say to each other. The screen holds no ticket: it shows the code again each time, and the core checks it again. */
import { z } from 'zod';
import { personName, phone } from '../domain/booking.ts';
import { CODE_RESULTS, VIA } from '../domain/events.ts';
import { id, spokenCode, visitId } from '../domain/ids.ts';
import { localText } from '../domain/language.ts';
import { citation, outcome, permitClass } from '../domain/outcome.ts';
import { instant } from '../domain/time.ts';

/** What was read or typed: a digits token `BV1…`, a compact JWS, a word code or a receipt code. Any text is allowed in: the core names what it is. */
export const shownCode = z.strictObject({ code: z.string().max(4000), via: z.enum(VIA).exclude(['staff']) });

export const kioskState = z.strictObject({
  institution: z.string(),
  entrance: localText,
  zone: z.string(),
  demo: z.boolean(),
  now: instant,
  /** How many calls for staff are open: a number and nothing about anybody, so that a desk where nobody is signed in can ring too. */
  waiting: z.int(),
  phones: z.strictObject({ reception: z.string(), illness: z.string() }),
  idle: z.strictObject({ warnAfterSeconds: z.int(), wipeAfterSeconds: z.int() }),
});
export type KioskState = z.infer<typeof kioskState>;

const where = z.strictObject({ place: localText, directions: localText });

/** What the visitor is told after screening, and again when staff decide otherwise. */
export const decision = z.strictObject({
  visitId,
  /** Rises with every change of this visit: give it back as `after` to wait for the next one. */
  revision: z.int(),
  outcome,
  /** `waiting`: staff are called. `inside`: welcome. `left`: the visit is over. `closed`: postponed, or not today. */
  state: z.enum(['waiting', 'inside', 'left', 'closed']),
  /** A sentence for the visitor, one for each rule that fired; never blame. */
  texts: z.array(localText),
  conditions: z.array(localText),
  citations: z.array(citation),
  where,
  receipt: spokenCode,
  /** Staff changed what the rules said. */
  overridden: z.boolean(),
});
export type Decision = z.infer<typeof decision>;

/** The answer to a code: the closed list, each with what its screen must say. */
export const codeAnswer = z.discriminatedUnion('result', [
  z.strictObject({
    result: z.literal('ok'),
    /** `arrive`: a visit may begin. `leave`: this code's visit is inside, so it is about going. */
    next: z.enum(['arrive', 'leave']),
    /** Only the first name, and only if the booking is known here (a booking newer than the last sync has none). */
    firstName: z.string().nullable(),
    permitClass,
    partySize: z.int(),
    /** First names of the companions on the agreement, as far as known. */
    companions: z.array(z.string()),
    where,
    /** FHIR R4 Questionnaire (parse with shared/questions), or null where nothing is asked. */
    questionnaire: z.unknown(),
    /** In care housing answering is voluntary: say so, offer to go on without (P8, S0:103-125). */
    voluntary: z.boolean(),
  }),
  /** This code's visit waits for staff already: nothing is asked again. */
  z.strictObject({ result: z.literal('waits'), decision }),
  z.strictObject({ result: z.literal('too-early'), from: instant }),
  z.strictObject({ result: z.literal('other-entrance'), entrance: localText, directions: localText }),
  z.strictObject({
    result: z.enum(CODE_RESULTS).exclude(['ok', 'too-early', 'other-entrance']),
  }),
]);
export type CodeAnswer = z.infer<typeof codeAnswer>;

/** One person of the party: who, and a FHIR QuestionnaireResponse.item list (never stored). */
export const partyMember = z.strictObject({
  /** Null for the visitor whose name is on the booking, and for a person who would rather not be named. */
  name: personName.nullable(),
  answers: z.array(z.unknown()).max(200),
});

export const checkInRequest = shownCode.extend({
  /** Made by the screen, one for each attempt: the same attempt sent twice is one visit. */
  attempt: z.uuid(),
  /** The visitor first, then the companions who came. */
  party: z.array(partyMember).min(1).max(10),
  phone: phone.nullable(),
});
export type CheckInRequest = z.infer<typeof checkInRequest>;

export const checkInAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('decided'), decision }),
  /** The code stopped being good between the first look and now (cancelled, used, expired …). */
  z.strictObject({ kind: z.literal('code'), answer: codeAnswer }),
  /** An answer is missing or not of its type: the screen goes back to it. */
  z.strictObject({ kind: z.literal('answers'), person: z.int(), linkIds: z.array(z.string()) }),
]);
export type CheckInAnswer = z.infer<typeof checkInAnswer>;

/** Sign-out: with the booking's code, or with the visit's receipt code. */
export const checkOutAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('left'), receipt: spokenCode, illnessPhone: z.string() }),
  z.strictObject({ kind: z.literal('nobody-inside') }),
]);
export type CheckOutAnswer = z.infer<typeof checkOutAnswer>;

export const helpRequest = z.strictObject({ screen: z.string().max(40) });

/** What applies today, said before the door opens (V10): from the pack. */
export const advice = z.strictObject({
  id,
  title: localText,
  text: localText,
  why: localText,
  citation,
});
export type Advice = z.infer<typeof advice>;
