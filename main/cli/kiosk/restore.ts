import { createPublicKey, randomUUID, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { BackupHeader } from '../../../shared/domain/backup.ts';
import { NotABackup } from '../../core/backup/container.ts';
import { mirrorFolderOf } from '../../core/backup/mirror.ts';
import { keyOfJwk, keyOfTyped, type OpeningKey } from '../../core/backup/opening-key.ts';
import { finishRestore } from '../../core/backup/restore.ts';
import { headerOf, unpackInto } from '../../core/backup/unpacked.ts';
import { KeyStoreProblem, openKeyStore, type KeyStore } from '../../core/keys/store.ts';
import type { Log } from '../../core/ports.ts';
import { verifyHead } from '../../core/protocol/heads.ts';
import { appPaths } from '../../platform/app-root.ts';
import { clockOf } from '../../platform/clock.ts';
import { EXIT, StartProblem, errorCode } from '../../platform/problem.ts';
import { asPlain, secretsOf, textOf } from '../../platform/secrets/form.ts';
import { secretsFile } from '../../platform/secrets.ts';
import { readSettings } from '../../platform/settings.ts';

export interface RestoreOptions {
  data: string;
  keys?: string;
  key?: string;
  heads?: string;
}

/** What happens is in the protocol; a log that is open would keep the folder from its name on Windows. */
const SILENT: Log = { write: () => undefined };

const jwk = z.looseObject({ kty: z.literal('OKP'), crv: z.literal('X25519'), x: z.string(), d: z.string() });

const privateKeyIn = (file: string): z.infer<typeof jwk> => {
  try {
    return jwk.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new StartProblem(`${file} is no private X25519 key (JWK).`, EXIT.configuration, { cause });
  }
};

/** Asked for on the standard input: what stands on a command line, others can read. */
const openingKey = async (store: KeyStore, file: string | undefined): Promise<OpeningKey> => {
  if (file !== undefined) {
    const key = keyOfJwk(store, privateKeyIn(file));
    if (key !== null) return key;
    throw new StartProblem(`${file} is nobody’s key here: see ${join(store.folder, 'recipients.json')}.`);
  }
  if (store.recipients().every(({ wrapped }) => Object.keys(wrapped).length === 0))
    throw new StartProblem(
      `No lead’s key lies in «${store.folder}». Name the folder of the day keys with --keys, or the municipality’s key with --key.`,
    );
  if (process.stdin.isTTY)
    process.stderr.write('Passphrase or recovery key of an infection-control lead, then Enter and Ctrl-D: ');
  const key = await keyOfTyped(store, (await text(process.stdin)).trim());
  if (key === null)
    throw new StartProblem('That is neither a passphrase nor a recovery key that opens here.');
  return key;
};

/** Events after the backup that others have a signed head of. */
const lostSince = async (
  header: BackupHeader,
  headsFile: string | undefined,
  publicKey: KeyObject,
): Promise<string> => {
  const lines = headsFile === undefined ? [] : readFileSync(headsFile, 'utf8').split('\n');
  const heads = await Promise.all(lines.filter(Boolean).map((line) => verifyHead(line.trim(), publicKey)));
  const longest = heads.reduce(
    (most, head) => (head?.kiosk === header.kiosk ? Math.max(most, head.length) : most),
    header.length,
  );
  const known =
    longest > header.length
      ? `${longest - header.length} events that this kiosk signed after the backup are lost here. `
      : `What happened after ${header.madeAt} is not in it. `;
  return (
    `${known}If the kiosk has synced since, the municipality has those events under the numbers that are given out anew from ${header.length + 1} on. ` +
    'The next sync says that this kiosk’s protocol goes on from the backup: what was sent is to be kept beside it. Tell the municipality too.'
  );
};

/** Beside its place, and under its name only when it is whole and erased again: nothing is left of one that failed. */
export const restoreCommand = async (file: string, options: RestoreOptions): Promise<void> => {
  const dataDir = resolve(options.data);
  if (existsSync(dataDir))
    throw new StartProblem(`${dataDir} is there already; it was left as it is. Name a new folder.`);
  const unfinished = join(dirname(dataDir), `.${basename(dataDir)}.${randomUUID()}`);
  try {
    const header = await headerOf(file);
    console.log(`${file}: kiosk ${header.kiosk}, made at ${header.madeAt}, ${header.length} events.`);
    const mirrorFolder = options.keys ?? mirrorFolderOf(dirname(resolve(file)));
    const key = await openingKey(openKeyStore(mirrorFolder), options.key);
    mkdirSync(unfinished, { recursive: true, mode: 0o700 });
    const { secrets: portable } = await unpackInto(file, unfinished, key);
    writeFileSync(secretsFile(unfinished), textOf(asPlain(portable)), { flag: 'wx', mode: 0o600 });
    const secrets = secretsOf(portable);
    const settings = readSettings(unfinished);
    const restored = await finishRestore({
      folder: unfinished,
      mirrorFolder,
      header,
      key,
      secrets,
      settings,
      clock: clockOf(settings),
      log: SILENT,
      migrationsDir: appPaths().migrations,
    });
    if (!restored.ok) throw new StartProblem(restored.message, EXIT.configuration);
    const lost = await lostSince(header, options.heads, createPublicKey(secrets.signingKey));
    renameSync(unfinished, dataDir);
    console.log(
      `${dataDir} goes on as this kiosk, with ${restored.length} events. Erased again: ${restored.erased} keys of what is to be forgotten.`,
    );
    console.log(lost);
    console.log('Check it with «kiosk verify», then start it. The old machine must not be started again.');
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (error instanceof NotABackup || error instanceof KeyStoreProblem)
      throw new StartProblem(error.message, EXIT.configuration, { cause: error });
    if (errorCode(error) === 'ENOENT') throw new StartProblem(`There is no «${file}».`);
    throw error;
  }
};
