/** A kiosk with staff, over real files in a folder of its own, whose file operations are shown and broken. */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { createCore } from '../../../main/core/app.ts';
import { verifyFile } from '../../../main/verifier/verify.ts';
import { addTestStaff, startDesk, type Desk } from '../../support/desk.ts';
import { MIGRATIONS, temporaryFolder } from '../../support/protocol.ts';
import { FIRST, missing, type Told } from './steps.ts';

export interface House {
  readonly desk: Desk;
  readonly folder: string;
  /** Whether it started. */
  readonly switchOffAndOn: () => Promise<boolean>;
  /** Whether a kiosk started on an empty folder, of its own. */
  readonly firstStart: () => Promise<boolean>;
  end(): Promise<void>;
}

export const openHouse = async (): Promise<House> => {
  const desk = await startDesk({
    // A few nights make somebody due: each is a backup, and work for the verifier.
    settings: (settings) => ({
      ...settings,
      retention: { ...settings.retention, identityDays: 2, contactDays: 2, reasonDays: 2 },
    }),
  });
  const { core } = desk;
  await addTestStaff(core, 'infection-control');
  await core.send([]);
  // The test's own connection would be one that SQLite waits for.
  core.db.close();
  return {
    desk,
    folder: core.folder,
    switchOffAndOn: () =>
      core.restart().then(
        () => true,
        (thrown: unknown) => {
          // A sentence for an administrator, as `createCore` gives it.
          expect(String(thrown)).toMatch(/kiosk\.db» cannot be read and written here/);
          return false;
        },
      ),
    firstStart: async () => {
      const dataDir = join(core.folder, FIRST);
      rmSync(dataDir, { recursive: true, force: true });
      mkdirSync(dataDir);
      const created = await createCore({ ...core.ports, dataDir });
      if (!created.ok) return false;
      await created.core.close();
      return true;
    },
    end: () => core.end(),
  };
};

export const copyOf = (folder: string): string => {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
};

/** The folder opens and verifies, and holds what was told. */
export const expectWhole = async (
  folder: string,
  { desk }: House,
  told: readonly Told[],
  where: string,
): Promise<void> => {
  const { settings, secrets } = desk.core.ports;
  const file = join(folder, 'kiosk.db');
  const now = () => desk.core.clock.now();
  const verdict = await verifyFile(file, { migrationsDir: MIGRATIONS, settings, secrets, now });
  expect(verdict, where).toMatchObject({ status: 0, result: { findings: [] } });
  const db = new Database(file, { readonly: true });
  try {
    expect(missing(db, told), where).toEqual([]);
  } finally {
    db.close();
  }
};
