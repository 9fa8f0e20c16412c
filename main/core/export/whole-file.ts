import { randomUUID } from 'node:crypto';
import * as files from 'node:fs/promises';
import { join } from 'node:path';

/** What an export asks of the disk; tests break each of them in turn. */
export type FileOps = Pick<typeof files, 'mkdir' | 'lstat' | 'open' | 'rename' | 'unlink' | 'readdir'>;

const TEMPORARY = /^\.besoksvert-[0-9a-f-]{36}\.tmp$/;

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

export class FolderIsALink extends Error {}

/** Makes the folder (0700) if it is missing and clears what a crash left in it. Throws {@link FolderIsALink} or the system's error. */
export const prepareFolder = async (folder: string, fs: FileOps = files): Promise<void> => {
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await fs.lstat(folder)).isSymbolicLink()) throw new FolderIsALink(folder);
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

/** Makes the folder's own entries durable. Windows has no such call and needs none. */
const flushFolder = async (folder: string, fs: FileOps): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** A file that is whole and on the disk under a hidden name. */
export interface HiddenFile {
  /** Gives it its name, durably. */
  show(name: string): Promise<void>;
  /** Takes it away, hidden or shown. Never rejects: what cannot be removed now is swept by the next export, or is whole. */
  discard(): Promise<void>;
}

/** Writes all of it (0600, never through a link) or leaves nothing. The folder must be prepared. */
export const writeHidden = async (
  folder: string,
  content: string,
  fs: FileOps = files,
): Promise<HiddenFile> => {
  let path = join(folder, `.besoksvert-${randomUUID()}.tmp`);
  const discard = () => fs.unlink(path).catch(() => undefined);
  const handle = await fs.open(path, 'wx', 0o600);
  try {
    try {
      await handle.writeFile(content, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await discard();
    throw error;
  }
  return {
    async show(name) {
      await fs.rename(path, join(folder, name));
      path = join(folder, name);
      await flushFolder(folder, fs);
    },
    discard,
  };
};
