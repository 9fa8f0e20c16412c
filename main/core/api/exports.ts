import { Hono } from 'hono';
import type { ErrorCode } from '../../../shared/api/error.ts';
import { exportOrder, type ExportJob, type ExportsOverview } from '../../../shared/api/exports.ts';
import type { Exporter, Exports, StartProblem } from '../export/index.ts';
import type { Session, Sessions } from '../reception/sessions.ts';
import { TRACING_REFUSALS } from '../tracing/index.ts';
import { jsonBody, refuse } from './errors.ts';
import { actorOf, signedIn } from './signed-in.ts';

export interface ExportRoutesParts {
  readonly sessions: Sessions;
  readonly exports: Exports;
}

const STATUS: Record<StartProblem, ErrorCode> = {
  ...TRACING_REFUSALS,
  'export-running': 'conflict',
  'no-such-target': 'not-found',
  'not-in-this-format': 'bad-request',
  'no-municipality-key': 'conflict',
  'stick-missing': 'unavailable',
  'folder-is-a-link': 'unavailable',
  'disk-full': 'unavailable',
  'not-writable': 'unavailable',
};

const exporter = (session: Session): Exporter => ({
  by: actorOf(session),
  name: session.staff.name,
  opener: session.opener,
});

/** `/api/infection-control/exports`: one runs at a time; the screen asks how far it is. */
export const exportRoutes = ({ sessions, exports }: ExportRoutesParts) => {
  const lead = signedIn(sessions, 'infection-control');
  const watchingLead = signedIn(sessions, 'infection-control', 'watching');
  return new Hono()
    .get('/', watchingLead, async (context) => context.json<ExportsOverview>(await exports.overview()))
    .post('/', lead, jsonBody(exportOrder), async (context) => {
      const started = await exports.start(context.req.valid('json'), exporter(context.var.session));
      if (started.ok) return context.json<ExportJob>(started.job);
      const { problem } = started;
      return refuse(context, STATUS[problem], `not exported: ${problem}`, { reason: problem });
    })
    .get('/:exportId', watchingLead, (context) => {
      const job = exports.job(context.req.param('exportId'));
      return job === null
        ? refuse(context, 'not-found', 'no such export', { reason: 'no-such-export' })
        : context.json<ExportJob>(job);
    })
    .post('/:exportId/cancel', lead, async (context) => {
      const job = await exports.cancel(context.req.param('exportId'));
      return job === null
        ? refuse(context, 'not-found', 'no such export', { reason: 'no-such-export' })
        : context.json<ExportJob>(job);
    });
};
