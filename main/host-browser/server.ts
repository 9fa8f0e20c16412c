import { getRequestListener } from '@hono/node-server';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../core/ports.ts';
import type { Door } from '../platform/door/door.ts';
import { asResponse, refusal, type Refusal } from '../platform/door/refusal.ts';
import { SECURITY_HEADERS } from '../platform/door/headers.ts';
import { EXIT, StartProblem, errorCode } from '../platform/problem.ts';
import { openLaunches, type Patience } from './launch.ts';
import { withLaunch } from './launch-door.ts';
import { ownSite } from './rules/fetch-site.ts';
import { exactHost } from './rules/host.ts';
import { exactOrigin } from './rules/origin.ts';
import { firstRefusal, type Rule } from './rules/rule.ts';
import { announcedSize } from './rules/size.ts';
import { withSession } from './session-door.ts';

const ADDRESS = '127.0.0.1';
/** Somewhat above the largest that the core reads, a policy pack’s file: what is turned away here is not read at all. */
const LARGEST_BODY = 5_000_000;
/** Longer than the core's long poll (25 s), shorter than a screen that hangs for ever. */
const REQUEST_TIMEOUT = 40_000;

export interface BrowserServer {
  readonly origin: string;
  /** A page's address with a fresh launch token in its fragment, which no server or log sees. `path` begins with `/`. */
  address(path: string): string;
  /** Breaks off what is open. */
  close(): Promise<void>;
}

const refuse = (response: ServerResponse, refused: Refusal): void => {
  // The body was not read: the connection cannot carry another request.
  response.writeHead(refused.status, {
    ...SECURITY_HEADERS,
    'content-type': 'application/json',
    connection: 'close',
    ...refused.headers,
  });
  response.end(JSON.stringify(refused.body));
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const taken = errorCode(error) === 'EADDRINUSE';
      reject(
        taken
          ? new StartProblem(
              `Port ${port} on this machine is taken by another program, or by a kiosk that already runs. Stop it, or choose another with --port or kiosk.port in settings.json.`,
              EXIT.busy,
              { cause: error },
            )
          : error,
      );
    });
    server.listen({ host: ADDRESS, port, exclusive: true }, () =>
      resolve((server.address() as AddressInfo).port),
    );
  });

/** Serves a door on 127.0.0.1 to browsers of this machine. Port 0 takes any free one (tests); a real kiosk has a fixed one, because it is part of the origin. */
export const serveBrowser = async (options: {
  door: Door;
  clock: Clock;
  port: number;
  patience: Patience;
}): Promise<BrowserServer> => {
  const launches = openLaunches(options.clock, options.patience);
  const door = withLaunch(
    withSession(options.door, (session) => launches.known(session)),
    launches,
  );
  const answer = getRequestListener((request) => door.fetch(request), {
    errorHandler: () => asResponse(refusal('failed', 'the kiosk could not answer')),
    overrideGlobalObjects: false,
  });
  let rules: readonly Rule[] = [];
  const server = createServer(
    {
      maxHeaderSize: 16_384,
      headersTimeout: 10_000,
      requestTimeout: REQUEST_TIMEOUT,
      keepAliveTimeout: 5_000,
    },
    (request, response) => {
      const head = { method: request.method ?? '', headers: request.headers };
      const refused = firstRefusal(rules, head);
      if (refused === null) void answer(request, response);
      else refuse(response, refused);
    },
  );
  server.maxHeadersCount = 60;
  const port = await listen(server, options.port);
  const host = `${ADDRESS}:${port}`;
  const origin = `http://${host}`;
  rules = [exactHost(host), ownSite, exactOrigin(origin), announcedSize(LARGEST_BODY)];
  return {
    origin,
    address: (path) => `${origin}${path}#launch=${launches.mint()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
