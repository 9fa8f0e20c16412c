import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import type { Role, Staff } from '../../../shared/domain/staff.ts';
import type { Clock } from '../ports.ts';
import type { DayKeyOpener } from '../protocol/types.ts';

const MINUTE = 60_000;
/** Without a call for so long, whoever signed in has left the desk. */
const IDLE: Record<Role, number> = {
  reception: 10 * MINUTE,
  'infection-control': 5 * MINUTE,
  admin: 5 * MINUTE,
};
/** Longer than any shift: nobody is signed in for more. */
const LONGEST = 12 * 60 * MINUTE;

export const idleSeconds = (role: Role): number => IDLE[role] / 1000;

export interface Session {
  readonly staff: Staff;
  /** Opens past days: of the infection-control lead who has given the passphrase. It goes with the session. */
  readonly opener: DayKeyOpener | null;
  /** The private key that it opens with. */
  readonly leadKey?: JWK | undefined;
  /** False once the account is gone, or has another PIN or role than it was opened with: the session then ends. Without it, it holds. */
  readonly holds?: () => boolean;
}
interface Held extends Omit<Session, 'opener' | 'leadKey'> {
  opener: DayKeyOpener | null;
  leadKey?: JWK | undefined;
  readonly since: number;
  lastCall: number;
}

/** Who is signed in, in memory only: a restart signs everybody out. */
export interface Sessions {
  /** 32 random bytes, base64url. */
  open(session: Session): string;
  /**
   * Null when there is no such session or it has ended. `watching` is for calls that a screen makes by itself (a long poll, a
   * status that is refreshed): they are answered, but do not count as somebody being there.
   */
  find(token: string, how: 'acting' | 'watching'): Session | null;
  /** Past days open in a session that `find` gave; nothing if it has ended meanwhile. */
  unlock(session: Session, key: Required<Pick<Session, 'opener' | 'leadKey'>>): void;
  close(token: string): void;
  /** Forgets sessions that have ended, and the keys they hold; also done with every call. */
  sweep(): void;
}

export const createSessions = (clock: Clock): Sessions => {
  const held = new Map<string, Held>();
  const sweep = (now: number) => {
    for (const [token, { staff, since, lastCall }] of held)
      if (now - lastCall >= IDLE[staff.role] || now - since >= LONGEST) held.delete(token);
  };
  return {
    open(session) {
      const now = clock.now();
      sweep(now);
      const token = randomBytes(32).toString('base64url');
      held.set(token, { ...session, since: now, lastCall: now });
      return token;
    },
    find(token, how) {
      const now = clock.now();
      sweep(now);
      const found = held.get(token);
      if (found === undefined) return null;
      if (found.holds?.() === false) {
        held.delete(token);
        return null;
      }
      if (how === 'acting') found.lastCall = now;
      return found;
    },
    unlock(session, { opener, leadKey }) {
      for (const each of held.values()) if (each === session) Object.assign(each, { opener, leadKey });
    },
    close: (token) => void held.delete(token),
    sweep: () => sweep(clock.now()),
  };
};
