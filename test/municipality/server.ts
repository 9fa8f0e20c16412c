import { createAdaptorServer } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import type { Demo } from './demo/demo.ts';
import { demoRoutes } from './demo/routes.ts';
import { letterPages } from './letters/pages.ts';
import type { Refuse } from './receive.ts';
import { openStore, type Store } from './store.ts';

export interface MunicipalityOptions {
  /** SQLite file. */
  readonly file: string;
  /** 0: any free port. */
  readonly port?: number;
  readonly now?: () => number;
  readonly refuse?: Refuse;
  /** Seeds its bookings for the current day, and shows their letters under /letters/. */
  readonly demo?: Demo;
}

export interface RunningMunicipality {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  readonly store: Store;
  close(): Promise<void>;
}

/** The reference municipality on loopback. */
export const startMunicipality = async ({
  file,
  port = 0,
  now = Date.now,
  refuse,
  demo,
}: MunicipalityOptions): Promise<RunningMunicipality> => {
  const store = openStore(file);
  demo?.seed(store, now());
  const app = createApp({
    store,
    now,
    ...(refuse ? { refuse } : {}),
    ...(demo ? { beforeInbound: () => demo.seed(store, now()) } : {}),
  });
  if (demo) app.route('/letters', letterPages({ store, demo, now })).route('/demo', demoRoutes(store));
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    close: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      store.db.close();
    },
  };
};
