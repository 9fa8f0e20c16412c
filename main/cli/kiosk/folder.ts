import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defaultDataDir } from '../../platform/data-dir.ts';
import { settingsFile } from '../../platform/settings.ts';

/** The data folder that a command means: the one named, else this machine's kiosk, else its demo. */
export const dataDirOf = (named: string | undefined): string => {
  if (named !== undefined) return named;
  const usual = defaultDataDir();
  const played = [usual, join(usual, 'demo'), join(usual, 'demo-dk')];
  return played.find((folder) => existsSync(settingsFile(folder))) ?? usual;
};
