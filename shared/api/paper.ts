/** What reception prints: the slip, the evacuation list, and the day's paper. */
import { z } from 'zod';
import { id, spokenCode } from '../domain/ids.ts';
import { localText } from '../domain/language.ts';
import { citation } from '../domain/outcome.ts';
import { day, instant } from '../domain/time.ts';
import { expectedRow, outingRow } from './board.ts';
import { contact } from './kiosk.ts';

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
