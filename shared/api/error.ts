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
export const errorBody = z.strictObject({
  error: z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
  /** For `locked`: when it opens again. */
  until: z.iso.datetime({ precision: 3 }).optional(),
});
export type ErrorBody = z.infer<typeof errorBody>;
