import { z } from 'zod';

/** Every refusal of the door, in every host: status and body are the same. `message` is for a log or a developer; screens word the code themselves. */
export const ERROR_CODES = {
  'bad-request': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  locked: 423,
  failed: 500,
  unavailable: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;
/** Why staff's wish is not carried out: a closed list that their screens word (`refusal.*` in resources/text/LANG/staff.json). */
export const REFUSAL_REASONS = [
  'no-such-visit',
  'no-such-booking',
  'no-such-task',
  'changed-meanwhile',
  'already-here',
  'not-inside',
  'contact-limited',
  'private-home',
  'not-a-private-home',
  'end-of-life',
  'inside-already',
  'visit-over',
  'same-outcome',
  'still-waiting',
  'never-arrived',
  'left-before-arrived',
  'in-the-future',
  'too-long-ago',
  'unknown-place',
  'too-many',
  'reason-needed',
  'ground-needed',
  'no-reason-owed',
  'no-such-outing',
  'not-out',
  'already-out',
  'no-such-pack',
  'no-such-phase',
  'no-such-setting',
  'pack-refused',
  'already-in-force',
  'nothing-to-go-back-to',
  'rehearse-first',
  'ends-before-it-begins',
  'folder-is-a-link',
  'disk-full',
  'not-writable',
  'passphrase-too-short',
  'passphrase-only-digits',
  'passphrase-too-simple',
  'passphrase-is-name',
  'wrong-passphrase',
  'bad-recovery-key',
  'wrong-recovery-key',
  'keys-locked',
  'no-key',
  'no-set-up',
  'no-such-lead',
  'is-you',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export const errorBody = z.strictObject({
  error: z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
  /** For `locked`: when it opens again. */
  until: z.iso.datetime({ precision: 3 }).optional(),
  reason: z.enum(REFUSAL_REASONS).optional(),
});
export type ErrorBody = z.infer<typeof errorBody>;
