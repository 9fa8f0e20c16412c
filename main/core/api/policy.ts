import { Hono, type Context } from 'hono';
import { z } from 'zod';
import {
  activateRequest,
  packFile,
  policyChange,
  type packFileAnswer,
  type PackInWords,
  type PolicyState,
  type Rehearsal,
} from '../../../shared/api/policy.ts';
import { id } from '../../../shared/domain/ids.ts';
import { isRefused, POLICY_REFUSALS, type PolicyDesk, type Refused } from '../policy/index.ts';
import type { Sessions } from '../reception/sessions.ts';
import { jsonBody, pathParameters, refuse } from './errors.ts';
import { actorOf, signedIn } from './signed-in.ts';

export interface PolicyRoutesParts {
  readonly sessions: Sessions;
  readonly policyDesk: PolicyDesk;
}

const refused = (context: Context, { refusal }: Refused) =>
  refuse(context, POLICY_REFUSALS[refusal], `not carried out: ${refusal}`, { reason: refusal });

/** `/api/infection-control/policy`: the lead and the rules. What changes them answers how they stand afterwards. */
export const policyRoutes = ({ sessions, policyDesk }: PolicyRoutesParts) => {
  const lead = signedIn(sessions, 'infection-control');
  return new Hono()
    .get('/', signedIn(sessions, 'infection-control', 'watching'), async (context) =>
      context.json<PolicyState>(await policyDesk.state()),
    )
    .get(
      '/packs/:id/:version',
      lead,
      pathParameters(z.object({ id, version: z.string().min(1).max(40) })),
      async (context) => {
        const { id: wanted, version } = context.req.valid('param');
        const result = await policyDesk.inWords(wanted, version);
        return isRefused(result) ? refused(context, result) : context.json<PackInWords>(result);
      },
    )
    .post('/packs', lead, jsonBody(packFile), async (context) =>
      context.json<z.infer<typeof packFileAnswer>>(await policyDesk.takeIn(context.req.valid('json').text)),
    )
    .post('/rehearsal', lead, jsonBody(policyChange), async (context) => {
      const result = await policyDesk.rehearse(context.req.valid('json'), actorOf(context.var.session));
      return isRefused(result) ? refused(context, result) : context.json<Rehearsal>(result);
    })
    .post('/activate', lead, jsonBody(activateRequest), async (context) => {
      const result = await policyDesk.activate(context.req.valid('json'), actorOf(context.var.session));
      return isRefused(result) ? refused(context, result) : context.json<PolicyState>(result);
    })
    .post('/back', lead, async (context) => {
      const result = await policyDesk.goBack(actorOf(context.var.session));
      return isRefused(result) ? refused(context, result) : context.json<PolicyState>(result);
    })
    .post(
      '/phases/:seq/withdraw',
      lead,
      pathParameters(z.object({ seq: z.coerce.number().int().positive() })),
      async (context) => {
        const result = await policyDesk.withdraw(
          context.req.valid('param').seq,
          actorOf(context.var.session),
        );
        return isRefused(result) ? refused(context, result) : context.json<PolicyState>(result);
      },
    );
};
