import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { DayPack, dayPackRequest } from '../../../shared/api/staff.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import { SPOKEN_ALPHABET } from '../../../shared/domain/ids.ts';
import { addDays } from '../../../shared/domain/time.ts';
import { headClaims } from '../protocol/heads.ts';
import type { EvacuationList } from './evacuation.ts';
import { expectedBookings, expectedRowOf, today } from './expected.ts';
import type { ReceptionParts } from './parts.ts';
import { isPrinted } from './printed-packs.ts';
import { done, refused, type Outcome } from './refusal.ts';

const CODE_LENGTH = 4;
/** Of the base64url of the hash: enough to compare by eye. */
const HASH_SHOWN = 12;

/** A code that no pack has had, of characters that a tired hand does not mix up. */
const newPackCode = ({ db }: ReceptionParts): string => {
  for (;;) {
    const code = Array.from({ length: CODE_LENGTH }, () =>
      SPOKEN_ALPHABET.charAt(randomInt(SPOKEN_ALPHABET.length)),
    ).join('');
    if (!isPrinted(db, code)) return code;
  }
};

/** Dagspakke (T8): paper for a day on which the kiosk may not answer. Printed again it is another pack, with rows of its own. */
export const printDayPack = async (
  parts: ReceptionParts & { readonly evacuation: EvacuationList },
  { day, rows }: z.infer<typeof dayPackRequest>,
  by: Actor,
): Promise<Outcome<DayPack>> => {
  const { protocol, settings } = parts;
  const now = today(parts);
  if (day < now) return refused('too-long-ago');
  if (day > addDays(now, 1)) return refused('in-the-future');
  const code = protocol.transaction(() => {
    const made = newPackCode(parts);
    protocol.append({ type: 'day-pack.printed', actor: by, body: { day, code: made, rows } });
    return made;
  });
  // Signed once the pack is in the protocol: the head on the paper covers it.
  const jws = await protocol.signHead();
  return done({
    institution: settings.institution.name,
    zone: settings.institution.zone,
    day,
    printedAt: protocol.now(),
    code,
    rows,
    expected: expectedBookings(parts, day).map(expectedRowOf),
    evacuation: parts.evacuation.now(),
    head: { ...headOf(jws), jws },
  });
};

/** What the head says by itself; its payload is readable. */
const headOf = (jws: string): { length: number; hash: string } => {
  const claims = headClaims.parse(
    JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')),
  );
  return { length: claims.length, hash: claims.hash.slice(0, HASH_SHOWN) };
};
