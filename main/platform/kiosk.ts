import { createCore } from '../core/app.ts';
import { appPaths, appVersion, type AppPaths } from './app-root.ts';
import { openDoor, type Door } from './door/door.ts';
import { openPages } from './door/pages.ts';
import { followDemo } from './follow-demo.ts';
import { lockFolder } from './lock.ts';
import { openPorts } from './ports.ts';
import { EXIT, StartProblem } from './problem.ts';
import { readSettings } from './settings.ts';
import { tellKeys } from './tell-keys.ts';
import type { Ports } from '../core/ports.ts';

/** A kiosk that runs, as a host sees it. */
export interface Kiosk {
  readonly door: Door;
  readonly ports: Ports;
  /** Ends the core, then lets go of the data folder. Safe to call again. */
  close(): Promise<void>;
}

/** Opens a data folder for this process alone: settings, keys, database, screens, schedule. Throws a StartProblem for what a person can put right. */
export const openKiosk = async (
  dataDir: string,
  host: 'electron' | 'browser',
  paths: AppPaths = appPaths(),
): Promise<Kiosk> => {
  const settings = readSettings(dataDir);
  const pages = await openPages(paths.renderer, { demo: settings.demo });
  const lock = lockFolder(dataDir);
  try {
    const ports = await openPorts(dataDir, paths);
    const created = await createCore(ports);
    if (!created.ok) throw new StartProblem(created.problem.message, EXIT.configuration);
    const { core } = created;
    core.start();
    const unfollow = settings.demo ? followDemo(() => core.sync()) : undefined;
    ports.log.write({ event: 'kiosk-started', version: appVersion(paths.root), host });
    tellKeys(ports.log, { ...ports.keysAtRest, weaknesses: core.keyWeaknesses() });
    let closing: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      unfollow?.();
      await core.close();
      ports.log.write({ event: 'kiosk-stopped' });
      lock.release();
    };
    return { door: openDoor(core, pages), ports, close: () => (closing ??= close()) };
  } catch (error) {
    lock.release();
    throw error;
  }
};
