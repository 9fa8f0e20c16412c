import { refusal } from '../../platform/door/refusal.ts';
import type { Rule } from './rule.ts';

/** A request that announces more than `bytes` is turned away unread. The core has its own, smaller limit for what it does read. */
export const announcedSize =
  (bytes: number): Rule =>
  ({ headers }) =>
    Number(headers['content-length'] ?? 0) > bytes ? refusal('too-large', 'the request is too large') : null;
