import { Hono } from 'hono';
import { signInRequest, type SignInAnswer } from '../../../shared/api/staff.ts';
import type { Troubles as TroublesAnswer } from '../../../shared/api/troubles.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import type { Clock } from '../ports.ts';
import { idleSeconds, type Sessions } from '../reception/sessions.ts';
import type { SignIn } from '../reception/sign-in.ts';
import type { Troubles } from '../troubles/index.ts';
import { jsonBody, refuse } from './errors.ts';
import { sessionToken, signedIn } from './signed-in.ts';

export interface StaffParts {
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly troubles: Troubles;
  readonly settings: Settings;
  readonly clock: Clock;
}

/** `/api/staff`: the beginning and the end of a session, and what everybody on duty should know of the machine. */
export const staffRoutes = ({ sessions, signIn, troubles, settings, clock }: StaffParts) =>
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
    .get('/troubles', signedIn(sessions, 'any', 'watching'), (context) =>
      context.json<TroublesAnswer>({
        now: toInstant(clock.now()),
        zone: settings.institution.zone,
        troubles: troubles.now(),
      }),
    )
    .post('/clock-is-right', signedIn(sessions, 'any'), (context) => {
      troubles.clockIsRight(context.var.session.staff.id);
      return context.json({});
    })
    .post('/sign-out', signedIn(sessions, 'any'), (context) => {
      sessions.close(sessionToken(context));
      return context.json({});
    });
