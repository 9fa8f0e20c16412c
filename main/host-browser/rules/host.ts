import { refusal } from '../../platform/door/refusal.ts';
import type { Rule } from './rule.ts';

/** The Host must be our own, to the letter: a name that somebody's DNS points at 127.0.0.1 is not (DNS rebinding). */
export const exactHost =
  (host: string): Rule =>
  ({ headers }) =>
    headers.host === host ? null : refusal('not-allowed', 'wrong Host', { status: 421 });
