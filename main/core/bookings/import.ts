import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { booking as bookingShape, type Booking } from '../../../shared/domain/booking.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { id } from '../../../shared/domain/ids.ts';
import type { Inbound, ReceivedInbound } from '../../../shared/domain/sync.ts';
import type { PolicyIntake } from '../policy/index.ts';
import { dayKeyToJwe, newKey } from '../protocol/keys.ts';
import type { Protocol } from '../protocol/types.ts';
import type { BookingSeal } from './sealed-booking.ts';
import { signingJwk, type SigningJwk } from './token.ts';

/** What was taken in, and a sentence for each thing that was not. What is not named in `problems` is in. */
export interface Imported {
  readonly bookings: number;
  readonly cancelled: number;
  readonly problems: string[];
}

/** The name in table `fact` under which the cursor of the last inbound lies, written in the transaction of its content. */
export const INBOUND_CURSOR = 'inbound-cursor';

const recipientJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('X25519'),
  kid: z.string(),
  x: z.string(),
});
type RecipientJwk = z.infer<typeof recipientJwk>;

interface ImportParts {
  readonly db: Database;
  readonly seal: BookingSeal;
  readonly settings: Settings;
  readonly protocol: Protocol;
  /** Packs and phases. */
  readonly policy: PolicyIntake;
  /** Lets the municipality's key open the day keys (main/core/protocol). */
  readonly addRecipient: (publicJwk: RecipientJwk) => Promise<void>;
}

/**
 * Takes in what the municipality sent: bookings, cancellations, keys as a set, packs, phases and cursor in one transaction. One bad part
 * keeps no other out: a bad pack or key set is refused with a sentence and the old one stays, as does a booking that cannot be used here.
 */
export const createImport =
  (parts: ImportParts) =>
  async (inbound: ReceivedInbound): Promise<Imported> => {
    const { db, protocol } = parts;
    const recipient = await judgeRecipient(inbound.recipient);
    if (typeof recipient !== 'string') await parts.addRecipient(recipient);
    const keys = judgeKeys(inbound.jwks.keys);
    const takePolicyIn = await parts.policy(inbound);
    return protocol.transaction(() => {
      const problems: string[] = typeof recipient === 'string' ? [recipient] : [];
      let bookings = 0;
      for (const sent of inbound.bookings) {
        const booking = bookingShape.safeParse(sent);
        const problem = booking.success ? store(parts, booking.data) : misshapen(sent, booking.error);
        if (problem === null) bookings += 1;
        else problems.push(problem);
      }
      const cancel = db.prepare('INSERT INTO cancelled_token (jti) VALUES (?) ON CONFLICT DO NOTHING');
      for (const jti of inbound.cancelled) cancel.run(jti);
      if (typeof keys === 'string') problems.push(keys);
      else replaceKeys(db, keys);
      problems.push(...takePolicyIn());
      db.prepare(
        'INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      ).run(INBOUND_CURSOR, inbound.cursor);
      return { bookings, cancelled: inbound.cancelled.length, problems };
    });
  };

/** Says which and where, never what: it names people. */
const misshapen = (sent: unknown, { issues }: z.ZodError): string => {
  const named = z.object({ id }).safeParse(sent);
  const where = issues.slice(0, 3).map(({ path, code }) => `${path.map(String).join('.')} ${code}`.trim());
  return `Booking ${named.success ? named.data.id : 'without a usable id'} is not of the right shape: ${where.join('; ')}.`;
};

/** One visit is judged by the rules of one kind of ward: and nobody is kept from a private home by those of another (P8). */
const alsoVisitsProblem = ({ places, wards }: Settings, booking: Booking): string | null => {
  const kindAt = (placeId: string) => {
    const place = places.find(({ id }) => id === placeId);
    return wards.find(({ id }) => id === place?.ward)?.kind;
  };
  for (const { place } of booking.alsoVisits ?? []) {
    if (kindAt(place) === undefined)
      return `Booking ${booking.id} is also for the place «${place}», which this kiosk does not know.`;
    if (kindAt(place) !== kindAt(booking.place))
      return `Booking ${booking.id} is for places in wards of different kinds; a private home and a ward have each a visit of their own.`;
  }
  return null;
};

const store = ({ db, seal, settings }: ImportParts, booking: Booking): string | null => {
  if (!settings.places.some(({ id }) => id === booking.place))
    return `Booking ${booking.id} is for the place «${booking.place}», which this kiosk does not know.`;
  if (!settings.wards.some(({ id }) => id === booking.ward))
    return `Booking ${booking.id} is for the ward «${booking.ward}», which this kiosk does not know.`;
  const beside = alsoVisitsProblem(settings, booking);
  if (beside !== null) return beside;
  if (booking.notBefore >= booking.expires || booking.from > booking.to)
    return `Booking ${booking.id} ends before it begins.`;
  const twin = db
    .prepare<[string, string], { id: string }>('SELECT id FROM booking WHERE jti = ? AND id <> ?')
    .get(booking.jti, booking.id);
  if (twin !== undefined) return `Booking ${booking.id} has the token id of booking ${twin.id}.`;
  db.prepare(
    `INSERT INTO booking (id, jti, word_code, starts_at, ends_at, expires, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET jti = excluded.jti, word_code = excluded.word_code, starts_at = excluded.starts_at,
       ends_at = excluded.ends_at, expires = excluded.expires, sealed = excluded.sealed`,
  ).run(
    booking.id,
    booking.jti,
    booking.wordCode,
    booking.from,
    booking.to,
    booking.expires,
    seal.seal(booking),
  );
  return null;
};

/** A key that nothing can be wrapped to would stop every check-in: it is tried before it is taken in. */
const judgeRecipient = async (key: Inbound['recipient']): Promise<RecipientJwk | string> => {
  const refused = 'The municipality’s key for sealed days is refused: nothing can be sealed to it.';
  const parsed = recipientJwk.safeParse(key);
  if (!parsed.success) return refused;
  try {
    await dayKeyToJwe(newKey(), '2000-01-01', parsed.data);
    return parsed.data;
  } catch {
    return refused;
  }
};

/** Only what verifies is kept of a key, and a set without a usable key would close the door: then the old set stays. */
const judgeKeys = (keys: Inbound['jwks']['keys']): SigningJwk[] | string => {
  const usable: SigningJwk[] = [];
  for (const { kty, crv, kid, x, ...rest } of keys) {
    if ('d' in rest)
      return 'The key set is refused: it holds a private key, which nobody but its owner may have.';
    const key = signingJwk.safeParse({ kty, crv, kid, x });
    if (!key.success || Buffer.from(x, 'base64url').toString('base64url') !== x)
      return `The key set is refused: key «${kid}» is no Ed25519 key.`;
    if (usable.some((known) => known.kid === kid))
      return `The key set is refused: two keys are called «${kid}».`;
    usable.push(key.data);
  }
  return usable.length > 0 ? usable : 'The key set is refused: it is empty.';
};

const replaceKeys = (db: Database, keys: readonly SigningJwk[]): void => {
  db.prepare('DELETE FROM signing_key').run();
  const insert = db.prepare('INSERT INTO signing_key (kid, jwk) VALUES (?, ?)');
  for (const key of keys) insert.run(key.kid, JSON.stringify(key));
};
