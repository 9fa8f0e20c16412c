import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { appPaths } from '../../platform/app-root.ts';
import { StartProblem } from '../../platform/problem.ts';
import { hasSecrets, openSecrets } from '../../platform/secrets.ts';
import { readSettings } from '../../platform/settings.ts';
import { publicKeyOf } from '../../verifier/heads.ts';
import { verifyJson, verifyLine } from '../../verifier/report.ts';
import { verifyFile } from '../../verifier/verify.ts';

export interface VerifyAsked {
  /** A file of heads that left the machine, one compact JWS a line. */
  readonly heads?: string | undefined;
  /** The kiosk's public key, base64url: for a copy that lies elsewhere. */
  readonly key?: string | undefined;
  /** All findings instead of one line. */
  readonly json?: boolean | undefined;
}

/** 0: the visit protocol holds. 1: it does not. 2: it could not be read. */
export type Status = 0 | 1 | 2;

/** Walks the protocol of a data folder, also while its kiosk runs; nothing is written. */
export const verifyCommand = async (dataDir: string, asked: VerifyAsked = {}): Promise<Status> => {
  try {
    const publicKey = asked.key === undefined ? undefined : publicKeyOf(asked.key);
    if (publicKey === null) throw new StartProblem('The key is not an Ed25519 public key in base64url.');
    const verdict = await verifyFile(join(dataDir, 'kiosk.db'), {
      migrationsDir: appPaths().migrations,
      settings: readSettings(dataDir),
      // Without the keys (a copy on another machine) the chain can be walked all the same.
      secrets: hasSecrets(dataDir) ? await openSecrets(dataDir) : undefined,
      publicKey,
      heads: asked.heads === undefined ? undefined : headsIn(asked.heads),
      threads: availableParallelism(),
    });
    if (verdict.status === 2) throw new StartProblem(verdict.problem);
    if (asked.json === true) console.log(verifyJson(verdict.result));
    else (verdict.status === 0 ? console.log : console.error)(verifyLine(verdict.result));
    return verdict.status;
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    console.error(error.message);
    return 2;
  }
};

const headsIn = (file: string): string[] => {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  } catch (cause) {
    throw new StartProblem(`The heads in «${file}» cannot be read.`, undefined, { cause });
  }
};
