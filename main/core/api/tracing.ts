import { Hono, type Context } from 'hono';
import { z } from 'zod';
import {
  caseWish,
  closeCaseWish,
  extendWish,
  peopleWish,
  readCaseWish,
  residentsWish,
  searchWish,
  type CaseAnswer,
  type CaseOpened,
  type CaseRow,
  type PeopleAnswer,
  type ResidentsAnswer,
  type SearchAnswer,
  type TracingState,
} from '../../../shared/api/tracing.ts';
import { id } from '../../../shared/domain/ids.ts';
import type { Session, Sessions } from '../reception/sessions.ts';
import {
  isRefused,
  TRACING_REFUSALS,
  type Looker,
  type Refused,
  type TracingDesk,
} from '../tracing/index.ts';
import { jsonBody, pathParameters, refuse } from './errors.ts';
import { actorOf, signedIn } from './signed-in.ts';

export interface TracingRoutesParts {
  readonly sessions: Sessions;
  readonly tracing: TracingDesk;
}

const aCase = pathParameters(z.object({ caseId: id }));
const aReport = pathParameters(z.object({ taskId: z.coerce.number().int().positive() }));

const looker = (session: Session): Looker => ({ by: actorOf(session), opener: session.opener });

export const refusedTracing = (context: Context, { refusal }: Refused) =>
  refuse(context, TRACING_REFUSALS[refusal], `not carried out: ${refusal}`, { reason: refusal });

/** `/api/infection-control/tracing`: who met whom. Every call that shows a name says first what it is for. */
export const tracingRoutes = ({ sessions, tracing }: TracingRoutesParts) => {
  const lead = signedIn(sessions, 'infection-control');
  const watching = signedIn(sessions, 'infection-control', 'watching');
  return new Hono()
    .get('/', watching, (context) => context.json<TracingState>(tracing.state(looker(context.var.session))))
    .get('/cases', watching, (context) => context.json<CaseRow[]>(tracing.cases()))
    .post('/people', lead, jsonBody(peopleWish), async (context) =>
      context.json<PeopleAnswer>(
        await tracing.people(context.req.valid('json'), looker(context.var.session)),
      ),
    )
    .post('/search', lead, jsonBody(searchWish), async (context) => {
      const result = await tracing.search(context.req.valid('json'), looker(context.var.session));
      return isRefused(result) ? refusedTracing(context, result) : context.json<SearchAnswer>(result);
    })
    .post('/residents', lead, jsonBody(residentsWish), async (context) => {
      const { purpose } = context.req.valid('json');
      return context.json<ResidentsAnswer>(await tracing.residents(purpose, looker(context.var.session)));
    })
    .post('/cases', lead, jsonBody(caseWish), async (context) => {
      const result = await tracing.openCase(context.req.valid('json'), looker(context.var.session));
      return isRefused(result) ? refusedTracing(context, result) : context.json<CaseOpened>(result);
    })
    .post('/cases/:caseId', lead, aCase, jsonBody(readCaseWish), async (context) => {
      const { caseId } = context.req.valid('param');
      const { purpose } = context.req.valid('json');
      const result = await tracing.readCase(caseId, purpose, looker(context.var.session));
      return isRefused(result) ? refusedTracing(context, result) : context.json<CaseAnswer>(result);
    })
    .post('/cases/:caseId/extend', lead, aCase, jsonBody(extendWish), async (context) => {
      const { caseId } = context.req.valid('param');
      const { window } = context.req.valid('json');
      const result = await tracing.extendCase(caseId, window, looker(context.var.session));
      return isRefused(result) ? refusedTracing(context, result) : context.json<CaseOpened>(result);
    })
    .post('/cases/:caseId/close', lead, aCase, jsonBody(closeCaseWish), (context) => {
      const { caseId } = context.req.valid('param');
      const { reason } = context.req.valid('json');
      const result = tracing.closeCase(caseId, reason, actorOf(context.var.session));
      return isRefused(result) ? refusedTracing(context, result) : context.json<CaseRow>(result);
    })
    .post('/reports/:taskId/settle', lead, aReport, (context) => {
      const result = tracing.settleReport(context.req.valid('param').taskId, actorOf(context.var.session));
      return isRefused(result) ? refusedTracing(context, result) : context.json({});
    });
};
