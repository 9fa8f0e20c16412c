import { join } from 'node:path';
import { verifyFile } from '../../core/protocol/verify.ts';
import { appPaths } from '../../platform/app-root.ts';
import { StartProblem } from '../../platform/problem.ts';
import { hasSecrets, openSecrets } from '../../platform/secrets.ts';
import { readSettings } from '../../platform/settings.ts';

/** 0: the visit protocol holds. 1: it does not. 2: it could not be read. */
export type Verdict = 0 | 1 | 2;

/** Walks the protocol of a data folder, also while its kiosk runs; nothing is written. Prints one line. */
export const verifyCommand = async (dataDir: string): Promise<Verdict> => {
  try {
    const { status, line } = await verifyFile(join(dataDir, 'kiosk.db'), {
      migrationsDir: appPaths().migrations,
      settings: readSettings(dataDir),
      // Without the keys (a copy on another machine) the chain can be walked all the same.
      secrets: hasSecrets(dataDir) ? await openSecrets(dataDir) : undefined,
    });
    (status === 0 ? console.log : console.error)(line);
    return status;
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    console.error(error.message);
    return 2;
  }
};
