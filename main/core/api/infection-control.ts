import { Hono } from 'hono';
import type { z } from 'zod';
import {
  exportRequest,
  type dayList,
  type ExportAnswer,
  type SyncReport,
  type syncStatus,
} from '../../../shared/api/staff.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import type { ExportDailyLog } from '../export/index.ts';
import type { Sessions } from '../reception/sessions.ts';
import { jsonBody, refuse } from './errors.ts';
import { policyRoutes, type PolicyRoutesParts } from './policy.ts';
import { actorOf, refuseBecause, signedIn } from './signed-in.ts';

type DayList = z.infer<typeof dayList>;
type SyncStatus = z.infer<typeof syncStatus>;

export interface InfectionControlParts extends PolicyRoutesParts {
  readonly sessions: Sessions;
  /** Days that have visits, the latest first. */
  readonly days: () => DayList;
  /** The calendar day at the institution. */
  readonly today: () => string;
  readonly exportDailyLog: ExportDailyLog;
  readonly sync: () => Promise<SyncReport>;
  readonly syncStatus: () => SyncStatus;
  /** Puts what the receiver refused back among what waits. How many. */
  readonly retryRefused: (by: Actor) => number;
}

/** `/api/infection-control`: what leaves the house, and the rules. */
export const infectionControlRoutes = ({ sessions, ...parts }: InfectionControlParts) => {
  const lead = signedIn(sessions, 'infection-control');
  const watchingLead = signedIn(sessions, 'infection-control', 'watching');
  return new Hono()
    .route('/policy', policyRoutes({ sessions, policyDesk: parts.policyDesk }))
    .get('/days', watchingLead, (context) => context.json<DayList>(parts.days()))
    .post('/daily-log', lead, jsonBody(exportRequest), async (context) => {
      const { session } = context.var;
      const { day } = context.req.valid('json');
      if (day > parts.today()) return refuseBecause(context, 'in-the-future');
      const result = await parts.exportDailyLog(day, {
        by: actorOf(session),
        opener: session.opener,
      });
      return result.ok
        ? context.json<ExportAnswer>(result.answer)
        : refuse(context, 'unavailable', 'nothing has been written', { reason: result.problem });
    })
    .get('/sync', watchingLead, (context) => context.json<SyncStatus>(parts.syncStatus()))
    .post('/sync/retry', lead, (context) =>
      context.json({ retried: parts.retryRefused(actorOf(context.var.session)) }),
    )
    .post('/sync', lead, async (context) => context.json<SyncReport>(await parts.sync()));
};
