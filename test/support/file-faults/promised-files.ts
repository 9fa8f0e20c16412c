/** The same for what the core writes with `node:fs/promises` and takes as a port (exports): shown first, and broken on demand. */
import * as disk from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileOps } from '../../../main/core/export/whole-file.ts';
import { asFailure } from './node-files.ts';
import type { Shown } from './watch.ts';

type Work = (...given: never[]) => Promise<unknown>;

export const shownFiles = (ask: Shown): FileOps => {
  /** Fails before anything of it is done; `path` of what it is given. */
  const shown = <W extends Work>(name: string, work: W, path: (given: Parameters<W>) => unknown): W =>
    (async (...given: Parameters<W>) => {
      const of = String(path(given));
      const fault = ask({ name, file: basename(of), bytes: 0 }, of);
      if (fault !== null) throw asFailure('fail' in fault ? fault.fail : 'ENOSPC', name);
      return work(...given);
    }) as W;
  const first = ([path]: readonly unknown[]): unknown => path;

  const open = async (...given: Parameters<typeof disk.open>): Promise<disk.FileHandle> => {
    const path = String(given[0]);
    const handle = await disk.open(...given);
    const [write, read, sync] = [
      handle.writeFile.bind(handle),
      handle.read.bind(handle),
      handle.sync.bind(handle),
    ];
    return Object.assign(handle, {
      writeFile: async (bytes: Buffer) => {
        const fault = ask({ name: 'writeFile', file: basename(path), bytes: bytes.length }, path);
        if (fault === null) return write(bytes);
        if ('short' in fault) await write(bytes.subarray(0, fault.short));
        throw asFailure('fail' in fault ? fault.fail : 'ENOSPC', 'writeFile');
      },
      read: shown('read', read, () => path),
      sync: shown('sync', sync, () => path),
    });
  };

  return {
    mkdir: shown('mkdir', disk.mkdir, first),
    lstat: shown('lstat', disk.lstat, first),
    readdir: shown('readdir', disk.readdir, first),
    unlink: shown('unlink', disk.unlink, first),
    // The name that a file gets says more than the one it had.
    rename: shown('rename', disk.rename, ([, to]) => to),
    open: shown('open', open, first),
  };
};
