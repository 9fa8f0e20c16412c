import { Hono } from 'hono';
import { signInRequest, type SignInAnswer } from '../../../shared/api/staff.ts';
import { idleSeconds, type Sessions } from '../reception/sessions.ts';
import type { SignIn } from '../reception/sign-in.ts';
import { jsonBody, refuse } from './errors.ts';
import { sessionToken, signedIn } from './signed-in.ts';

export interface StaffParts {
  readonly sessions: Sessions;
  readonly signIn: SignIn;
}

/** `/api/staff`: the beginning and the end of a session. */
export const staffRoutes = ({ sessions, signIn }: StaffParts) =>
  new Hono()
    .post('/sign-in', jsonBody(signInRequest), async (context) => {
      const { name, pin } = context.req.valid('json');
      const result = await signIn(name, pin);
      switch (result.kind) {
        case 'refused':
          return refuse(context, 'not-signed-in', 'name or PIN is wrong');
        case 'locked':
          return refuse(context, 'locked', 'too many wrong PINs', { until: result.until });
        case 'signed-in': {
          const { staff, opener, leadKey, holds } = result;
          return context.json<SignInAnswer>({
            session: sessions.open({ staff, opener, leadKey, ...(holds && { holds }) }),
            staff,
            idleSeconds: idleSeconds(staff.role),
          });
        }
      }
    })
    .post('/sign-out', signedIn(sessions, 'any'), (context) => {
      sessions.close(sessionToken(context));
      return context.json({});
    });
