import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import type { Log } from '../ports.ts';
import { faultOf, noStore, refuse } from './errors.ts';
import { infectionControlRoutes, type InfectionControlParts } from './infection-control.ts';
import { kioskRoutes, type KioskParts } from './kiosk.ts';
import { receptionRoutes, type ReceptionRoutesParts } from './reception.ts';
import { staffRoutes, type StaffParts } from './staff.ts';

/** Bytes. The largest honest body is a party of ten with all their answers; save for a policy pack's file. */
const LARGEST_BODY = 64 * 1024;
const LARGEST_PACK_FILE = 4 * 1024 * 1024;
const PACK_FILES = '/api/infection-control/policy/packs';

const sizeLimit = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: (context) => refuse(context, 'too-large', `a body is at most ${maxSize} bytes`),
  });
const [ordinary, forPackFiles] = [sizeLimit(LARGEST_BODY), sizeLimit(LARGEST_PACK_FILE)];

type ApiParts = KioskParts &
  StaffParts &
  ReceptionRoutesParts &
  InfectionControlParts & { readonly log: Log };

/** The routes of all groups under one door, with one shape of error. Its type is the renderer's client (`hc<App>`). */
export const createApi = (parts: ApiParts) =>
  new Hono()
    .use(noStore)
    .use((context, next) => (context.req.path === PACK_FILES ? forPackFiles : ordinary)(context, next))
    .use(async (context, next) =>
      parts.closing.aborted ? refuse(context, 'unavailable', 'the kiosk is closing') : next(),
    )
    .notFound((context) => refuse(context, 'not-found', 'no such route'))
    .onError((error, context) => {
      if (error instanceof HTTPException && error.status < 500)
        return refuse(context, 'bad-request', 'the request cannot be read');
      const trouble = parts.troubles.note(error);
      if (trouble !== null)
        return refuse(context, 'unavailable', 'the disk cannot be written', { reason: trouble });
      parts.log.write({
        event: 'request-failed',
        method: context.req.method,
        route: routePath(context, -1),
        error: faultOf(error),
      });
      return refuse(context, 'failed', 'this went wrong in the kiosk');
    })
    .basePath('/api')
    .route('/kiosk', kioskRoutes(parts))
    .route('/staff', staffRoutes(parts))
    .route('/reception', receptionRoutes(parts))
    .route('/infection-control', infectionControlRoutes(parts));
export type App = ReturnType<typeof createApi>;
