import { createPublicKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../../shared/domain/settings.ts';
import { appPaths } from '../../platform/app-root.ts';
import { ensureDataDir } from '../../platform/ports.ts';
import { StartProblem, errorCode } from '../../platform/problem.ts';
import { openSecrets } from '../../platform/secrets.ts';
import { settingsFile } from '../../platform/settings.ts';

type Country = Settings['institution']['jurisdiction'];

/** Begins a real kiosk: settings to be filled in, as they are in its country, and the kiosk's own keys. Overwrites nothing. */
export const initCommand = async (dataDir: string, country: Country): Promise<void> => {
  ensureDataDir(dataDir);
  const file = settingsFile(dataDir);
  const template = readFileSync(
    join(appPaths().resources, 'kiosk', `settings.template.${country.toLowerCase()}.json`),
  );
  try {
    writeFileSync(file, template, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    throw new StartProblem(`${file} is there already; it was left as it is.`);
  }
  const { signingKey } = await openSecrets(dataDir);
  const { x } = createPublicKey(signingKey).export({ format: 'jwk' });
  console.log(`Fill in ${file} (every word in capitals; resources/kiosk/README.md says what is what).`);
  console.log(`The kiosk's public key, for the municipality to enrol: ${x ?? ''}`);
  console.log('Then: staff accounts with «kiosk staff add», and a start.');
};
