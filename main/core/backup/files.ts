/** What is asked of the disks when a copy is made; tests break each of them in turn. */
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupProblem } from '../../../shared/domain/backup.ts';

export type BackupFiles = Pick<
  typeof fs,
  'mkdir' | 'open' | 'readFile' | 'readdir' | 'rename' | 'stat' | 'statfs' | 'unlink'
>;
export const realFiles: BackupFiles = fs;

/** An expected failure: no copy was made, and those that are there are as they were. */
export class BackupFailed extends Error {
  override readonly name = 'BackupFailed';
  readonly problem: BackupProblem;
  constructor(problem: BackupProblem, options?: ErrorOptions) {
    super(problem, options);
    this.problem = problem;
  }
}

const BY_CODE: Partial<Record<string, BackupProblem>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  ENOENT: 'folder-away',
  ENOTDIR: 'folder-away',
  ENODEV: 'folder-away',
};

/** What the disk said, as a problem. Anything else is a fault of the program, and thrown on. */
export const asFailed = (thrown: unknown): BackupFailed => {
  if (thrown instanceof BackupFailed) return thrown;
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') throw thrown;
  const { code } = thrown;
  if (code.startsWith('SQLITE_FULL')) return new BackupFailed('disk-full', { cause: thrown });
  const problem = BY_CODE[code] ?? (/^(E[A-Z]+|SQLITE_\w+)$/.test(code) ? 'disk-fault' : undefined);
  if (problem === undefined) throw thrown;
  return new BackupFailed(problem, { cause: thrown });
};

const MIB = 1024 * 1024;
const ZEROS = Buffer.alloc(MIB);

/** Overwritten with zeros, then unlinked. Nothing where there is none. */
export const zeroAway = async (files: BackupFiles, path: string): Promise<void> => {
  const handle = await files.open(path, 'r+').catch((thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null;
    throw thrown;
  });
  if (handle === null) return;
  try {
    const { size } = await handle.stat();
    for (let at = 0; at < size; at += MIB) await handle.write(ZEROS, 0, Math.min(MIB, size - at), at);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await files.unlink(path);
};

/** Makes new and gone names durable. Windows has no such call and needs none. */
export const flushFolder = async (files: BackupFiles, folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await files.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** What an earlier try left that was killed. */
export const clearAway = async (files: BackupFiles, folder: string, unfinished: RegExp): Promise<void> => {
  for (const name of await files.readdir(folder))
    if (unfinished.test(name)) await zeroAway(files, join(folder, name));
};
