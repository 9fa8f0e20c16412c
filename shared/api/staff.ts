/** Staff: sign-in, reception, infection control. Every call but sign-in carries the header `besoksvert-staff: SESSION`. */
import { z } from 'zod';
import { personName } from '../domain/booking.ts';
import { pin, staff } from '../domain/staff.ts';
import { day } from '../domain/time.ts';

export * from './board.ts';
export * from './desk.ts';
export * from './paper.ts';
export * from './sync.ts';

export const STAFF_HEADER = 'besoksvert-staff';
/**
 * What a screen asks for by itself (GET of the board, the days, the sync status) does not keep a session alive. It does with this header,
 * any value: send it when somebody has touched the screen or a key since the last call.
 */
export const PRESENT_HEADER = 'besoksvert-present';

export const signInRequest = z.strictObject({ name: personName, pin });
export const signInAnswer = z.strictObject({
  session: z.string(),
  staff,
  /** After so many seconds without a call the session ends by itself. */
  idleSeconds: z.int(),
});
export type SignInAnswer = z.infer<typeof signInAnswer>;

export const dayList = z.array(z.strictObject({ day, visits: z.int() }));
