import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { demoOffset } from '../../../test/municipality/demo/clock.ts';
import type { Country } from '../../../test/municipality/demo/house.ts';
import { HOUSES } from '../../../test/municipality/demo/houses.ts';
import { municipalityFile, prepareDemo } from '../../../test/municipality/demo/prepare.ts';
import { lockFolder } from '../../platform/lock.ts';
import { ensureDataDir } from '../../platform/ports.ts';
import { settingsFile } from '../../platform/settings.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { dayIn, timeIn } from '../../../shared/domain/time.ts';
import { startMunicipality, type Municipality } from './municipality.ts';

export interface DemoWishes {
  readonly country: Country;
  /** The browser host's; undefined or 0: the house's own. */
  readonly port?: number | undefined;
  /** Local minute of the day that the demo's clock begins at; as it is unless told. */
  readonly minute?: number | undefined;
}

export interface RunningDemo {
  readonly dataDir: string;
  readonly municipality: Municipality;
  /** What to print: where the letters are, who may sign in. */
  readonly words: readonly string[];
}

/** Where a start without settings plays: a folder of its own inside the data folder, one a country. */
export const demoDir = (dataDir: string, country: Country): string =>
  join(dataDir, country === 'NO' ? 'demo' : `demo-${country.toLowerCase()}`);

export const isConfigured = (dataDir: string): boolean => existsSync(settingsFile(dataDir));

/** Said where the demo's clock is not the machine's, so that nobody wonders at the dates on the screens. */
const clockLine = ({ institution: { zone } }: Settings, now: number): string =>
  `  ${'the demo’s clock'.padEnd(18)} ${dayIn(zone, now)} ${timeIn(zone, now)} (${zone}), and on from there`;

/** The made-up institution, its staff, and its municipality in a process of its own. Refuses a folder that another demo runs on. */
export const startDemo = async (
  root: string,
  dataDir: string,
  { country, port, minute }: DemoWishes,
): Promise<RunningDemo> => {
  ensureDataDir(dataDir);
  lockFolder(dataDir).release();
  const clockOffsetMs = demoOffset(dataDir, HOUSES[country], Date.now(), minute);
  const municipality = await startMunicipality(root, municipalityFile(dataDir), { country, clockOffsetMs });
  try {
    const { staff, settings } = await prepareDemo(dataDir, {
      municipalityUrl: municipality.url,
      country,
      clockOffsetMs,
      ...(port === undefined || port === 0 ? {} : { port }),
    });
    return {
      dataDir,
      municipality,
      words: [
        `  ${'letters with codes'.padEnd(18)} ${municipality.url}/letters/`,
        ...(clockOffsetMs === undefined ? [] : [clockLine(settings, Date.now() + clockOffsetMs)]),
        'Staff of the demo (name, role, PIN; the infection-control lead’s passphrase opens past days):',
        ...staff.map(({ name, role, pin, passphrase = '' }) =>
          `  ${name.padEnd(18)} ${role.padEnd(18)} ${pin}  ${passphrase}`.trimEnd(),
        ),
      ],
    };
  } catch (error) {
    await municipality.close();
    throw error;
  }
};
