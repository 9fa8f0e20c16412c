import type { ErrorCode, RefusalReason } from '../../../shared/api/error.ts';
import { ProtocolRefusal } from '../protocol/refusal.ts';

/** Why reception's wish is not carried out, with the status of the answer. Nothing is written then. The screen words the reason, in its own language. */
export const REFUSALS = {
  'no-such-visit': 'not-found',
  'no-such-booking': 'not-found',
  'no-such-task': 'not-found',
  /** Somebody else decided in between. */
  'changed-meanwhile': 'conflict',
  'already-here': 'conflict',
  'not-inside': 'conflict',
  /** D4, S4:71: a standing decision comes before everything. */
  'contact-limited': 'bad-request',
  /** P8, S0:103-125. */
  'private-home': 'bad-request',
  'not-a-private-home': 'bad-request',
  /** P1, S0:347-352. */
  'end-of-life': 'bad-request',
  'inside-already': 'bad-request',
  'visit-over': 'bad-request',
  'same-outcome': 'bad-request',
  'still-waiting': 'bad-request',
  'never-arrived': 'bad-request',
  'left-before-arrived': 'bad-request',
  'in-the-future': 'bad-request',
  'too-long-ago': 'bad-request',
  'unknown-place': 'bad-request',
  'too-many': 'bad-request',
  /** F2: only whoever lets in, or goes to meet somebody, may write the reason afterwards. */
  'reason-needed': 'bad-request',
  /** D7, S4:114-120. */
  'ground-needed': 'bad-request',
  'no-reason-owed': 'conflict',
  'nothing-to-undo': 'conflict',
  /** T8: no printed day pack has such a row, or it was entered before. */
  'row-code-unknown': 'bad-request',
  'row-code-used': 'conflict',
  'no-such-outing': 'not-found',
  'not-out': 'conflict',
  'already-out': 'conflict',
  'ends-before-it-begins': 'bad-request',
  'passphrase-too-short': 'bad-request',
  'passphrase-only-digits': 'bad-request',
  'passphrase-too-simple': 'bad-request',
  'passphrase-is-name': 'bad-request',
  'wrong-passphrase': 'bad-request',
  /** A slip of the pen: a character too few, or a wrong one. */
  'bad-recovery-key': 'bad-request',
  'wrong-recovery-key': 'bad-request',
  /** The lead's own key is not open in this session. */
  'keys-locked': 'conflict',
  'no-key': 'conflict',
  'no-set-up': 'conflict',
  'no-such-lead': 'not-found',
  'is-you': 'bad-request',
} as const satisfies Partial<Record<RefusalReason, ErrorCode>>;
export type Refusal = keyof typeof REFUSALS;

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };
export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const refused = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });

/** What the protocol itself would not write: it stands otherwise than the screen believed. */
export const isProtocolRefusal = (thrown: unknown): thrown is ProtocolRefusal =>
  thrown instanceof ProtocolRefusal;
