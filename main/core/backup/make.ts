/** Makes a copy of the protocol while the kiosk runs: whole or not at all, and never in the way of the copies that are there. */
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { BackupHeader, BackupMade } from '../../../shared/domain/backup.ts';
import type { Secrets } from '../ports.ts';
import type { Protocol } from '../protocol/types.ts';
import { ageRecipient, encrypted } from '../keys/age.ts';
import { headerLine, packed, type Packed } from './container.ts';
import { BackupFailed, clearAway, flushFolder, type BackupFiles } from './files.ts';
import { withSnapshot } from './snapshot.ts';

export interface MakeParts {
  readonly db: Database;
  readonly protocol: Pick<Protocol, 'signHead' | 'now' | 'dayKeys'>;
  readonly secrets: Secrets;
  /** As `settings.json` has them. */
  readonly settings: object;
  readonly kiosk: string;
  readonly files: BackupFiles;
}

/** How a backup is called; sorts as they were made. */
export const BACKUP_NAME = /^besoksvert-.+-\d{8}T\d{9}Z-\d+\.backup$/;
const nameOf = ({ kiosk, madeAt, length }: BackupHeader): string =>
  `besoksvert-${kiosk}-${madeAt.replace(/[-:.]/g, '')}-${length}.backup`;
const UNFINISHED = /^\.[0-9a-f-]{36}\.unfinished$/;

/** So that a new machine can go on as the same kiosk. However the keys lie on this one, here they are as they are. */
export const secretsText = ({ kioskKey, signingKey }: Secrets): string =>
  JSON.stringify({
    kioskKey: kioskKey.toString('base64'),
    signingKey: signingKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  });

/** Into a folder that is there. Throws {@link BackupFailed} and what the disk says. */
export const makeBackup = async (parts: MakeParts, folder: string): Promise<BackupMade> => {
  const { db, protocol, files, kiosk } = parts;
  const able = protocol.dayKeys.store.recipients().flatMap(({ id, publicJwk }) => {
    const recipient = ageRecipient(publicJwk);
    return recipient === null ? [] : [{ id, recipient }];
  });
  if (able.length === 0) throw new BackupFailed('nobody-to-open');
  await clearAway(files, folder, UNFINISHED);
  const head = await protocol.signHead();
  return withSnapshot(db, files, async ({ file, size, length }) => {
    await roomFor(files, folder, size);
    const madeAt = protocol.now();
    const recipients = able.map(({ id }) => id);
    const header: BackupHeader = { 'besoksvert-backup': 1, kiosk, madeAt, length, head, recipients };
    const content: Packed[] = [
      { name: 'kiosk.db', content: { file, size } },
      { name: 'settings.json', content: Buffer.from(`${JSON.stringify(parts.settings, null, 2)}\n`) },
      { name: 'secrets', content: Buffer.from(secretsText(parts.secrets)) },
    ];
    const cipher = await encrypted(
      able.map(({ recipient }) => recipient),
      packed(header, content),
    );
    const name = nameOf(header);
    const bytes = await written(files, folder, name, headerLine(header), cipher);
    return { at: madeAt, file: join(folder, name), bytes, length };
  });
};

/** Bytes of the lines, of the encryption and of what lies beside the database. */
const BESIDE = 4 * 1024 * 1024;
const roomFor = async (files: BackupFiles, folder: string, size: number): Promise<void> => {
  const { bavail, bsize } = await files.statfs(folder);
  if (bavail * bsize < size * 1.01 + BESIDE) throw new BackupFailed('disk-full');
};

/** Beside its place, flushed, read back, and only then under its name. How many bytes. */
const written = async (
  files: BackupFiles,
  folder: string,
  name: string,
  line: Buffer,
  cipher: AsyncIterable<Uint8Array>,
): Promise<number> => {
  const unfinished = join(folder, `.${randomUUID()}.unfinished`);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    const handle = await files.open(unfinished, 'wx', 0o600);
    try {
      const put = async (chunk: Uint8Array): Promise<void> => {
        hash.update(chunk);
        for (let from = 0; from < chunk.length;) {
          const { bytesWritten } = await handle.write(chunk, from, chunk.length - from);
          from += bytesWritten;
        }
        bytes += chunk.length;
      };
      await put(line);
      for await (const chunk of cipher) await put(chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if ((await digestOf(files, unfinished)) !== hash.digest('hex')) throw new BackupFailed('disk-fault');
    await files.rename(unfinished, join(folder, name));
    await flushFolder(files, folder);
    return bytes;
  } catch (thrown) {
    // On a full disk it would keep what little is left.
    await files.unlink(unfinished).catch(() => undefined);
    throw thrown;
  }
};

const PIECE = 1024 * 1024;
const digestOf = async (files: BackupFiles, path: string): Promise<string> => {
  const hash = createHash('sha256');
  const handle = await files.open(path, 'r');
  try {
    const piece = Buffer.alloc(PIECE);
    for (;;) {
      const { bytesRead } = await handle.read(piece, 0, PIECE, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
};
