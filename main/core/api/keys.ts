import { Hono, type Context } from 'hono';
import type { z } from 'zod';
import {
  finishRequest,
  otherLead,
  setUpRequest,
  suggestionRequest,
  unlockRequest,
  type KeysState,
  type setUpAnswer,
  type suggestion,
} from '../../../shared/api/keys.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import type { LeadKeys } from '../lead/index.ts';
import type { Outcome } from '../reception/refusal.ts';
import type { Session, Sessions } from '../reception/sessions.ts';
import { jsonBody, refuse } from './errors.ts';
import { carriedOut, signedIn } from './signed-in.ts';

export interface KeysRoutesParts {
  readonly sessions: Sessions;
  readonly leadKeys: LeadKeys;
}

/** `/api/infection-control/keys`: who can open past days, and the lead's own key. */
export const keysRoutes = ({ sessions, leadKeys }: KeysRoutesParts) => {
  const lead = signedIn(sessions, 'infection-control');
  const watchingLead = signedIn(sessions, 'infection-control', 'watching');
  /** Does it, and answers how things stand then. */
  const andState = async (
    context: Context<{ Variables: { session: Session } }>,
    work: () => Outcome<unknown> | Promise<Outcome<unknown>>,
  ) => {
    const result = await carriedOut(context, work);
    return result.ok ? context.json<KeysState>(leadKeys.state(context.var.session)) : result.response;
  };
  return new Hono()
    .get('/', watchingLead, (context) => context.json<KeysState>(leadKeys.state(context.var.session)))
    .post('/suggestion', lead, jsonBody(suggestionRequest), (context) =>
      context.json<z.infer<typeof suggestion>>({
        passphrase: leadKeys.suggest(context.req.valid('json').language),
      }),
    )
    .post('/unlock', lead, jsonBody(unlockRequest), async (context) => {
      const result = await leadKeys.unlock(context.var.session, context.req.valid('json').passphrase);
      if (!result.ok && 'until' in result)
        return refuse(context, 'locked', 'too many wrong passphrases', { until: toInstant(result.until) });
      return andState(context, () => result);
    })
    .post('/set-up', lead, jsonBody(setUpRequest), async (context) => {
      const { session } = context.var;
      const result = await carriedOut(context, () =>
        leadKeys.setUp.begin(session, context.req.valid('json')),
      );
      return result.ok ? context.json<z.infer<typeof setUpAnswer>>(result.value) : result.response;
    })
    .post('/set-up/finish', lead, jsonBody(finishRequest), (context) =>
      andState(context, () =>
        leadKeys.setUp.finish(context.var.session, context.req.valid('json').recoveryKey),
      ),
    )
    .post('/give', lead, jsonBody(otherLead), (context) =>
      andState(context, () => leadKeys.give(context.var.session, context.req.valid('json').id)),
    )
    .post('/remove', lead, jsonBody(otherLead), (context) =>
      andState(context, () => leadKeys.remove(context.var.session, context.req.valid('json').id)),
    );
};
