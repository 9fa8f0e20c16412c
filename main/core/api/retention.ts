import { Hono } from 'hono';
import {
  retentionQuery,
  type BackupAnswer,
  type RetentionRows,
  type RetentionState,
} from '../../../shared/api/retention.ts';
import type { Sessions } from '../reception/sessions.ts';
import type { RetentionDesk } from '../retention/index.ts';
import { query } from './errors.ts';
import { signedIn } from './signed-in.ts';

export interface RetentionRoutesParts {
  readonly sessions: Sessions;
  readonly retention: RetentionDesk;
  /** A copy of the protocol, now. */
  readonly backUp: () => Promise<BackupAnswer>;
}

/** `/api/infection-control/retention`: what is kept and until when, what was erased, and the backups. No names. */
export const retentionRoutes = ({ sessions, retention, backUp }: RetentionRoutesParts) => {
  const lead = signedIn(sessions, 'infection-control');
  const watching = signedIn(sessions, 'infection-control', 'watching');
  return new Hono()
    .get('/', watching, (context) => context.json<RetentionState>(retention.state()))
    .get('/rows', lead, query(retentionQuery), (context) =>
      context.json<RetentionRows>(retention.rows(context.req.valid('query'))),
    )
    .post('/backup', lead, async (context) => context.json<BackupAnswer>(await backUp()));
};
