import { Hono } from 'hono';
import type { z } from 'zod';
import type { dayList, SyncReport, syncStatus } from '../../../shared/api/staff.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import { exportRoutes, type ExportRoutesParts } from './exports.ts';
import { keysRoutes, type KeysRoutesParts } from './keys.ts';
import { overviewRoutes, type OverviewRoutesParts } from './overview.ts';
import { policyRoutes, type PolicyRoutesParts } from './policy.ts';
import { retentionRoutes, type RetentionRoutesParts } from './retention.ts';
import { rightsRoutes, type RightsRoutesParts } from './rights.ts';
import { actorOf, signedIn } from './signed-in.ts';
import { tracingRoutes, type TracingRoutesParts } from './tracing.ts';

type DayList = z.infer<typeof dayList>;
type SyncStatus = z.infer<typeof syncStatus>;

export interface InfectionControlParts
  extends
    PolicyRoutesParts,
    KeysRoutesParts,
    OverviewRoutesParts,
    ExportRoutesParts,
    TracingRoutesParts,
    RetentionRoutesParts,
    RightsRoutesParts {
  /** Days that have visits, the latest first. */
  readonly days: () => DayList;
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
    .route('/', overviewRoutes({ ...parts, sessions }))
    .route('/policy', policyRoutes({ sessions, policyDesk: parts.policyDesk }))
    .route('/keys', keysRoutes({ sessions, leadKeys: parts.leadKeys }))
    .route('/tracing', tracingRoutes({ sessions, tracing: parts.tracing }))
    .route('/retention', retentionRoutes({ ...parts, sessions }))
    .route('/rights', rightsRoutes({ sessions, rights: parts.rights }))
    .get('/days', watchingLead, (context) => context.json<DayList>(parts.days()))
    .route('/exports', exportRoutes({ sessions, exports: parts.exports }))
    .get('/sync', watchingLead, (context) => context.json<SyncStatus>(parts.syncStatus()))
    .post('/sync/retry', lead, (context) =>
      context.json({ retried: parts.retryRefused(actorOf(context.var.session)) }),
    )
    .post('/sync', lead, async (context) => context.json<SyncReport>(await parts.sync()));
};
