import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeyWeakness } from '../../shared/domain/keys.ts';
import type { KeysAtRest, Secrets } from '../core/ports.ts';
import { EXIT, StartProblem } from './problem.ts';
import {
  asPlain,
  isUnder,
  newKeys,
  openUnder,
  protectedBy,
  readStored,
  secretsOf,
  textOf,
  type Stored,
} from './secrets/form.ts';
import { refuseIfNotOurs, weakAround } from './secrets/guard.ts';
import { protectorOfProcess, type Protector } from './secrets/protector.ts';
import { clearAway, replaceWhole, writeOnce } from './secrets/whole.ts';

export const secretsFile = (dataDir: string): string => join(dataDir, 'secrets.json');

/** The name of the systemd credential, as the service files write it (resources/kiosk). */
export const CREDENTIAL = 'besoksvert-secrets';

/** What this process runs on, as far as keys at rest hang on it. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** `$CREDENTIALS_DIRECTORY`, which systemd sets for a service that has credentials. */
  readonly credentials: string | undefined;
  readonly protector: Protector | null;
}

const thisProcess = (): Machine => ({
  platform: process.platform,
  credentials: process.env.CREDENTIALS_DIRECTORY,
  protector: protectorOfProcess(),
});

export interface OpenedSecrets extends KeysAtRest {
  readonly secrets: Secrets;
}

const RESTORE =
  'Restore it from the backup: a new one would close everything sealed today and break the signatures of the protocol.';

const unreadable = (file: string, cause: unknown): StartProblem =>
  new StartProblem(`${file} cannot be read as the kiosk's keys. ${RESTORE}`, EXIT.configuration, { cause });

const read = (file: string): Stored => {
  try {
    return readStored(readFileSync(file, 'utf8'));
  } catch (error) {
    throw unreadable(file, error);
  }
};

const secretsIn = (file: string, keys: Parameters<typeof secretsOf>[0]): Secrets => {
  try {
    return secretsOf(keys);
  } catch (error) {
    throw unreadable(file, error);
  }
};

/** From systemd, which has decrypted it for this service alone. */
const fromCredential = (credential: string, file: string): OpenedSecrets => {
  const form = read(credential);
  if (isUnder(form)) throw unreadable(credential, new Error('protected by Windows'));
  const secrets = secretsIn(credential, form);
  if (!existsSync(file)) return { secrets, protection: 'credential', weaknesses: weakAround(dirname(file)) };
  refuseIfNotOurs(file);
  const beside = read(file);
  if (isUnder(beside) || beside.kioskKey !== form.kioskKey || beside.signingKey !== form.signingKey)
    throw new StartProblem(
      `${file} holds other keys than the systemd credential «${CREDENTIAL}». One of them is not this kiosk's: find out which, and take it away.`,
      EXIT.configuration,
    );
  return { secrets, protection: 'credential', weaknesses: ['clear-copy', ...weakAround(dirname(file))] };
};

const opened = async (
  file: string,
  form: Extract<Stored, { protection: 'dpapi' }>,
  { protector }: Machine,
): Promise<OpenedSecrets> => {
  if (protector === null)
    throw new StartProblem(
      `${file} is protected by Windows (DPAPI) for the installed program. Only that program opens it: run «Besoksvert.exe --cli …» as the kiosk's user in place of this command.`,
      EXIT.configuration,
    );
  let keys;
  try {
    keys = await openUnder(protector, form);
  } catch (error) {
    throw new StartProblem(
      `Windows does not open ${file} here. It opens for the Windows user and machine that protected it, with the folder «electron» beside it as it was. ${RESTORE}`,
      EXIT.configuration,
      { cause: error },
    );
  }
  return { secrets: secretsIn(file, keys), protection: 'dpapi', weaknesses: weakAround(dirname(file)) };
};

/** Keys in the clear: put under the operating system's protection where there is one. */
const upgraded = async (
  file: string,
  form: Exclude<Stored, { protection: 'dpapi' }>,
  { platform, protector }: Machine,
): Promise<OpenedSecrets> => {
  const keys = asPlain(form);
  const secrets = secretsIn(file, keys);
  if (protector?.isKept() === true) {
    const under = await protectedBy(protector, keys);
    // Tried before the clear form goes.
    if (isUnder(under)) await openUnder(protector, under);
    replaceWhole(file, textOf(under));
    return { secrets, protection: 'dpapi', weaknesses: weakAround(dirname(file)) };
  }
  if (form.version === 1) replaceWhole(file, textOf(keys));
  const weak: KeyWeakness[] =
    protector !== null ? ['protected-next-start'] : platform === 'win32' ? ['no-os-protection'] : [];
  return { secrets, protection: 'file', weaknesses: [...weak, ...weakAround(dirname(file))] };
};

/**
 * The kiosk's keys, and how they lie. Made at the very first start; after that a missing, unreadable or open file is an error, never a reason
 * to make new ones. On Linux no keyring is asked: without a desktop's, Electron's stand-in is a fixed password.
 */
export const openKeysAtRest = async (
  dataDir: string,
  machine: Machine = thisProcess(),
): Promise<OpenedSecrets> => {
  const file = secretsFile(dataDir);
  const credential = machine.credentials === undefined ? null : join(machine.credentials, CREDENTIAL);
  if (credential !== null && existsSync(credential)) return fromCredential(credential, file);
  if (!existsSync(file)) {
    if (existsSync(join(dataDir, 'kiosk.db')))
      throw new StartProblem(
        `${file} is missing beside an existing kiosk.db. Where the keys are a systemd credential, run this in the service’s place (resources/kiosk/README.md has the line). Otherwise: ${RESTORE}`,
        EXIT.configuration,
      );
    writeOnce(file, textOf(newKeys()));
  }
  refuseIfNotOurs(file);
  clearAway(file);
  const form = read(file);
  return isUnder(form) ? opened(file, form, machine) : upgraded(file, form, machine);
};

export const openSecrets = async (dataDir: string): Promise<Secrets> =>
  (await openKeysAtRest(dataDir)).secrets;

/** Whether there are keys that could be opened: none beside a copy on another machine. */
export const hasSecrets = (dataDir: string): boolean => {
  const { credentials } = thisProcess();
  return (
    existsSync(secretsFile(dataDir)) ||
    (credentials !== undefined && existsSync(join(credentials, CREDENTIAL)))
  );
};
