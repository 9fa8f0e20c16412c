import type { Database } from 'better-sqlite3';
import type { JWK } from 'jose';
import type { Actor, EventBody } from '../../../shared/domain/events.ts';
import type { Clock, KeysAtRest, Log } from '../ports.ts';
import { recipientOpener } from '../protocol/daykeys.ts';
import type { Protocol } from '../protocol/types.ts';
import type { Session, Sessions } from '../reception/sessions.ts';
import { recipientOf } from './recipient.ts';
import type { Cost } from './wrapped-key.ts';

export interface LeadParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly protocol: Protocol;
  readonly sessions: Sessions;
  readonly keysAtRest: KeysAtRest;
  /** Where the words of suggestions lie. */
  readonly resourcesDir: string;
  /** Of stretching a passphrase; the real one outside tests. */
  readonly cost?: Cost | undefined;
}

/** Who may open past days has changed: written before it is done, so that no change is without its trace. */
export const writeChanged = (
  { protocol }: Pick<LeadParts, 'protocol'>,
  by: Actor,
  body: EventBody<'keys.changed'>,
): void => {
  protocol.transaction(() => protocol.append({ type: 'keys.changed', body, actor: by }));
};

/** The lead's own key opens past days from now on, until the session ends. */
export const openFor = ({ protocol, sessions }: LeadParts, session: Session, leadKey: JWK): void => {
  const opener = recipientOpener(protocol.dayKeys.store, recipientOf(session.staff.id), leadKey);
  sessions.unlock(session, { opener, leadKey });
};
