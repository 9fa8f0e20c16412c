import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../core/ports.ts';

/** How long a launch token may wait for its page. `until-used` is for the demo, whose addresses are printed for a person to open. */
export type Patience = { readonly milliseconds: number } | 'until-used';
export const KIOSK_PATIENCE: Patience = { milliseconds: 60_000 };

/** The tabs that may talk to the core, and the one-time tokens that make them. All in memory: a restart ends every session. */
export interface Launches {
  /** A fresh token for one address: 256 random bits, base64url. */
  mint(): string;
  /** Spends a token: the bearer of a new session, or null if it is unknown, spent or too old. */
  exchange(token: string): string | null;
  known(session: string): boolean;
}

/** Only hashes are kept and looked up, so that neither memory nor timing tells a token. */
const hash = (token: string): string => createHash('sha256').update(token).digest('base64');
const random = (): string => randomBytes(32).toString('base64url');

export const openLaunches = (clock: Clock, patience: Patience): Launches => {
  const waiting = new Map<string, number>();
  const sessions = new Set<string>();
  return {
    mint: () => {
      const token = random();
      waiting.set(hash(token), clock.now());
      return token;
    },
    exchange: (token) => {
      const key = hash(token);
      const mintedAt = waiting.get(key);
      waiting.delete(key);
      if (mintedAt === undefined) return null;
      if (patience !== 'until-used' && clock.now() - mintedAt > patience.milliseconds) return null;
      const session = random();
      sessions.add(hash(session));
      return session;
    },
    known: (session) => sessions.has(hash(session)),
  };
};
