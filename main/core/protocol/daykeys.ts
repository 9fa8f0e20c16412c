/** The day keys as they lie in the database, and who may open them. */
import type { Database } from 'better-sqlite3';
import type { JWK } from 'jose';
import { dayIn, toInstant } from '../../../shared/domain/time.ts';
import { dayKeyFromJwe, dayKeyToJwe, newKey, unwrapDayKey, wrapDayKey } from './keys.ts';
import { VIGIL_OUT_MS } from './project.ts';
import type { DayKeyOpener } from './types.ts';

export interface DayKeys {
  /** The key of a day if the kiosk itself still opens it. */
  open(day: string): Buffer | null;
  /** As `open`, but makes the key of a day that has none. Inside a transaction. */
  openOrMake(day: string): Buffer | null;
  /** Wraps every key that the kiosk opens for every recipient that lacks it. */
  wrapMissing(): Promise<void>;
  addRecipient(id: string, publicJwk: JWK, privateWrapped?: string): Promise<void>;
  /**
   * Days before the one of this instant of which nothing is open, a visit, an outing or a task, and to which no vigil may come back: the
   * kiosk's wrapping goes, once every recipient has theirs.
   */
  closeBefore(now: string, zone: string): void;
}

export const createDayKeys = (db: Database, kioskKey: Buffer): DayKeys => {
  const select = db.prepare<[string], { kiosk_wrapped: Buffer | null }>(
    'SELECT kiosk_wrapped FROM day_key WHERE day = ?',
  );
  const insert = db.prepare('INSERT INTO day_key (day, kiosk_wrapped) VALUES (?, ?)');
  const missing = db.prepare<
    [],
    { day: string; kiosk_wrapped: Buffer; recipient: string; public_jwk: string }
  >(
    `SELECT day, kiosk_wrapped, recipient.id AS recipient, public_jwk FROM day_key CROSS JOIN recipient
     WHERE kiosk_wrapped IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM day_key_wrap AS w WHERE w.day = day_key.day AND w.recipient = recipient.id)
     ORDER BY day, recipient`,
  );
  // Nothing is kept of a wrapping whose recipient got another key while it was being made.
  const keep = db.prepare(
    `INSERT INTO day_key_wrap (day, recipient, jwe)
     SELECT @day, id, @jwe FROM recipient WHERE id = @recipient AND public_jwk = @public_jwk
     ON CONFLICT (day, recipient) DO NOTHING`,
  );
  const recipient = db.prepare<[string], string>('SELECT public_jwk FROM recipient WHERE id = ?').pluck();
  const upsert = db.prepare(
    `INSERT INTO recipient (id, public_jwk, private_wrapped) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET public_jwk = excluded.public_jwk,
       private_wrapped = coalesce(excluded.private_wrapped, private_wrapped)`,
  );
  const forget = db.prepare(
    `DELETE FROM day_key_wrap WHERE recipient = ?
     AND day IN (SELECT day FROM day_key WHERE kiosk_wrapped IS NOT NULL)`,
  );
  const close = db.prepare(
    `UPDATE day_key SET kiosk_wrapped = NULL
     WHERE day < @today AND kiosk_wrapped IS NOT NULL
       AND EXISTS (SELECT 1 FROM recipient)
       AND NOT EXISTS (SELECT 1 FROM recipient WHERE NOT EXISTS (
         SELECT 1 FROM day_key_wrap AS w WHERE w.day = day_key.day AND w.recipient = recipient.id))
       AND NOT EXISTS (
         SELECT 1 FROM visit LEFT JOIN visit_key AS k USING (visit_id)
         WHERE day_key.day IN (visit.day, k.day) AND (state IN ('waiting', 'inside') OR (
           "left" ->> '$.at' >= @vigilsLeftSince
           AND EXISTS (SELECT 1 FROM event WHERE seq = opened_by AND body ->> '$.permitClass' = 'vigil'))))
       AND NOT EXISTS (
         SELECT 1 FROM outing JOIN visit_key AS k ON k.visit_id = outing_id WHERE back IS NULL AND k.day = day_key.day)
       AND NOT EXISTS (
         SELECT 1 FROM task JOIN visit_key AS k USING (visit_id) WHERE closed_at IS NULL AND k.day = day_key.day)`,
  );

  const unwrapped = (day: string, wrapped: Buffer | null): Buffer | null =>
    wrapped && unwrapDayKey(kioskKey, day, wrapped);

  const keys: DayKeys = {
    open: (day) => unwrapped(day, select.get(day)?.kiosk_wrapped ?? null),
    openOrMake(day) {
      const row = select.get(day);
      if (row) return unwrapped(day, row.kiosk_wrapped);
      const made = newKey();
      insert.run(day, wrapDayKey(kioskKey, day, made));
      return made;
    },
    async wrapMissing() {
      for (const row of missing.all()) {
        const key = unwrapped(row.day, row.kiosk_wrapped);
        // A key that this kiosk cannot open any more (its own key was lost) is left as it is: `verify` tells.
        if (!key) continue;
        const jwe = await dayKeyToJwe(key, row.day, JSON.parse(row.public_jwk) as JWK);
        keep.run({ day: row.day, recipient: row.recipient, public_jwk: row.public_jwk, jwe });
      }
    },
    async addRecipient(id, publicJwk, privateWrapped) {
      // A key that nothing can be wrapped for would stop every later day: it is tried before it is taken.
      await dayKeyToJwe(newKey(), 'trial', publicJwk);
      const jwk = JSON.stringify(publicJwk);
      db.transaction(() => {
        const before = recipient.get(id);
        upsert.run(id, jwk, privateWrapped ?? null);
        if (before !== undefined && before !== jwk) forget.run(id);
      }).immediate();
      await keys.wrapMissing();
    },
    closeBefore: (now, zone) => {
      const ms = Date.parse(now);
      close.run({ today: dayIn(zone, ms), vigilsLeftSince: toInstant(ms - VIGIL_OUT_MS) });
    },
  };
  return keys;
};

/** Opens past days with a recipient's private key. Holds the key; let go of it at sign-out. */
export const recipientOpener = (db: Database, recipient: string, privateJwk: JWK): DayKeyOpener => {
  const select = db
    .prepare<[string, string], string>('SELECT jwe FROM day_key_wrap WHERE day = ? AND recipient = ?')
    .pluck();
  return {
    open: async (day) => {
      const jwe = select.get(day, recipient);
      return jwe === undefined ? null : dayKeyFromJwe(jwe, day, privateJwk);
    },
  };
};
