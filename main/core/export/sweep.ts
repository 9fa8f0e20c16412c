/** Exports in the kiosk's own folder are in the clear: they do not outlive their day. */
import { constants } from 'node:fs';
import * as disk from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Settings } from '../../../shared/domain/settings.ts';
import { manifest } from './manifest.ts';
import { clearUnfinished, codeOf, flushFolder } from './whole-file.ts';

const MANIFEST = '.manifest.json';
const SIGNATURE = '.manifest.jws';
/** Which exports had beside them before there were manifests. */
const HEAD = '.head.jws';

/** Overwritten, flushed, unlinked; never through a link, and no file that another folder has too. */
const destroy = async (path: string): Promise<void> => {
  const flags = constants.O_RDWR | ((constants.O_NOFOLLOW as number | undefined) ?? 0);
  const handle = await disk.open(path, flags);
  try {
    const { size, nlink } = await handle.stat();
    const zeros = Buffer.alloc(65_536);
    if (nlink === 1)
      for (let at = 0; at < size; at += zeros.length)
        await handle.write(zeros, 0, Math.min(zeros.length, size - at), at);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await disk.unlink(path);
};

const isInside = (folder: string, above: string): boolean => {
  const way = relative(above, folder);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
};

/** When an export was made: as its manifest says, else as the file system does. */
const madeAt = async (path: string, isManifest: boolean): Promise<string> => {
  if (!isManifest) return (await disk.lstat(path)).mtime.toISOString();
  const read = manifest.safeParse(jsonOf(await disk.readFile(path, 'utf8')));
  return read.success ? read.data.madeAt : (await disk.lstat(path)).mtime.toISOString();
};
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/**
 * Destroys what was exported before an instant to the kiosk's own folder, when that lies inside the data folder: anywhere else it is
 * somebody's own. How many exports. What is no export is left alone.
 */
export const sweepExports = async (
  dataDir: string,
  settings: Pick<Settings, 'exportTo'>,
  before: string,
): Promise<number> => {
  const folder = resolve(dataDir, settings.exportTo);
  if (!isInside(folder, resolve(dataDir))) return 0;
  let names: string[];
  try {
    if (!(await disk.lstat(folder)).isDirectory()) return 0;
    names = await disk.readdir(folder);
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return 0;
    throw thrown;
  }
  await clearUnfinished(folder);
  const there = new Set(names);
  let swept = 0;
  for (const name of names) {
    const isManifest = name.endsWith(MANIFEST);
    if (!isManifest && !name.endsWith(HEAD)) continue;
    const path = join(folder, name);
    if (!(await disk.lstat(path)).isFile()) continue;
    const made = await madeAt(path, isManifest);
    if (made >= before) continue;
    const stem = name.slice(0, -(isManifest ? MANIFEST : HEAD).length);
    // The manifest last: a sweep that is broken off finds the rest by it.
    const whole = isManifest ? [stem, stem + SIGNATURE, name] : [`${stem}.csv`, name];
    for (const one of whole)
      if (there.has(one) && (await disk.lstat(join(folder, one))).isFile()) await destroy(join(folder, one));
    swept += 1;
  }
  if (swept > 0) await flushFolder(folder);
  return swept;
};
