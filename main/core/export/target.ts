/** Where an export may go: the kiosk's own folder and those that the settings list, nowhere else. No link is followed. */
import * as files from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import type { RefusalReason } from '../../../shared/api/error.ts';
import { OWN_TARGET } from '../../../shared/api/exports.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { codeOf, flushFolder, type FileOps } from './whole-file.ts';

export interface Target {
  readonly id: string;
  readonly name: string | null;
  readonly path: string;
  readonly removable: boolean;
}

/** Which folder a path was when it was looked at: another in its place is not written into. */
export interface Folder {
  readonly path: string;
  readonly dev: number;
  readonly ino: number;
}

export type TargetProblem = Extract<
  RefusalReason,
  'no-such-target' | 'stick-missing' | 'folder-is-a-link' | 'not-writable' | 'disk-full'
>;
export type Ready = { ok: true; folder: Folder } | { ok: false; problem: TargetProblem };

export const targetsOf = (settings: Settings, dataDir: string): Target[] => [
  { id: OWN_TARGET, name: null, path: resolve(dataDir, settings.exportTo), removable: false },
  ...settings.exportTargets.filter(({ id, path }) => id !== OWN_TARGET && isAbsolute(path)),
];

/**
 * Looks at a target as it is now. The kiosk's own folder is made (0700) where it is missing; others must be there, and a removable one
 * must be a device of its own, where that can be told: without the stick its mount point is an empty folder of the kiosk's own disk.
 */
export const readyTarget = async (target: Target, fs: FileOps = files): Promise<Ready> => {
  const path = resolve(target.path);
  try {
    if (target.id === OWN_TARGET) await makeDurably(path, fs);
    const found = await fs.lstat(path);
    if (found.isSymbolicLink()) return { ok: false, problem: 'folder-is-a-link' };
    if (!found.isDirectory())
      return { ok: false, problem: target.removable ? 'stick-missing' : 'not-writable' };
    if (target.removable && process.platform !== 'win32' && dirname(path) !== path) {
      const above = await fs.lstat(dirname(path));
      if (above.dev === found.dev) return { ok: false, problem: 'stick-missing' };
    }
    return { ok: true, folder: { path, dev: found.dev, ino: found.ino } };
  } catch (thrown) {
    const problem = diskProblem(thrown);
    if (problem === null) throw thrown;
    const isMissing = ['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO'].includes(codeOf(thrown));
    return { ok: false, problem: target.removable && isMissing ? 'stick-missing' : problem };
  }
};

/** A power cut takes a folder whose name is not on the disk, with all that is in it. */
const makeDurably = async (path: string, fs: FileOps): Promise<void> => {
  const first = await fs.mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made))
    await flushFolder(dirname(made), fs);
};

/** Whether the path is still that folder: not taken out, nor put in place of. */
export const isStill = async ({ path, dev, ino }: Folder, fs: FileOps = files): Promise<boolean> => {
  const now = await fs.lstat(path);
  return now.isDirectory() && now.dev === dev && now.ino === ino;
};

/** What the disk refused, in the words of the closed list; null for what is no refusal of a disk. */
export const diskProblem = (thrown: unknown): 'disk-full' | 'not-writable' | null => {
  const code = codeOf(thrown);
  if (['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(code)) return 'disk-full';
  return /^E[A-Z]+$/.test(code) ? 'not-writable' : null;
};
