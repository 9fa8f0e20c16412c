import { Hono, type Context } from 'hono';
import type { z } from 'zod';
import { postponementsRequest } from '../../../shared/api/policy.ts';
import {
  exportRequest,
  type dayList,
  type ExportAnswer,
  type SyncReport,
  type syncStatus,
} from '../../../shared/api/staff.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import type { Exporter, ExportResult, Exports } from '../export/index.ts';
import type { Session, Sessions } from '../reception/sessions.ts';
import { jsonBody, refuse } from './errors.ts';
import { keysRoutes, type KeysRoutesParts } from './keys.ts';
import { overviewRoutes, type OverviewRoutesParts } from './overview.ts';
import { policyRoutes, type PolicyRoutesParts } from './policy.ts';
import { actorOf, refuseBecause, signedIn } from './signed-in.ts';

type DayList = z.infer<typeof dayList>;
type SyncStatus = z.infer<typeof syncStatus>;

export interface InfectionControlParts extends PolicyRoutesParts, KeysRoutesParts, OverviewRoutesParts {
  readonly sessions: Sessions;
  /** Days that have visits, the latest first. */
  readonly days: () => DayList;
  /** The calendar day at the institution. */
  readonly today: () => string;
  readonly exports: Exports;
  readonly sync: () => Promise<SyncReport>;
  readonly syncStatus: () => SyncStatus;
  /** Puts what the receiver refused back among what waits. How many. */
  readonly retryRefused: (by: Actor) => number;
}

const exporter = (session: Session): Exporter => ({ by: actorOf(session), opener: session.opener });

const written = (context: Context, result: ExportResult) =>
  result.ok
    ? context.json<ExportAnswer>(result.answer)
    : refuse(context, 'unavailable', 'nothing has been written', { reason: result.problem });

/** `/api/infection-control`: what leaves the house, and the rules. */
export const infectionControlRoutes = ({ sessions, ...parts }: InfectionControlParts) => {
  const lead = signedIn(sessions, 'infection-control');
  const watchingLead = signedIn(sessions, 'infection-control', 'watching');
  return new Hono()
    .route('/', overviewRoutes({ ...parts, sessions }))
    .route('/policy', policyRoutes({ sessions, policyDesk: parts.policyDesk }))
    .route('/keys', keysRoutes({ sessions, leadKeys: parts.leadKeys }))
    .get('/days', watchingLead, (context) => context.json<DayList>(parts.days()))
    .post('/daily-log', lead, jsonBody(exportRequest), async (context) => {
      const { day } = context.req.valid('json');
      if (day > parts.today()) return refuseBecause(context, 'in-the-future');
      return written(context, await parts.exports.dailyLog(day, exporter(context.var.session)));
    })
    .post('/postponements', lead, jsonBody(postponementsRequest), async (context) => {
      const between = context.req.valid('json');
      if (between.to > parts.today()) return refuseBecause(context, 'in-the-future');
      if (between.to < between.from) return refuseBecause(context, 'ends-before-it-begins');
      return written(context, await parts.exports.postponements(between, exporter(context.var.session)));
    })
    .get('/sync', watchingLead, (context) => context.json<SyncStatus>(parts.syncStatus()))
    .post('/sync/retry', lead, (context) =>
      context.json({ retried: parts.retryRefused(actorOf(context.var.session)) }),
    )
    .post('/sync', lead, async (context) => context.json<SyncReport>(await parts.sync()));
};
