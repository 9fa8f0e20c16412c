/** Before migration 0003: the day keys and those who may open them leave the database. Done again after a crash it writes the same. */
import type { Database } from 'better-sqlite3';
import type { JWK } from 'jose';
import { toInstant } from '../../../shared/domain/time.ts';
import { keyFolderOf, openKeyStore } from './store.ts';

interface DayRow {
  readonly day: string;
  readonly kiosk_wrapped: Buffer | null;
}
interface WrapRow {
  readonly recipient: string;
  readonly jwe: string;
}
interface RecipientRow {
  readonly id: string;
  readonly public_jwk: string;
  readonly private_wrapped: string | null;
}

export const moveKeysOut = (db: Database, now: number): void => {
  const store = openKeyStore(keyFolderOf(db));
  const wraps = db.prepare<[string], WrapRow>('SELECT recipient, jwe FROM day_key_wrap WHERE day = ?');
  for (const { id, public_jwk, private_wrapped } of db
    .prepare<[], RecipientRow>('SELECT * FROM recipient')
    .all())
    store.putRecipient({
      id,
      publicJwk: JSON.parse(public_jwk) as JWK,
      since: toInstant(now),
      wrapped: private_wrapped === null ? {} : { pin: private_wrapped },
    });
  for (const { day, kiosk_wrapped } of db.prepare<[], DayRow>('SELECT day, kiosk_wrapped FROM day_key').all())
    store.write({
      name: day,
      kiosk: kiosk_wrapped,
      wraps: Object.fromEntries(wraps.all(day).map(({ recipient, jwe }) => [recipient, jwe])),
    });
};
