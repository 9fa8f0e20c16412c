import { Hono } from 'hono';
import { z } from 'zod';
import {
  correctAboutWish,
  findWish,
  forgetWish,
  printedWish,
  type About,
  type ForgetAnswer,
} from '../../../shared/api/rights.ts';
import { visitId } from '../../../shared/domain/ids.ts';
import type { Sessions } from '../reception/sessions.ts';
import type { RightsDesk } from '../rights/index.ts';
import { jsonBody, pathParameters } from './errors.ts';
import { carriedOut, signedIn } from './signed-in.ts';

export interface RightsRoutesParts {
  readonly sessions: Sessions;
  readonly rights: RightsDesk;
}
const aVisit = pathParameters(z.object({ visitId }));

/** `/api/infection-control/rights`: what is known of somebody who asks, put right, and forgotten early. */
export const rightsRoutes = ({ sessions, rights }: RightsRoutesParts) => {
  const lead = signedIn(sessions, 'infection-control');
  return new Hono()
    .post('/find', lead, jsonBody(findWish), async (context) =>
      context.json<About>(await rights.find(context.req.valid('json'), context.var.session)),
    )
    .post('/printed', lead, jsonBody(printedWish), (context) => {
      const { idCheck, visits } = context.req.valid('json');
      rights.printed(idCheck, visits, context.var.session);
      return context.json({});
    })
    .post('/visits/:visitId/correct', lead, aVisit, jsonBody(correctAboutWish), async (context) => {
      const { visitId: wanted } = context.req.valid('param');
      const result = await carriedOut(context, () =>
        rights.correct(wanted, context.req.valid('json'), context.var.session),
      );
      return result.ok ? context.json({}) : result.response;
    })
    .post('/visits/:visitId/forget', lead, aVisit, jsonBody(forgetWish), async (context) => {
      const { visitId: wanted } = context.req.valid('param');
      const { idCheck } = context.req.valid('json');
      return context.json<ForgetAnswer>(await rights.forget(wanted, idCheck, context.var.session));
    });
};
