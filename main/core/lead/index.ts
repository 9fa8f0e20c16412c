/** The infection-control lead's own key, and who else may open past days. */
import type { KeysState } from '../../../shared/api/keys.ts';
import type { Language } from '../../../shared/domain/language.ts';
import type { Outcome } from '../reception/refusal.ts';
import type { Session } from '../reception/sessions.ts';
import { giveKeys, removeLead } from './hand-over.ts';
import type { LeadParts } from './parts.ts';
import { suggestPassphrase } from './passphrase.ts';
import { createSetUp, type SetUp } from './set-up.ts';
import { keysState } from './state.ts';
import { createUnlock, type Unlocked } from './unlock.ts';

export { takeOff } from './hand-over.ts';
export { keyWeaknesses } from './state.ts';
export type { LeadParts } from './parts.ts';

export interface LeadKeys {
  state(session: Session): KeysState;
  suggest(language: Language): string;
  unlock(session: Session, passphrase: string): Promise<Unlocked>;
  readonly setUp: SetUp;
  give(session: Session, staffId: string): Promise<Outcome<number>>;
  remove(session: Session, staffId: string): Outcome<number>;
}

export const createLeadKeys = (parts: LeadParts): LeadKeys => ({
  state: (session) => keysState(parts, session),
  suggest: (language) => suggestPassphrase(parts.resourcesDir, language),
  unlock: createUnlock(parts),
  setUp: createSetUp(parts),
  give: (session, staffId) => giveKeys(parts, session, staffId),
  remove: (session, staffId) => removeLead(parts, session, staffId),
});
