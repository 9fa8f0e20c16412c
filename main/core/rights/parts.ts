import type { Session } from '../reception/sessions.ts';
import type { ReceptionParts } from '../reception/parts.ts';
import type { Forget } from '../retention/index.ts';

export interface RightsParts extends ReceptionParts {
  readonly forget: Forget;
}
/** Whoever serves somebody: by which account, and with which key to past days. */
export type Server = Pick<Session, 'staff' | 'opener'>;
