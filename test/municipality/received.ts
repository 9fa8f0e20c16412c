/** What arrived at the reference municipality, opened with its own key: for tests, and to show what a municipal doctor would see. */
import { dayKeyFromJwe, unwrapVisitKey } from '../../main/core/protocol/keys.ts';
import { unseal } from '../../main/core/protocol/seal.ts';
import type { PersonalFields } from '../../shared/domain/events.ts';
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

/** Every verdict that was given, in all batches: an event that was accepted twice would show here. */
export const verdictsGiven = ({ db }: Store, kiosk: string): BatchAnswer['verdicts'] =>
  db
    .prepare<[string], string>('SELECT answer FROM batch WHERE kiosk = ?')
    .pluck()
    .all(kiosk)
    .flatMap((answer) => (JSON.parse(answer) as BatchAnswer).verdicts);

export const openReceived = async (store: Store, kiosk: string): Promise<ReceivedEvent[]> => {
  const { db, keys } = store;
  const visitKeyOf = db.prepare<[string, string], { day: string; wrapped: string; jwe: string }>(
    `SELECT day, wrapped, jwe FROM visit_key JOIN day_key USING (kiosk, day) WHERE kiosk = ? AND visit_id = ?`,
  );
  const privateJwk = keys.recipient.privateKey.export({ format: 'jwk' });

  const open = async ({ id, visitId, sealed }: SentEvent): Promise<PersonalFields | null> => {
    const row = visitId === null ? undefined : visitKeyOf.get(kiosk, visitId);
    if (!row || visitId === null || sealed === null) return null;
    const dayKey = await dayKeyFromJwe(row.jwe, row.day, privateJwk);
    const wrapped = Buffer.from(row.wrapped, 'base64url');
    const visitKey = dayKey && unwrapVisitKey(dayKey, visitId, row.day, wrapped);
    return (visitKey && unseal(visitKey, id, visitId, Buffer.from(sealed, 'base64url'))?.fields) ?? null;
  };
  return Promise.all(
    receivedEvents(store, kiosk).map(async (event) => ({ ...event, personal: await open(event) })),
  );
};
