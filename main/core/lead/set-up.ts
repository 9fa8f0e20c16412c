import type { JWK } from 'jose';
import type { EventBody } from '../../../shared/domain/events.ts';
import type { PassphraseProblem } from '../../../shared/api/keys.ts';
import type { Recipient } from '../keys/store.ts';
import { newRecipientKeys } from '../protocol/keys.ts';
import { done, refused, type Outcome, type Refusal } from '../reception/refusal.ts';
import type { Session } from '../reception/sessions.ts';
import { openFor, writeChanged, type LeadParts } from './parts.ts';
import { passphraseProblem } from './passphrase.ts';
import { findRecipient, isSameKey, keysByRecipient, recipientOf } from './recipient.ts';
import { newRecoveryKey, readRecoveryKey } from './recovery-key.ts';
import { openWithRecovery, wrapUnderPassphrase, wrapUnderRecovery } from './wrapped-key.ts';

/** A key that waits for its recovery key to be typed back. */
interface Pending {
  readonly publicJwk: JWK;
  readonly privateJwk: JWK;
  readonly wrapped: { readonly passphrase: string; readonly recovery: string };
  readonly change: EventBody<'keys.changed'>['change'];
  /** As the list had it when the set-up began. */
  readonly before: Recipient | null;
}
type Source = Pick<Pending, 'publicJwk' | 'privateJwk' | 'change'>;

const PROBLEMS = {
  'too-short': 'passphrase-too-short',
  'only-digits': 'passphrase-only-digits',
  'too-simple': 'passphrase-too-simple',
  'is-name': 'passphrase-is-name',
} as const satisfies Record<PassphraseProblem, Refusal>;

export interface SetUp {
  /** Gives the recovery key, once. Nothing is kept until it was typed back. */
  begin(
    session: Session,
    wanted: { readonly passphrase: string; readonly recoveryKey: string | null },
  ): Promise<Outcome<{ recoveryKey: string }>>;
  /** The recovery key, as it was typed from the paper: it must open the key. */
  finish(session: Session, typed: string): Promise<Outcome<null>>;
}

/** Which pair of keys it is about: a new one, or the lead's own, so that what it opened before it still opens. */
const sourceOf = (
  session: Session,
  before: Recipient | null,
  recoveryKey: string | null,
): Outcome<Source> => {
  const { recovery, passphrase } = before?.wrapped ?? {};
  if (before !== null && recovery !== undefined && recoveryKey !== null) {
    if (readRecoveryKey(recoveryKey) === null) return refused('bad-recovery-key');
    const privateJwk = openWithRecovery(recovery, before.id, recoveryKey);
    return privateJwk === null
      ? refused('wrong-recovery-key')
      : done({ publicJwk: before.publicJwk, privateJwk, change: 'recovered' });
  }
  const { leadKey } = session;
  if (before !== null && leadKey !== undefined && isSameKey(before.publicJwk, leadKey))
    return done({ publicJwk: before.publicJwk, privateJwk: leadKey, change: 'passphrase' });
  // The passphrase is asked for first: a PIN that was seen gives nobody a key in its place.
  if (passphrase !== undefined) return refused('keys-locked');
  return done({ ...newRecipientKeys(), change: before === null ? 'added' : 'replaced' });
};

export const createSetUp = (parts: LeadParts): SetUp => {
  const { store } = parts.protocol.dayKeys;
  /** Goes with the session. */
  const pending = new WeakMap<Session, Pending>();

  return {
    async begin(session, { passphrase, recoveryKey }) {
      const problem = passphraseProblem(passphrase, session.staff.name);
      if (problem !== null) return refused(PROBLEMS[problem]);
      const id = recipientOf(session.staff.id);
      const before = findRecipient(store, id);
      const source = sourceOf(session, before, recoveryKey);
      if (!source.ok) return source;
      const { privateJwk } = source.value;
      const next = newRecoveryKey();
      const wrapped = {
        passphrase: await wrapUnderPassphrase(privateJwk, id, passphrase, parts.cost),
        recovery: wrapUnderRecovery(privateJwk, id, next),
      };
      pending.set(session, { ...source.value, wrapped, before });
      return done({ recoveryKey: next });
    },
    async finish(session, typed) {
      const waiting = pending.get(session);
      if (waiting === undefined) return refused('no-set-up');
      if (readRecoveryKey(typed) === null) return refused('bad-recovery-key');
      const id = recipientOf(session.staff.id);
      const opened = openWithRecovery(waiting.wrapped.recovery, id, typed);
      if (opened === null) return refused('wrong-recovery-key');
      // Another lead may have removed this one in between, or the same one set up in another window.
      if (JSON.stringify(findRecipient(store, id)) !== JSON.stringify(waiting.before))
        return refused('changed-meanwhile');
      pending.delete(session);
      const { keys, all } = keysNow();
      writeChanged(parts, `staff:${session.staff.id}`, {
        recipient: id,
        change: waiting.change,
        days: waiting.change === 'added' || waiting.change === 'replaced' ? all : keys(id),
      });
      await parts.protocol.addRecipient(id, waiting.publicJwk, waiting.wrapped);
      openFor(parts, session, opened);
      return done(null);
    },
  };

  /** What the kiosk itself still opens is wrapped for a new key at once. */
  function keysNow() {
    const kiosks = store.names().filter((name) => store.read(name)?.kiosk !== null);
    return { all: kiosks.length, keys: (id: string) => keysByRecipient(store).of(id).keys };
  }
};
