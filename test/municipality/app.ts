import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { batch as batchShape } from '../../shared/domain/sync.ts';
import { receive, type Refuse } from './receive.ts';
import { sha256, type Store } from './store.ts';

/** Largest batch that is taken, in bytes. */
export const MAX_BATCH_BYTES = 1_048_576;

export interface AppOptions {
  readonly store: Store;
  readonly now: () => number;
  /** Runs before each inbound answer: the demo seeds the day that has begun. */
  readonly beforeInbound?: () => void;
  /** For tests: a reason to refuse an event, or null. */
  readonly refuse?: Refuse;
}

const stop = (status: 400 | 401 | 413 | 422, message: string): never => {
  throw new HTTPException(status, { message });
};

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
};

/** The sync protocol as resources/docs/sync.openapi.yaml describes it. */
export const createApp = ({ store, now, beforeInbound, refuse }: AppOptions) => {
  const { db } = store;
  // `/letters` and `/letters/` are one page.
  const app = new Hono({ strict: false });

  app.onError((error, c) => {
    if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
    // Nobody is left to hear the answer.
    if ('code' in error && error.code === 'ECONNRESET') return c.json({ error: 'broken off' }, 400);
    console.error(error);
    return c.json({ error: 'the municipality failed' }, 500);
  });
  app.notFound((c) => c.json({ error: 'no such path' }, 404));

  const knownKiosk = (kiosk: string, authorization: string | undefined): string => {
    const held = db
      .prepare<[string], Buffer>('SELECT token_sha256 FROM kiosk WHERE id = ?')
      .pluck()
      .get(kiosk);
    const given = sha256(/^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? '');
    return held !== undefined && timingSafeEqual(held, given)
      ? kiosk
      : stop(401, 'this kiosk and token are not known here');
  };

  app.post('/v1/kiosks/:kiosk/batches', async (c) => {
    const kiosk = knownKiosk(c.req.param('kiosk'), c.req.header('authorization'));
    const key = c.req.header('idempotency-key');
    if (key === undefined || !/^[\x21-\x7e]{16,100}$/.test(key))
      return stop(400, 'Idempotency-Key is missing or not 16-100 visible characters');
    // Read to its end even when it is too large: who is cut off while sending does not hear the answer.
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (bytes.length > MAX_BATCH_BYTES) return stop(413, 'a batch is at most 1 MiB');
    const parsed = batchShape.safeParse(parseJson(bytes));
    if (!parsed.success) return stop(400, 'this is no batch');
    if (parsed.data.kiosk !== kiosk) return stop(400, "the batch is another kiosk's");
    const result = receive({ db, kiosk, key, bytes, batch: parsed.data, now: now(), refuse });
    if (result.kind === 'other-bytes') return stop(422, 'this key came with other bytes before');
    if (result.kind === 'bad-head') return stop(400, result.why);
    return c.json(result.answer);
  });

  app.get('/v1/kiosks/:kiosk/inbound', (c) => {
    knownKiosk(c.req.param('kiosk'), c.req.header('authorization'));
    beforeInbound?.();
    return c.json(store.inboundSince(c.req.query('since') ?? '', now()));
  });

  /** Only for who starts it: is it up? */
  app.get('/v1/health', (c) => c.json({ ok: true }));
  return app;
};
