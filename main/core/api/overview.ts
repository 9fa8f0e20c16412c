import { Hono } from 'hono';
import { z } from 'zod';
import {
  figuresQuery,
  MOST_DAYS,
  rowsQuery,
  type Figures,
  type HeadList,
  type Overview,
  type OverviewRows,
  type VerifyAnswer,
} from '../../../shared/api/overview.ts';
import { addDays } from '../../../shared/domain/time.ts';
import { figuresOfDays, headsOf, overviewOf, rowsOf, type OverviewParts } from '../overview/index.ts';
import type { Sessions } from '../reception/sessions.ts';
import { query } from './errors.ts';
import { refuseBecause, signedIn } from './signed-in.ts';

export interface OverviewRoutesParts extends OverviewParts {
  readonly sessions: Sessions;
  /** Walks the whole protocol beside the thread that answers the door. */
  readonly verify: () => Promise<VerifyAnswer>;
}

const isOutOfOrder = ({ from, to }: { from: string; to: string }): boolean =>
  to < from || addDays(from, MOST_DAYS) <= to;

/** `/api/infection-control`: numbers, the rows behind them, and whether the protocol holds. */
export const overviewRoutes = (parts: OverviewRoutesParts) => {
  const lead = signedIn(parts.sessions, 'infection-control');
  const watching = signedIn(parts.sessions, 'infection-control', 'watching');
  return new Hono()
    .get('/overview', watching, (context) => context.json<Overview>(overviewOf(parts)))
    .get('/figures', lead, query(figuresQuery), (context) => {
      const wanted = context.req.valid('query');
      return isOutOfOrder(wanted)
        ? refuseBecause(context, 'ends-before-it-begins')
        : context.json<Figures>(figuresOfDays(parts.db, wanted));
    })
    .get('/rows', lead, query(rowsQuery), (context) => {
      const wanted = context.req.valid('query');
      return isOutOfOrder(wanted)
        ? refuseBecause(context, 'ends-before-it-begins')
        : context.json<OverviewRows>(rowsOf(parts.db, wanted));
    })
    .get(
      '/heads',
      lead,
      query(z.object({ before: z.coerce.number().int().positive().optional() })),
      (context) => context.json<HeadList>(headsOf(parts.db, context.req.valid('query').before)),
    )
    .post('/verify', lead, async (context) => context.json<VerifyAnswer>(await parts.verify()));
};
