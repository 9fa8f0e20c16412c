import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { staff as aStaff, type Staff } from '../../../shared/domain/staff.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import type { Clock, Log } from '../ports.ts';
import { keyFolderOf, openKeyStore } from '../keys/store.ts';
import { recipientOpener } from '../protocol/daykeys.ts';
import { recipientOf, findRecipient } from '../lead/recipient.ts';
import { tidyName } from './accounts.ts';
import { unwrapLeadKey } from './lead-key.ts';
import { diskTroubleOf, type Troubles } from '../troubles/index.ts';
import { isLocked, lockedUntil } from './lockout.ts';
import { pinMatches, pinMatchesNobody } from './pin.ts';
import type { Session } from './sessions.ts';

export type SignInResult =
  | ({ kind: 'signed-in' } & Session)
  | { kind: 'refused' }
  /** `until`: when the next try is taken. */
  | { kind: 'locked'; until: string };

export type SignIn = (name: string, pin: string) => Promise<SignInResult>;

const account = aStaff.extend({
  pin_hash: z.string(),
  failures: z.int(),
  locked_until: z.string().nullable(),
});
interface Tries {
  failures: number;
  until: number | null;
}

/** Names that nobody has lock as others do, so that trying does not tell who works here. In memory, and no more than these. */
const STRANGERS = 1000;

interface Parts {
  readonly db: Database;
  readonly clock: Clock;
  readonly kioskKey: Buffer;
  readonly log: Log;
  /** Told of what the disk does not take. */
  readonly troubles?: Pick<Troubles, 'note'>;
}

export const createSignIn = (of: Parts): SignIn => {
  const { note } = of.troubles ?? { note: diskTroubleOf };
  const strangers = new Map<string, Tries>();

  /** Counts the try before the PIN is looked at: neither many at once nor a pulled plug wins a try. */
  const count = (before: Tries): Tries | 'locked' => {
    const now = of.clock.now();
    if (isLocked(before.until, now)) return 'locked';
    const failures = before.failures + 1;
    return { failures, until: lockedUntil(failures, now) };
  };

  const stranger = async (name: string, pin: string): Promise<SignInResult> => {
    const key = createHash('sha256').update(name.toLowerCase()).digest('base64url');
    const before = strangers.get(key) ?? { failures: 0, until: null };
    const tries = count(before);
    if (tries === 'locked') return answer(before.until);
    strangers.delete(key);
    strangers.set(key, tries);
    const [oldest] = strangers.keys();
    if (strangers.size > STRANGERS && oldest !== undefined) strangers.delete(oldest);
    await pinMatchesNobody(pin);
    return answer(tries.until);
  };

  const unchanged = of.db.prepare('SELECT 1 FROM staff WHERE id = ? AND role = ? AND pin_hash = ?');
  const update = of.db.prepare('UPDATE staff SET failures = ?, locked_until = ? WHERE id = ?');
  /** Of those whose tries the disk did not take: a full disk keeps nobody from the evacuation list, and gives nobody more tries. */
  const unsaved = new Map<string, Tries>();
  const save = (tries: Tries, staffId: string): void => {
    try {
      update.run(tries.failures, tries.until === null ? null : toInstant(tries.until), staffId);
      unsaved.delete(staffId);
    } catch (thrown) {
      if (note(thrown) === null) throw thrown;
      unsaved.set(staffId, tries);
    }
  };

  return async (typed, pin) => {
    const name = tidyName(typed);
    const row = of.db.prepare('SELECT * FROM staff WHERE name = ?').get(name);
    if (row === undefined) return stranger(name, pin);
    const { pin_hash: hash, failures, locked_until: lockedText, ...staff } = account.parse(row);
    const before: Tries = unsaved.get(staff.id) ?? {
      failures,
      until: lockedText === null ? null : Date.parse(lockedText),
    };
    const tries = count(before);
    if (tries === 'locked') return answer(before.until);
    const until = tries.until === null ? null : toInstant(tries.until);
    save(tries, staff.id);
    if (!(await pinMatches(pin, hash))) {
      if (until !== null) of.log.write({ event: 'staff-locked-out', staffId: staff.id, until });
      return answer(tries.until);
    }
    save({ failures: 0, until: null }, staff.id);
    const holds = () => unchanged.get(staff.id, staff.role, hash) !== undefined;
    return { kind: 'signed-in', staff, ...(await keyUnderPin(staff, pin)), holds };
  };

  /** From before there were passphrases: a set-up takes the key over, and until then the PIN opens past days. */
  async function keyUnderPin(staff: Staff, pin: string): Promise<Pick<Session, 'opener' | 'leadKey'>> {
    const store = openKeyStore(keyFolderOf(of.db));
    const id = recipientOf(staff.id);
    const wrapped = staff.role === 'infection-control' ? findRecipient(store, id)?.wrapped.pin : undefined;
    const leadKey = wrapped && (await unwrapLeadKey(wrapped, staff.id, pin, of.kioskKey));
    return leadKey ? { opener: recipientOpener(store, id, leadKey), leadKey } : { opener: null };
  }
};

const answer = (until: number | null): SignInResult =>
  until === null ? { kind: 'refused' } : { kind: 'locked', until: toInstant(until) };
