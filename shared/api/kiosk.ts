/** What the visitor's screen and the core say to each other. The screen holds no ticket: it shows the code again each time, and the core checks it again. */
import { z } from 'zod';
import { personName, phone } from '../domain/booking.ts';
import { CODE_RESULTS, giftKind, VIA } from '../domain/events.ts';
import { id, spokenCode, visitId } from '../domain/ids.ts';
import { language, localText } from '../domain/language.ts';
import { citation, outcome, permitClass } from '../domain/outcome.ts';
import { instant } from '../domain/time.ts';

/** What was read or typed: a digits token `BV1…`, a compact JWS, a word code or a receipt code. Any text is allowed in: the core names what it is. */
export const shownCode = z.strictObject({ code: z.string().max(4000), via: z.enum(VIA).exclude(['staff']) });

export const kioskState = z.strictObject({
  institution: z.string(),
  entrance: localText,
  zone: z.string(),
  /** What the screen speaks until somebody chooses another. */
  language,
  demo: z.boolean(),
  now: instant,
  /** How many calls for staff are open: a number and nothing about anybody, so that a desk where nobody is signed in can ring too. */
  waiting: z.int(),
  phones: z.strictObject({ reception: z.string(), illness: z.string() }),
  idle: z.strictObject({ warnAfterSeconds: z.int(), wipeAfterSeconds: z.int() }),
});
export type KioskState = z.infer<typeof kioskState>;

const where = z.strictObject({ place: localText, directions: localText });

/** A telephone number by topic. */
export const contact = z.strictObject({ topic: localText, phone: z.string(), hours: localText.nullable() });

/** What the visitor is told after screening, and again when staff decide otherwise. */
export const decision = z.strictObject({
  visitId,
  /** Rises with every change of this visit: give it back as `after` to wait for the next one. */
  revision: z.int(),
  outcome,
  /** `waiting`: staff are called. `inside`: welcome. `left`: the visit is over. `closed`: postponed, or not today. */
  state: z.enum(['waiting', 'inside', 'left', 'closed']),
  permitClass,
  /** A sentence for the visitor, one for each rule that fired; never blame. */
  texts: z.array(localText),
  conditions: z.array(localText),
  citations: z.array(citation),
  where,
  /** Where to go after `where`, when the visit is to more residents. */
  also: z.array(where),
  /** What can be had instead: outdoors, video, a gift, another time. Empty where they go in. */
  alternatives: z.array(localText),
  /** Whom to ring, by topic. */
  contacts: z.array(contact),
  /** The listed ground of a postponement, in words (D7). */
  ground: localText.nullable(),
  /** The new time that a person has agreed with them (F1). */
  newTime: instant.nullable(),
  /** How to complain (F3); with a postponement. */
  complaint: localText.nullable(),
  /** Staff come along or have been told: nothing to wait for if the outcome lets in. */
  callsStaff: z.boolean(),
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
    /** The companions on the agreement by first name, as far as known; a child is answered for by an adult. */
    companions: z.array(z.strictObject({ name: z.string(), child: z.boolean() })),
    where,
    also: z.array(where),
    /**
     * The place is taken (V7): where else they may go now, and when the place is expected to be free. Null: there is room. Whoever goes on
     * without choosing another place is met by staff.
     */
    full: z
      .strictObject({
        offers: z.array(z.strictObject({ place: id, where })).max(3),
        freeAt: instant.nullable(),
      })
      .nullable(),
    /** FHIR R4 Questionnaire (parse with shared/questions), or null where nothing is asked. */
    questionnaire: z.unknown(),
    /** In care housing answering is voluntary: say so, offer to go on without (P8, S0:103-125). */
    voluntary: z.boolean(),
  }),
  /** This code's visit waits for staff already: nothing is asked again. */
  z.strictObject({ result: z.literal('waits'), decision }),
  /** A resident's own code: nothing is asked, nobody is stopped (P9). `away`: they are out now. */
  z.strictObject({ result: z.literal('resident'), firstName: z.string().nullable(), away: z.boolean() }),
  /** `from`: when they may come in. `sameDay`: today, so that they can wait here; else it is the wrong day. */
  z.strictObject({ result: z.literal('too-early'), from: instant, agreed: instant, sameDay: z.boolean() }),
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
  /** An adult of the party answered for them (P3). */
  child: z.boolean(),
  answers: z.array(z.unknown()).max(200),
});

export const checkInRequest = shownCode.extend({
  /** Made by the screen, one for each attempt: the same attempt sent twice is one visit. */
  attempt: z.uuid(),
  /** The visitor first, then the companions who came. */
  party: z.array(partyMember).min(1).max(10),
  phone: phone.nullable(),
  /** One of the places that were offered because the agreed one is full; null: the agreed one. */
  place: id.nullable(),
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
  /** `mayReturn`: a vigil goes out and in, with the same code (P2). */
  z.strictObject({
    kind: z.literal('left'),
    receipt: spokenCode,
    illnessPhone: z.string(),
    mayReturn: z.boolean(),
  }),
  /** A resident who touched «Jeg går»: their own way is shown instead (P9). */
  z.strictObject({ kind: z.literal('resident'), firstName: z.string().nullable(), away: z.boolean() }),
  z.strictObject({ kind: z.literal('nobody-inside') }),
]);
export type CheckOutAnswer = z.infer<typeof checkOutAnswer>;

/** A resident goes out or comes back. The same attempt sent twice is one. */
export const residentRequest = shownCode.extend({ attempt: z.uuid(), going: z.enum(['out', 'back']) });
export type ResidentRequest = z.infer<typeof residentRequest>;
export const residentAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['out', 'back']),
    /** What is said on the way out, and about hygiene on the way in. */
    texts: z.array(localText),
    conditions: z.array(localText),
  }),
  /** The code is no longer a resident's. */
  z.strictObject({ kind: z.literal('code'), answer: codeAnswer }),
]);
export type ResidentAnswer = z.infer<typeof residentAnswer>;

/** Something is left at the door, without a booking (P12). Names are voluntary, and never shown again on this screen (F5). */
export const giftRequest = z.strictObject({
  attempt: z.uuid(),
  kind: giftKind,
  visitorName: personName.nullable(),
  residentName: personName.nullable(),
});
export type GiftRequest = z.infer<typeof giftRequest>;
/** `label` is written on the thing; reception knows whose it is. */
export const giftAnswer = z.strictObject({ label: spokenCode, text: localText });
export type GiftAnswer = z.infer<typeof giftAnswer>;

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
