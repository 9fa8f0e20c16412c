import { z } from 'zod';
import { id, spokenCode } from './ids.ts';
import { permitClass } from './outcome.ts';
import { day, instant } from './time.ts';

const LONGEST_NAME = 80;
/** A person's name as written on the agreement: anything a person may be called, but no control characters and no half ones. */
export const personName = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_NAME)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters');
/** A telephone number as people write it; voluntary everywhere (requirements.md, «Left open»). */
export const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9 ]{5,20}$/, 'digits and spaces, + first for a country');

/** A besøksavtale as the municipality sends it. Times are the agreed visit; the token's own limits are in the token. */
export const booking = z.strictObject({
  id,
  /** The booking token's `jti`: what a cancellation names. */
  jti: id,
  wordCode: spokenCode,
  visitor: z.strictObject({ firstName: personName, lastName: personName, phone: phone.optional() }),
  /** A child is answered for by an adult of the party (P3). */
  companions: z.array(z.strictObject({ name: personName, child: z.boolean().optional() })).max(9),
  resident: z.strictObject({
    id,
    name: personName,
    /** Days of a respite or rolling stay, the last included (P10, S0:552-592). */
    stay: z.strictObject({ from: day, to: day }).optional(),
    /** The last visit before this one, as far as the municipality knows (P4). */
    lastVisit: day.optional(),
  }),
  /** One visit to more residents: in the order they are visited, after the first. Of the same kind of ward. */
  alsoVisits: z
    .array(z.strictObject({ resident: z.strictObject({ id, name: personName }), place: id }))
    .max(3)
    .optional(),
  ward: id,
  place: id,
  permitClass,
  /** Visitor and companions together. */
  partySize: z.int().min(1).max(10),
  from: instant,
  to: instant,
  /** The same limits as in the token, for those who come with the word code. */
  notBefore: instant,
  expires: instant,
  /** Who assessed and agreed the visit, and when (V5, S0:188-190). */
  approver: z.strictObject({ name: personName, on: day }),
  /** A standing decision limits contact (D4, S4:71): staff are called, the reason is never sent to the kiosk. */
  contactLimited: z.boolean(),
  /** The management has found that the four conditions for meeting indoors hold (D6, S4:93-98). */
  indoorAgreed: z.boolean().optional(),
  /** Of a volunteer or provider: for whom they come, and what they have signed and learnt (P6, P7). */
  credentials: z
    .strictObject({
      organisation: z.string().min(1).max(80),
      confidentiality: day.nullable(),
      training: day.nullable(),
    })
    .optional(),
  /** Agreed visits of this resident in the week of this one, this included (V7, frequency). */
  visitsThisWeek: z.int().min(1).max(99).optional(),
  cancelled: z.boolean(),
});
export type Booking = z.infer<typeof booking>;

/** First and last name as one name, within a name's limit; a character that does not fit goes whole. */
export const wholeName = ({ firstName, lastName }: Booking['visitor']): string =>
  `${firstName} ${lastName}`
    .slice(0, LONGEST_NAME)
    .replace(/\p{Cs}$/u, '')
    .trim();

const LAST_SECOND = Date.UTC(9999, 11, 31) / 1000;

/** What the signed token says by itself: all that is needed to let a pseudonymous visitor in, with no network and no row. */
export const bookingClaims = z.strictObject({
  /** Token id. */
  jti: id,
  /** Booking id. */
  sub: id,
  /** Institution id. */
  aud: id,
  /** Seconds since 1970, at the latest in the year 9999: not before, and expiry. */
  nbf: z.int().nonnegative().max(LAST_SECOND),
  exp: z.int().nonnegative().max(LAST_SECOND),
  cls: permitClass,
  plc: id,
  pty: z.int().min(1).max(10),
});
export type BookingClaims = z.infer<typeof bookingClaims>;
