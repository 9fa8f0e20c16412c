import { join } from 'node:path';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import { createImport, type Imported } from './bookings/import.ts';
import { createBookingSeal } from './bookings/sealed-booking.ts';
import { openBookings } from './bookings/store.ts';
import { createRejections, openAttempts, openRulebook } from './checkin/index.ts';
import type { Inbound } from '../../shared/domain/sync.ts';
import { openDatabase } from './db/open.ts';
import type { Ports } from './ports.ts';
import { openProtocol } from './protocol/open.ts';
import { noStore, refuse } from './api/errors.ts';
import { kioskRoutes, type KioskParts } from './api/kiosk.ts';
import { createSteadyClock } from './steady-clock.ts';

const LARGEST_BODY = 64 * 1024;
const KEEP_TIME_EVERY_MS = 60_000;

/** The product without a screen: everything a host serves is behind `fetch`. */
export interface Core {
  /** The one door. Every answer under `/api/`, always JSON, never rejects. */
  fetch(request: Request): Promise<Response>;
  /** For the sync, the demo and tests: takes in bookings, cancellations, keys and pack. */
  importInbound(inbound: Inbound): Promise<Imported>;
  /** Begins what runs by itself. */
  start(): void;
  /** Answers what waits, ends what runs, closes the database. Safe to call again. */
  close(): Promise<void>;
}

/** Why the core does not start; `message` is a sentence for an administrator. Nothing on the disk is changed. */
export interface CoreProblem {
  readonly code: 'database' | 'policy-pack';
  readonly message: string;
}
export type CreatedCore = { ok: true; core: Core } | { ok: false; problem: CoreProblem };

/** The routes of all groups. Its type is the renderer's client (`hc<App>`). */
const createApp = (parts: KioskParts, ports: Ports) =>
  new Hono()
    .use(noStore)
    .use(
      bodyLimit({
        maxSize: LARGEST_BODY,
        onError: (context) => refuse(context, 'too-large', `a body is at most ${LARGEST_BODY} bytes`),
      }),
    )
    .notFound((context) => refuse(context, 'not-found', 'no such route'))
    .onError((error, context) => {
      if (error instanceof HTTPException && error.status < 500)
        return refuse(context, 'bad-request', 'the request cannot be read');
      ports.log.write({
        event: 'request-failed',
        method: context.req.method,
        route: routePath(context, -1),
        error: error.name,
      });
      return refuse(context, 'failed', 'this went wrong in the kiosk');
    })
    .basePath('/api')
    .route('/kiosk', kioskRoutes(parts));
export type App = ReturnType<typeof createApp>;

/** Puts the core together. The one place where its parts meet. */
export const createCore = async (ports: Ports): Promise<CreatedCore> => {
  const opened = openDatabase(join(ports.dataDir, 'kiosk.db'), {
    migrationsDir: ports.migrationsDir,
    now: () => ports.clock.now(),
  });
  if (!opened.ok) return { ok: false, problem: { code: 'database', message: opened.problem.message } };
  const { db } = opened;
  const { settings, log, secrets } = ports;
  const clock = createSteadyClock(db, ports.clock, log);
  const protocol = openProtocol(db, { ...ports, clock });
  const rules = openRulebook({ db, clock, log, protocol, settings, resourcesDir: ports.resourcesDir });
  if (!rules.ok) {
    db.close();
    return { ok: false, problem: { code: 'policy-pack', message: rules.problem } };
  }
  const { rulebook } = rules;
  await protocol.ensureDayKey();
  const seal = createBookingSeal(secrets.kioskKey);
  const bookings = openBookings(db, seal, settings.institution.zone);
  const closing = new AbortController();
  const app = createApp(
    {
      db,
      clock,
      settings,
      bookings,
      protocol,
      rulebook,
      attempts: openAttempts(db),
      rejections: createRejections({ db, clock, protocol }),
      closing: closing.signal,
    },
    ports,
  );
  const importInbound = createImport({
    db,
    clock,
    seal,
    settings,
    protocol,
    rulebook,
    addRecipient: (recipient) => protocol.addRecipient('municipality', recipient),
  });
  let timer: NodeJS.Timeout | undefined;
  const underWay = new Set<Promise<unknown>>();
  return {
    ok: true,
    core: {
      async fetch(request) {
        const answer = Promise.resolve(app.fetch(request));
        underWay.add(answer);
        return answer.finally(() => underWay.delete(answer));
      },
      importInbound,
      start() {
        timer ??= setInterval(() => clock.keep(), KEEP_TIME_EVERY_MS);
      },
      async close() {
        if (closing.signal.aborted) return;
        closing.abort();
        clearInterval(timer);
        await Promise.allSettled(underWay);
        clock.now();
        clock.keep();
        db.close();
      },
    },
  };
};
