import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Ports } from '../core/ports.ts';
import { verifyBeside } from '../verifier/beside.ts';
import { appPaths, type AppPaths } from './app-root.ts';
import { clockOf } from './clock.ts';
import { openLog } from './log.ts';
import { openKeysAtRest } from './secrets.ts';
import { readSettings } from './settings.ts';

/** Makes the folder for the kiosk's user alone, where it does not exist. */
export const ensureDataDir = (dataDir: string): void => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
};

/** The real ports of one kiosk. Settings are read first, so that a wrong file leaves the folder as it was. Throws {@link StartProblem}s. */
export const openPorts = async (dataDir: string, paths: AppPaths = appPaths()): Promise<Ports> => {
  const settings = readSettings(dataDir);
  const { secrets, ...keysAtRest } = await openKeysAtRest(dataDir);
  return {
    clock: clockOf(settings),
    settings,
    secrets,
    // A demo guards made-up people: how its folder lies is no warning.
    keysAtRest: settings.demo ? { ...keysAtRest, weaknesses: [] } : keysAtRest,
    log: openLog(dataDir),
    dataDir,
    resourcesDir: paths.resources,
    migrationsDir: paths.migrations,
    verify: () =>
      verifyBeside({
        file: join(dataDir, 'kiosk.db'),
        migrationsDir: paths.migrations,
        zone: settings.institution.zone,
        kiosk: settings.kiosk.id,
        ...secrets,
      }),
    fetch: globalThis.fetch,
  };
};
