import { Hono } from 'hono';
import { z } from 'zod';
import {
  correctRequest,
  dayPackRequest,
  lateRow,
  outingRequest,
  overrideRequest,
  reasonGiven,
  staffCheckIn,
  staffCheckOut,
  sweptAnswer,
  undoRequest,
  writtenReason,
  type Board,
  type DayPack,
  type Evacuation,
  type Slip,
  type VisitRow,
} from '../../../shared/api/staff.ts';
import { illnessWish } from '../../../shared/api/tracing.ts';
import { visitId } from '../../../shared/domain/ids.ts';
import * as reception from '../reception/index.ts';
import type { ReceptionParts, Sessions } from '../reception/index.ts';
import { isRefused, reportIllness } from '../tracing/index.ts';
import { jsonBody, pathParameters, query, refuse } from './errors.ts';
import { refusedTracing } from './tracing.ts';
import { actorOf, carriedOut, refuseBecause, sessionToken, signedIn } from './signed-in.ts';

/** How long a poll waits for the board to change. */
const LONGEST_POLL_MS = 25_000;

export interface ReceptionRoutesParts extends ReceptionParts {
  readonly sessions: Sessions;
  readonly evacuation: reception.EvacuationList;
  /** Aborted when the core closes: what waits then answers as things are. */
  readonly closing: AbortSignal;
}

const aVisit = pathParameters(z.object({ visitId }));
const anOuting = pathParameters(z.object({ outingId: visitId }));
const aTask = pathParameters(z.object({ taskId: z.coerce.number().int().positive() }));

/** `/api/reception`: what the desk does. */
export const receptionRoutes = (parts: ReceptionRoutesParts) => {
  const { protocol, sessions, closing } = parts;
  const desk = signedIn(sessions, 'reception');
  const row = (visit: Parameters<typeof reception.visitRow>[1]): VisitRow => reception.visitRow(parts, visit);
  return new Hono()
    .get(
      '/board',
      signedIn(sessions, 'reception', 'watching'),
      query(z.object({ after: z.coerce.number().int().nonnegative().optional() })),
      async (context) => {
        const { after } = context.req.valid('query');
        const signal = AbortSignal.any([closing, context.req.raw.signal]);
        if (after !== undefined)
          await protocol.changes.waitFor(after, { timeoutMs: LONGEST_POLL_MS, signal });
        // Whoever signed out, or was signed out, while this waited sees no names.
        if (sessions.find(sessionToken(context), 'watching') === null)
          return refuse(context, 'not-signed-in', 'the session has ended');
        return context.json<Board>(reception.board(parts));
      },
    )
    .get('/lookup', desk, query(z.object({ q: z.string().trim().min(1).max(80) })), (context) =>
      context.json(reception.lookup(parts, context.req.valid('query').q)),
    )
    .post('/visits', desk, jsonBody(staffCheckIn), async (context) => {
      const by = actorOf(context.var.session);
      const result = await carriedOut(context, () =>
        reception.staffCheckIn(parts, context.req.valid('json'), by),
      );
      return result.ok ? context.json<{ visitId: string }>(result.value) : result.response;
    })
    .get('/visits/:visitId', desk, aVisit, (context) => {
      const visit = protocol.visit(context.req.valid('param').visitId);
      return visit === null ? refuseBecause(context, 'no-such-visit') : context.json<VisitRow>(row(visit));
    })
    .post('/visits/:visitId/override', desk, aVisit, jsonBody(overrideRequest), async (context) => {
      const by = actorOf(context.var.session);
      const { visitId: wanted } = context.req.valid('param');
      const result = await carriedOut(context, () =>
        reception.override(parts, wanted, context.req.valid('json'), by),
      );
      return result.ok ? context.json<VisitRow>(row(result.value)) : result.response;
    })
    .post('/visits/:visitId/check-out', desk, aVisit, jsonBody(staffCheckOut), async (context) => {
      const by = actorOf(context.var.session);
      const { visitId: wanted } = context.req.valid('param');
      const { leftAt } = context.req.valid('json');
      const result = await carriedOut(context, () => reception.checkOut(parts, wanted, leftAt, by));
      return result.ok ? context.json<VisitRow>(row(result.value)) : result.response;
    })
    .post('/visits/:visitId/correct', desk, aVisit, jsonBody(correctRequest), async (context) => {
      const by = actorOf(context.var.session);
      const { visitId: wanted } = context.req.valid('param');
      const result = await carriedOut(context, () =>
        reception.correct(parts, wanted, context.req.valid('json'), by),
      );
      return result.ok ? context.json<VisitRow>(row(result.value)) : result.response;
    })
    .post('/visits/:visitId/reason', desk, aVisit, jsonBody(writtenReason), async (context) => {
      const by = actorOf(context.var.session);
      const { visitId: wanted } = context.req.valid('param');
      const { reasonText } = context.req.valid('json');
      const result = await carriedOut(context, () => reception.writeReason(parts, wanted, reasonText, by));
      return result.ok ? context.json<VisitRow>(row(result.value)) : result.response;
    })
    .post('/visits/:visitId/reason-given', desk, aVisit, jsonBody(reasonGiven), async (context) => {
      const by = actorOf(context.var.session);
      const { visitId: wanted } = context.req.valid('param');
      const result = await carriedOut(context, () =>
        reception.giveReason(parts, wanted, context.req.valid('json'), by),
      );
      return result.ok ? context.json<VisitRow>(row(result.value)) : result.response;
    })
    .get('/visits/:visitId/slip', desk, aVisit, (context) => {
      const result = reception.slip(parts, context.req.valid('param').visitId);
      return result.ok ? context.json<Slip>(result.value) : refuseBecause(context, result.refusal);
    })
    .post('/outings', desk, jsonBody(outingRequest), async (context) => {
      const by = actorOf(context.var.session);
      const result = await carriedOut(context, () => reception.goOut(parts, context.req.valid('json'), by));
      return result.ok ? context.json<reception.OutingRow>(result.value) : result.response;
    })
    .post('/outings/:outingId/back', desk, anOuting, async (context) => {
      const by = actorOf(context.var.session);
      const { outingId } = context.req.valid('param');
      const result = await carriedOut(context, () => reception.comeBack(parts, outingId, by));
      return result.ok ? context.json<reception.OutingRow>(result.value) : result.response;
    })
    .post('/visits/:visitId/undo', desk, aVisit, jsonBody(undoRequest), async (context) => {
      const by = actorOf(context.var.session);
      const { visitId: wanted } = context.req.valid('param');
      const result = await carriedOut(context, () =>
        reception.undo(parts, wanted, context.req.valid('json'), by),
      );
      return result.ok ? context.json<VisitRow>(row(result.value)) : result.response;
    })
    .post('/late-rows', desk, jsonBody(lateRow), async (context) => {
      const by = actorOf(context.var.session);
      const result = await carriedOut(context, () =>
        reception.enterLate(parts, context.req.valid('json'), by),
      );
      return result.ok ? context.json<VisitRow>(row(result.value)) : result.response;
    })
    .post('/day-pack', desk, jsonBody(dayPackRequest), async (context) => {
      const by = actorOf(context.var.session);
      const result = await carriedOut(context, () =>
        reception.printDayPack(parts, context.req.valid('json'), by),
      );
      return result.ok ? context.json<DayPack>(result.value) : result.response;
    })
    .post('/tasks/:taskId/swept', desk, aTask, jsonBody(sweptAnswer), async (context) => {
      const by = actorOf(context.var.session);
      const result = await carriedOut(context, () =>
        reception.answerSwept(parts, context.req.valid('param').taskId, context.req.valid('json'), by),
      );
      return result.ok ? context.json({}) : result.response;
    })
    .post('/illness', desk, jsonBody(illnessWish), (context) => {
      const by = actorOf(context.var.session);
      const result = reportIllness(parts, context.req.valid('json'), { by, via: 'staff' });
      return isRefused(result) ? refusedTracing(context, result) : context.json({});
    })
    .get('/evacuation', desk, (context) => context.json<Evacuation>(parts.evacuation.now()))
    .post('/tasks/:taskId/close', desk, aTask, async (context) => {
      const by = actorOf(context.var.session);
      const result = await carriedOut(context, () =>
        reception.finishTask(parts, context.req.valid('param').taskId, by),
      );
      return result.ok ? context.json({}) : result.response;
    });
};
