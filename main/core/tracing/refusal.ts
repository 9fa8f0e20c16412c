import type { ErrorCode, RefusalReason } from '../../../shared/api/error.ts';

/** Why a wish of tracing is not carried out, with the status of the answer. Nothing is written then, and no name is shown. */
export const TRACING_REFUSALS = {
  'no-such-visit': 'not-found',
  'no-such-person': 'not-found',
  'no-such-case': 'not-found',
  'no-such-task': 'not-found',
  'never-arrived': 'bad-request',
  'unknown-place': 'bad-request',
  'ends-before-it-begins': 'bad-request',
  'in-the-future': 'bad-request',
  'too-far-back': 'bad-request',
  'case-closed': 'conflict',
  /** The lead's key is not there: what past days say stays closed. */
  'days-locked': 'conflict',
} as const satisfies Partial<Record<RefusalReason, ErrorCode>>;
export type TracingRefusal = keyof typeof TRACING_REFUSALS;

export interface Refused {
  readonly refusal: TracingRefusal;
}
export const refused = (refusal: TracingRefusal): Refused => ({ refusal });
export const isRefused = (result: object): result is Refused => 'refusal' in result;
