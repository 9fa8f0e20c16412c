import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Secrets } from '../core/ports.ts';
import { EXIT, StartProblem, errorCode } from './problem.ts';

const shape = z.strictObject({
  version: z.literal(1),
  /** 32 bytes. */
  kioskKey: z.base64().length(44),
  /** Ed25519, PKCS #8 DER. */
  signingKey: z.base64(),
});

export const secretsFile = (dataDir: string): string => join(dataDir, 'secrets.json');

const RESTORE =
  'Restore it from the backup: a new one would close everything sealed today and break the signatures of the protocol.';

/** Whole or not at all, and never over a file that is there: the finished bytes get their name by a link, which fails where one exists. */
const writeOnce = (file: string, text: string): void => {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    const handle = openSync(unfinished, 'wx', 0o600);
    try {
      // All of it or an error: writeSync may stop halfway on a full disk and say nothing.
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    linkSync(unfinished, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
};

const generate = (): string => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const content: z.infer<typeof shape> = {
    version: 1,
    kioskKey: randomBytes(32).toString('base64'),
    signingKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
};

const refuseIfOpenToOthers = (file: string): void => {
  if (process.platform === 'win32') return;
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o077) !== 0)
    throw new StartProblem(
      `${file} holds the kiosk's keys and is open to others (mode ${mode.toString(8).padStart(4, '0')}). Close it with «chmod 600», ask who may have read it, and start again.`,
      EXIT.configuration,
    );
};

const read = (file: string): Secrets => {
  try {
    const content = shape.parse(JSON.parse(readFileSync(file, 'utf8')));
    const signingKey = createPrivateKey({
      key: Buffer.from(content.signingKey, 'base64'),
      format: 'der',
      type: 'pkcs8',
    });
    if (signingKey.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
    return { kioskKey: Buffer.from(content.kioskKey, 'base64'), signingKey };
  } catch (error) {
    throw new StartProblem(`${file} cannot be read as the kiosk's keys. ${RESTORE}`, EXIT.configuration, {
      cause: error,
    });
  }
};

/** The kiosk's keys. Made at the very first start; after that a missing, unreadable or open file is an error, never a reason to make new ones. */
export const openSecrets = (dataDir: string): Secrets => {
  const file = secretsFile(dataDir);
  if (!existsSync(file)) {
    if (existsSync(join(dataDir, 'kiosk.db')))
      throw new StartProblem(
        `${file} is missing beside an existing kiosk.db. ${RESTORE}`,
        EXIT.configuration,
      );
    writeOnce(file, generate());
  }
  refuseIfOpenToOthers(file);
  return read(file);
};
