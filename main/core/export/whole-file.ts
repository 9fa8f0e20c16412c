/** Files that are whole or not there: written under a hidden name, flushed, and only then given their own. No link is followed. */
import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import * as files from 'node:fs/promises';
import { join } from 'node:path';

/** What an export asks of the disk; tests break each of them in turn. */
export type FileOps = Pick<typeof files, 'mkdir' | 'lstat' | 'open' | 'rename' | 'unlink' | 'readdir'>;

const TEMPORARY = /^\.besoksvert-[0-9a-f-]{36}\.tmp$/;

export const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';

/** A new hidden file in a folder. */
export const hiddenPath = (folder: string): string => join(folder, `.besoksvert-${randomUUID()}.tmp`);

/** Clears what a crash left in a folder. */
export const clearUnfinished = async (folder: string, fs: FileOps = files): Promise<void> => {
  for (const name of await fs.readdir(folder)) if (TEMPORARY.test(name)) await fs.unlink(join(folder, name));
};

/** Whether nothing stands there, not even a dangling link. */
export const isFree = async (path: string, fs: FileOps = files): Promise<boolean> => {
  try {
    await fs.lstat(path);
    return false;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    throw error;
  }
};

/** Only a file that was not there, and never through a link. Windows has no such flag; `O_EXCL` refuses a link there too. */
const CREATE =
  constants.O_WRONLY |
  constants.O_CREAT |
  constants.O_EXCL |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0);
const READ = constants.O_RDONLY | ((constants.O_NOFOLLOW as number | undefined) ?? 0);

/** File systems that cannot flush a folder say so; there is then nothing to flush. */
const CANNOT = new Set(['EINVAL', 'ENOTSUP', 'EISDIR', 'EPERM']);

/** Makes the folder's own entries durable. Windows has no such call and needs none. */
export const flushFolder = async (folder: string, fs: FileOps = files): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } catch (thrown) {
    if (!CANNOT.has(codeOf(thrown))) throw thrown;
  } finally {
    await handle.close();
  }
};

export interface Written {
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Written at once: a stick takes large pieces better than small ones. */
const PIECE = 262_144;

/** Writes all of it to a path that was free (0600) and flushes it. What a failure leaves is the caller's to remove. */
export const writeWhole = async (
  path: string,
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  fs: FileOps = files,
): Promise<Written> => {
  const hash = createHash('sha256');
  let size = 0;
  let waiting: Uint8Array[] = [];
  let waits = 0;
  const handle = await fs.open(path, CREATE, 0o600);
  const write = async (): Promise<void> => {
    const piece = Buffer.concat(waiting);
    hash.update(piece);
    // `writeFile` goes on until all of it is written, or fails.
    await handle.writeFile(piece);
    size += piece.length;
    waiting = [];
    waits = 0;
  };
  try {
    for await (const chunk of content) {
      waiting.push(chunk);
      waits += chunk.length;
      if (waits >= PIECE) await write();
    }
    await write();
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { size, sha256: hash.digest('hex') };
};

/** Reads a file again from its name, through no link. */
export const digestOf = async (path: string, fs: FileOps = files): Promise<Written> => {
  const hash = createHash('sha256');
  let size = 0;
  const buffer = Buffer.allocUnsafe(PIECE);
  const handle = await fs.open(path, READ);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, PIECE, null);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      size += bytesRead;
    }
  } finally {
    await handle.close();
  }
  return { size, sha256: hash.digest('hex') };
};

/** Takes a file away, hidden or shown. Never rejects: what cannot be removed now is swept by the next export, or is whole. */
export const discard = async (path: string, fs: FileOps = files): Promise<void> => {
  await fs.unlink(path).catch(() => undefined);
};
