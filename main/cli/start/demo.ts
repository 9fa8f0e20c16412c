import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { municipalityFile, prepareDemo } from '../../../test/municipality/demo/prepare.ts';
import { lockFolder } from '../../platform/lock.ts';
import { ensureDataDir } from '../../platform/ports.ts';
import { settingsFile } from '../../platform/settings.ts';
import { startMunicipality, type Municipality } from './municipality.ts';

export interface RunningDemo {
  readonly dataDir: string;
  readonly municipality: Municipality;
  /** What to print: where the letters are, who may sign in. */
  readonly words: readonly string[];
}

/** Where a start without settings plays: a folder of its own inside the data folder. */
export const demoDir = (dataDir: string): string => join(dataDir, 'demo');

export const isConfigured = (dataDir: string): boolean => existsSync(settingsFile(dataDir));

/** The made-up institution, its staff, and its municipality in a process of its own. Refuses a folder that another demo runs on. */
export const startDemo = async (
  root: string,
  dataDir: string,
  port: number | undefined,
): Promise<RunningDemo> => {
  ensureDataDir(dataDir);
  lockFolder(dataDir).release();
  const municipality = await startMunicipality(root, municipalityFile(dataDir));
  try {
    const { staff } = await prepareDemo(dataDir, {
      municipalityUrl: municipality.url,
      ...(port === undefined || port === 0 ? {} : { port }),
    });
    return {
      dataDir,
      municipality,
      words: [
        `  ${'letters with codes'.padEnd(18)} ${municipality.url}/letters/`,
        'Staff of the demo (name, role, PIN):',
        ...staff.map(({ name, role, pin }) => `  ${name.padEnd(18)} ${role.padEnd(18)} ${pin}`),
      ],
    };
  } catch (error) {
    await municipality.close();
    throw error;
  }
};
