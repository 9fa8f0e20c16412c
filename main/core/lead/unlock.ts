import { isLocked, lockedUntil } from '../reception/lockout.ts';
import { done, refused, type Outcome } from '../reception/refusal.ts';
import type { Session } from '../reception/sessions.ts';
import { openFor, type LeadParts } from './parts.ts';
import { findRecipient, recipientOf } from './recipient.ts';
import { openWithPassphrase } from './wrapped-key.ts';

/** `until`: when the next try is taken, in milliseconds since 1970. */
export type Unlocked = Outcome<null> | { readonly ok: false; readonly until: number };

interface Tries {
  readonly failures: number;
  readonly until: number | null;
}

/** The lead's passphrase opens their key for this session. Wrong ones are waited for longer each time, as wrong PINs are; in memory, for a session is needed first. */
export const createUnlock = (
  parts: LeadParts,
): ((session: Session, passphrase: string) => Promise<Unlocked>) => {
  const tries = new Map<string, Tries>();
  return async (session, passphrase) => {
    const { id } = session.staff;
    const recipient = findRecipient(parts.protocol.dayKeys.store, recipientOf(id));
    if (recipient?.wrapped.passphrase === undefined) return refused('no-key');
    const before = tries.get(id) ?? { failures: 0, until: null };
    const now = parts.clock.now();
    if (isLocked(before.until, now)) return { ok: false, until: before.until };
    // Counted before it is looked at: many at once win no tries.
    const counted = { failures: before.failures + 1, until: lockedUntil(before.failures + 1, now) };
    tries.set(id, counted);
    const key = await openWithPassphrase(recipient.wrapped.passphrase, recipient.id, passphrase);
    if (key === null) {
      parts.log.write({ event: 'passphrase-refused', staffId: id });
      return counted.until === null ? refused('wrong-passphrase') : { ok: false, until: counted.until };
    }
    tries.delete(id);
    openFor(parts, session, key);
    return done(null);
  };
};
