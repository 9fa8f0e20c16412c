import type { KeysState } from '../../../shared/api/keys.ts';
import type { KeyWeakness } from '../../../shared/domain/keys.ts';
import type { KeyStore } from '../keys/store.ts';
import { listStaff } from '../reception/accounts.ts';
import type { Session } from '../reception/sessions.ts';
import { MUNICIPALITY } from '../sync/batch.ts';
import type { LeadParts } from './parts.ts';
import { findRecipient, keysByRecipient, recipientOf, staffOf } from './recipient.ts';

export const ownKey = (store: KeyStore, session: Session): KeysState['own'] => {
  const wrapped = findRecipient(store, recipientOf(session.staff.id))?.wrapped;
  if (wrapped === undefined) return 'none';
  if (wrapped.passphrase !== undefined) return session.leadKey === undefined ? 'locked' : 'open';
  // A key under the PIN that the PIN did not open at sign-in (the kiosk's own key is another) opens no more.
  return session.leadKey === undefined ? 'none' : 'under-pin';
};

/** What is weaker than it should be: what the platform tells of the kiosk's own keys, and who can open past days. */
export const keyWeaknesses = ({
  db,
  protocol,
  keysAtRest,
}: Pick<LeadParts, 'db' | 'protocol' | 'keysAtRest'>): KeyWeakness[] => {
  const recipients = protocol.dayKeys.store.recipients();
  const leads = listStaff(db).filter(({ role }) => role === 'infection-control');
  return [
    ...keysAtRest.weaknesses,
    ...(recipients.length === 0 ? (['no-recipient'] as const) : []),
    ...(recipients.some(({ wrapped }) => wrapped.pin !== undefined) ? (['lead-under-pin'] as const) : []),
    ...(leads.some(({ id }) => !recipients.some((one) => one.id === recipientOf(id)))
      ? (['lead-without-key'] as const)
      : []),
  ];
};

export const keysState = (parts: LeadParts, session: Session): KeysState => {
  const { store } = parts.protocol.dayKeys;
  const recipients = store.recipients();
  const opened = keysByRecipient(store);
  const leads = listStaff(parts.db).filter(({ role }) => role === 'infection-control');
  const municipality = findRecipient(store, MUNICIPALITY);
  return {
    own: ownKey(store, session),
    leads: leads.map(({ id, name }) => ({
      id,
      name,
      isYou: id === session.staff.id,
      since: findRecipient(store, recipientOf(id))?.since ?? null,
      ...opened.of(recipientOf(id)),
    })),
    strangers: recipients.flatMap(({ id, since }) => {
      const staffId = staffOf(id);
      return staffId === null || leads.some((lead) => lead.id === staffId)
        ? []
        : [{ id: staffId, since, ...opened.of(id) }];
    }),
    municipality:
      municipality === null ? null : { since: municipality.since, keys: opened.of(municipality.id).keys },
    keys: opened.all,
    protection: parts.keysAtRest.protection,
    weaknesses: keyWeaknesses(parts),
  };
};
