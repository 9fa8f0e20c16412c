/** Who else may open past days: given by a lead who can open them, taken away by one. History is not touched: only the wrappings in the key files. */
import type { Actor } from '../../../shared/domain/events.ts';
import { dayKeyToJwe } from '../protocol/keys.ts';
import { done, refused, type Outcome } from '../reception/refusal.ts';
import type { Session } from '../reception/sessions.ts';
import { writeChanged, type LeadParts } from './parts.ts';
import { findRecipient, isSameKey, keysByRecipient, recipientOf } from './recipient.ts';

/** Every key that this lead opens is wrapped for another as well. How many were new to them. */
export const giveKeys = async (
  parts: LeadParts,
  session: Session,
  staffId: string,
): Promise<Outcome<number>> => {
  const { store } = parts.protocol.dayKeys;
  const { opener } = session;
  if (opener === null) return refused('keys-locked');
  if (staffId === session.staff.id) return refused('is-you');
  const to = findRecipient(store, recipientOf(staffId));
  if (to === null) return refused('no-such-lead');
  const wraps: { readonly name: string; readonly jwe: string }[] = [];
  for (const name of store.names()) {
    if (store.read(name)?.wraps[to.id] !== undefined) continue;
    const key = await opener.open(name);
    if (key !== null) wraps.push({ name, jwe: await dayKeyToJwe(key, name, to.publicJwk) });
  }
  // Whoever was taken off the list while this went on gets nothing.
  if (!isSameKey(findRecipient(store, to.id)?.publicJwk, to.publicJwk)) return refused('changed-meanwhile');
  if (wraps.length === 0) return done(0);
  writeChanged(parts, `staff:${session.staff.id}`, { recipient: to.id, change: 'added', days: wraps.length });
  for (const { name, jwe } of wraps) {
    const file = store.read(name);
    // Destroyed meanwhile: it stays destroyed.
    if (file !== null) store.write({ ...file, wraps: { ...file.wraps, [to.id]: jwe } });
  }
  return done(wraps.length);
};

/** From now on a lead opens nothing here any more. How many keys were theirs. */
export const removeLead = (parts: LeadParts, session: Session, staffId: string): Outcome<number> => {
  if (session.opener === null) return refused('keys-locked');
  if (staffId === session.staff.id) return refused('is-you');
  return takeOff(parts, staffId, `staff:${session.staff.id}`);
};

/** As `removeLead`, by whoever may: the lead sets up a new key at the next sign-in. */
export const takeOff = (parts: Pick<LeadParts, 'protocol'>, staffId: string, by: Actor): Outcome<number> => {
  const { store } = parts.protocol.dayKeys;
  const id = recipientOf(staffId);
  if (findRecipient(store, id) === null) return refused('no-such-lead');
  const { keys } = keysByRecipient(store).of(id);
  writeChanged(parts, by, { recipient: id, change: 'removed', days: keys });
  // Off the list first: nothing more is wrapped for them from here on.
  store.removeRecipient(id);
  for (const name of store.names()) {
    const file = store.read(name);
    if (file?.wraps[id] === undefined) continue;
    const { [id]: _theirs, ...wraps } = file.wraps;
    store.write({ ...file, wraps });
  }
  return done(keys);
};
