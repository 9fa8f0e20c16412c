import { refusal } from '../../platform/door/refusal.ts';
import type { Rule } from './rule.ts';

const SAFE = new Set(['GET', 'HEAD']);

/** Whatever changes something must come from our own page; whatever names an origin must name ours. */
export const exactOrigin =
  (origin: string): Rule =>
  ({ method, headers }) => {
    if (headers.origin === origin) return null;
    if (headers.origin === undefined && SAFE.has(method)) return null;
    return refusal('not-allowed', 'wrong Origin');
  };
