import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { PRESENT_HEADER, STAFF_HEADER } from '../../../shared/api/staff.ts';
import { MAY, type Role } from '../../../shared/domain/staff.ts';
import { isProtocolRefusal, REFUSALS, type Outcome, type Refusal } from '../reception/refusal.ts';
import type { Session, Sessions } from '../reception/sessions.ts';
import { refuse } from './errors.ts';

/** What a route of staff finds in its context. */
export interface StaffEnv {
  Variables: { session: Session };
}

export const sessionToken = (context: Context): string => context.req.header(STAFF_HEADER) ?? '';

/**
 * Lets a call through when somebody is signed in who may do what `role` does: 401 and 403 otherwise. `watching` is for what a screen
 * asks for by itself: it keeps a session alive only with {@link PRESENT_HEADER}.
 */
export const signedIn = (sessions: Sessions, role: Role | 'any', how: 'acting' | 'watching' = 'acting') =>
  createMiddleware<StaffEnv>(async (context, next) => {
    const present = context.req.header(PRESENT_HEADER) !== undefined;
    const session = sessions.find(sessionToken(context), present ? 'acting' : how);
    if (session === null) return refuse(context, 'not-signed-in', 'nobody is signed in');
    if (role !== 'any' && !MAY[session.staff.role].has(role))
      return refuse(context, 'not-allowed', `this needs the role ${role}`);
    context.set('session', session);
    return next();
  });

/** The member of staff as the protocol names them. */
export const actorOf = (session: Session) => `staff:${session.staff.id}` as const;

/** The answer to a wish that is not carried out. */
export const refuseBecause = (context: Context, reason: Refusal) =>
  refuse(context, REFUSALS[reason], `not carried out: ${reason}`, { reason });

/** What came of a wish, or its refusal as an error body. What the protocol itself refuses is a conflict. */
export const carriedOut = async <T>(
  context: Context,
  work: () => Outcome<T> | Promise<Outcome<T>>,
): Promise<{ ok: true; value: T } | { ok: false; response: ReturnType<typeof refuse> }> => {
  try {
    const outcome = await work();
    if (outcome.ok) return outcome;
    return { ok: false, response: refuseBecause(context, outcome.refusal) };
  } catch (thrown) {
    if (!isProtocolRefusal(thrown)) throw thrown;
    return { ok: false, response: refuse(context, 'conflict', `the protocol refuses: ${thrown.code}`) };
  }
};
