import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { inbound } from '../../../shared/domain/sync.ts';
import { sha256, type Store } from '../store.ts';
import { DEMO_TOKEN } from './institution.ts';

const pack = z.record(z.string(), z.unknown());
const phase = inbound.shape.phases.element;

/**
 * What somebody at a real municipality would do with its own tools: `POST /demo/packs` signs a pack and has it ready for the next sync
 * (`?as=unsigned`: as it is), `POST /demo/phases` sets a phase. With the demo's token.
 */
export const demoRoutes = (store: Store) => {
  const routes = new Hono();
  routes.use(async (c, next) => {
    const given = sha256(c.req.header('authorization') ?? '');
    if (!timingSafeEqual(given, sha256(`Bearer ${DEMO_TOKEN}`)))
      return c.json({ error: 'the demo’s token is wanted' }, 401);
    return next();
  });
  routes.post('/packs', async (c) => {
    const sent = pack.safeParse(await c.req.json().catch(() => null));
    if (!sent.success) return c.json({ error: 'a pack is a JSON object' }, 400);
    await store.putPack(sent.data, c.req.query('as') === 'unsigned' ? 'unsigned' : 'signed');
    return c.body(null, 204);
  });
  routes.post('/phases', async (c) => {
    const sent = phase.safeParse(await c.req.json().catch(() => null));
    if (!sent.success) return c.json({ error: 'a phase is {phase, from, until}' }, 400);
    store.setPhase(sent.data);
    return c.body(null, 204);
  });
  return routes;
};
