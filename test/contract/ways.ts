/** The three ways to the core: its own fetch, the browser host over real HTTP, and Electron's `protocol.handle` (faked). */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCore } from '../../main/core/app.ts';
import { openBrowserHost } from '../../main/host-browser/host.ts';
import { startElectronHost } from '../../main/host-electron/host.ts';
import { appPaths, type AppPaths } from '../../main/platform/app-root.ts';
import { openPorts } from '../../main/platform/ports.ts';
import { app, resetFakeElectron, session } from '../support/fake-electron.ts';

export interface Way {
  /** `path` begins with `/api/`. */
  ask(path: string, init: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** The program as it is, with one small screen in place of the built ones. */
export const pathsOf = (dataDir: string): AppPaths => {
  const renderer = join(dataDir, 'screens');
  mkdirSync(renderer, { recursive: true });
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>visitor</title>');
  return { ...appPaths(), renderer };
};

const inProcess = async (dataDir: string): Promise<Way> => {
  const created = await createCore(await openPorts(dataDir));
  if (!created.ok) throw new Error(created.problem.message);
  const { core } = created;
  return {
    ask: (path, init) => core.fetch(new Request(`app://kiosk${path}`, init)),
    close: () => core.close(),
  };
};

const overHttp = async (dataDir: string): Promise<Way> => {
  const host = await openBrowserHost({ dataDir, port: 0, paths: pathsOf(dataDir) });
  const token = new URL(host.address('/')).hash.replace('#launch=', '');
  const launched = await fetch(`${host.origin}/launch`, {
    method: 'POST',
    headers: { origin: host.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const opened = (await launched.json()) as { session: string };
  return {
    ask: (path, init) => {
      const headers = new Headers(init.headers);
      headers.set('origin', host.origin);
      headers.set('authorization', `Bearer ${opened.session}`);
      return fetch(host.origin + path, { ...init, headers });
    },
    close: () => host.close(),
  };
};

const overElectron = async (dataDir: string): Promise<Way> => {
  resetFakeElectron();
  await startElectronHost({ dataDir, staff: false }, pathsOf(dataDir));
  const handler = session.fromPartition('kiosk').schemes.get('app');
  if (handler === undefined) throw new Error('the Electron host serves nothing');
  return {
    ask: (path, init) => handler(new Request(`app://kiosk${path}`, init)),
    close: async () => {
      const ended = new Promise((resolve) => app.once('fake-exit', resolve));
      app.quit();
      await ended;
    },
  };
};

export const WAYS = {
  'core.fetch in process': inProcess,
  'the browser host over HTTP': overHttp,
  'the Electron host over app://': overElectron,
} as const;
