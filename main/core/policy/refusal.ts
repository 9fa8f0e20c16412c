import type { ErrorCode, RefusalReason } from '../../../shared/api/error.ts';

/** Why the lead's wish is not carried out, with the status of the answer. Nothing is written then. */
export const POLICY_REFUSALS = {
  'no-such-pack': 'not-found',
  'no-such-phase': 'bad-request',
  'no-such-setting': 'not-found',
  'unknown-place': 'bad-request',
  'ends-before-it-begins': 'bad-request',
  'pack-refused': 'conflict',
  'already-in-force': 'conflict',
  'nothing-to-go-back-to': 'conflict',
  'rehearse-first': 'conflict',
  'changed-meanwhile': 'conflict',
} as const satisfies Partial<Record<RefusalReason, ErrorCode>>;
export type PolicyRefusal = keyof typeof POLICY_REFUSALS;

export interface Refused {
  readonly refusal: PolicyRefusal;
}
export const isRefused = (result: object): result is Refused => 'refusal' in result;
