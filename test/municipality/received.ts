/** What arrived at the reference municipality, opened with its own key: for tests, and to show what a municipal doctor would see. */
import { dayKeyFromJwe, unwrapVisitKey } from '../../main/core/protocol/keys.ts';
import { unseal } from '../../main/core/protocol/seal.ts';
import type { PersonalFields, SealedKind } from '../../shared/domain/events.ts';
import type { Batch, BatchAnswer } from '../../shared/domain/sync.ts';
import type { Store } from './store.ts';

type SentEvent = Batch['events'][number];

export interface ReceivedEvent extends SentEvent {
  /** Null when there are none, or when a key is missing. */
  readonly personal: PersonalFields | null;
}

export const receivedEvents = ({ db }: Store, kiosk: string): SentEvent[] =>
  db
    .prepare<[string], string>('SELECT json FROM event WHERE kiosk = ? ORDER BY seq')
    .pluck()
    .all(kiosk)
    .map((json) => JSON.parse(json) as SentEvent);

/** What a kiosk had sent before it went on from an older backup. */
export const setAsideEvents = ({ db }: Store, kiosk: string): SentEvent[] =>
  db
    .prepare<[string], string>('SELECT json FROM set_aside WHERE kiosk = ? ORDER BY seq')
    .pluck()
    .all(kiosk)
    .map((json) => JSON.parse(json) as SentEvent);

/** Every verdict that was given, in all batches: an event that was accepted twice would show here. */
export const verdictsGiven = ({ db }: Store, kiosk: string): BatchAnswer['verdicts'] =>
  db
    .prepare<[string], string>('SELECT answer FROM batch WHERE kiosk = ?')
    .pluck()
    .all(kiosk)
    .flatMap((answer) => (JSON.parse(answer) as BatchAnswer).verdicts);

export const openReceived = async (store: Store, kiosk: string): Promise<ReceivedEvent[]> => {
  const { db, keys } = store;
  const keysOf = db.prepare<
    [string, string],
    { kind: SealedKind; key: string; wrapped: string; jwe: string }
  >(
    `SELECT kind, key, wrapped, jwe FROM visit_key JOIN day_key ON day_key.kiosk = visit_key.kiosk AND name = key
     WHERE visit_key.kiosk = ? AND visit_id = ?`,
  );
  const privateJwk = keys.recipient.privateKey.export({ format: 'jwk' });

  const open = async ({ id, visitId, sealed }: SentEvent): Promise<PersonalFields | null> => {
    if (visitId === null || sealed.length === 0) return null;
    let fields: PersonalFields | null = null;
    for (const { kind, key, wrapped, jwe } of keysOf.all(kiosk, visitId)) {
      const dayKey = await dayKeyFromJwe(jwe, key, privateJwk);
      const visitKey = dayKey && unwrapVisitKey(dayKey, visitId, key, Buffer.from(wrapped, 'base64url'));
      const ciphertext = sealed.find((part) => part.kind === kind)?.ciphertext ?? null;
      if (!visitKey || ciphertext === null) continue;
      const some = unseal(visitKey, { eventId: id, visitId, kind }, Buffer.from(ciphertext, 'base64url'));
      if (some) fields = Object.assign(fields ?? {}, some);
    }
    return fields;
  };
  return Promise.all(
    receivedEvents(store, kiosk).map(async (event) => ({ ...event, personal: await open(event) })),
  );
};
