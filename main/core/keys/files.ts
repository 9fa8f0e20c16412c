/** Small files that must be whole, durable, and really gone when they are taken away. */
import * as fs from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';

/** What is asked of the disk; tests break each of them in turn. */
export type SyncFileOps = Pick<
  typeof fs,
  | 'mkdirSync'
  | 'readdirSync'
  | 'readFileSync'
  | 'openSync'
  | 'writeFileSync'
  | 'writeSync'
  | 'fstatSync'
  | 'fsyncSync'
  | 'closeSync'
  | 'linkSync'
  | 'renameSync'
  | 'unlinkSync'
>;

const TEMPORARY = /^\.[0-9a-f-]{36}\.tmp$/;

const codeOf = (thrown: unknown): string | null =>
  thrown instanceof Error && 'code' in thrown ? String(thrown.code) : null;

export interface SmallFiles {
  names(): string[];
  /** Null when there is no such file. */
  read(name: string): string | null;
  /** All of it or what was there before; on the disk when it returns (0600). What it replaces is overwritten first. */
  write(name: string, text: string): void;
  /** Overwritten with zeros, unlinked, and the folder flushed. Nothing where there is none. */
  destroy(name: string): void;
}

/** The folder is made (0700) when something is first written. What a crash left half written is cleared away then. */
export const smallFiles = (folder: string, ops: SyncFileOps = fs): SmallFiles => {
  let isReady = false;
  const flushFolder = (path = folder): void => {
    if (process.platform === 'win32') return;
    const handle = ops.openSync(path, 'r');
    try {
      ops.fsyncSync(handle);
    } finally {
      ops.closeSync(handle);
    }
  };
  const ready = (): void => {
    if (isReady) return;
    ops.mkdirSync(folder, { recursive: true, mode: 0o700 });
    // A power cut takes a folder whose name is not on the disk, with all that is in it. Also where a run that was killed made it.
    flushFolder(dirname(folder));
    for (const name of ops.readdirSync(folder)) if (TEMPORARY.test(name)) clearedAway(join(folder, name));
    isReady = true;
  };
  /** Null where there is none. */
  const opened = (path: string): number | null => {
    try {
      return ops.openSync(path, 'r+');
    } catch (thrown) {
      if (codeOf(thrown) === 'ENOENT') return null;
      throw thrown;
    }
  };
  /** A journalling or flash file system may keep the old blocks: disk encryption is part of enrolling a kiosk. */
  const overwrite = (handle: number): void => {
    ops.writeSync(handle, Buffer.alloc(ops.fstatSync(handle).size), 0, null, 0);
    ops.fsyncSync(handle);
  };
  /** Whether there was one. */
  const zeroed = (path: string): boolean => {
    const handle = opened(path);
    if (handle === null) return false;
    try {
      overwrite(handle);
    } finally {
      ops.closeSync(handle);
    }
    ops.unlinkSync(path);
    return true;
  };

  /** What a crash left: a second name of a file that still has its own is only taken off, its bytes are the living file's. */
  const clearedAway = (path: string): void => {
    const handle = opened(path);
    if (handle === null) return;
    const isLiving = (() => {
      try {
        return ops.fstatSync(handle).nlink > 1;
      } finally {
        ops.closeSync(handle);
      }
    })();
    if (isLiving) ops.unlinkSync(path);
    else zeroed(path);
  };
  /** Null where there is no such file, or the file system knows no links. */
  const secondName = (path: string): string | null => {
    const name = join(folder, `.${randomUUID()}.tmp`);
    try {
      ops.linkSync(path, name);
      return name;
    } catch (thrown) {
      const code = codeOf(thrown) ?? '';
      if (['ENOENT', 'EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(code)) return null;
      throw thrown;
    }
  };

  return {
    names() {
      try {
        return ops.readdirSync(folder).filter((name) => !name.startsWith('.'));
      } catch (thrown) {
        if (codeOf(thrown) === 'ENOENT') return [];
        throw thrown;
      }
    },
    read(name) {
      try {
        return ops.readFileSync(join(folder, name), 'utf8');
      } catch (thrown) {
        if (codeOf(thrown) === 'ENOENT') return null;
        throw thrown;
      }
    },
    write(name, text) {
      ready();
      const path = join(folder, name);
      const unfinished = join(folder, `.${randomUUID()}.tmp`);
      const handle = ops.openSync(unfinished, 'wx', 0o600);
      try {
        ops.writeFileSync(handle, text);
        ops.fsyncSync(handle);
      } catch (thrown) {
        // On a full disk it would keep what little is left.
        ops.unlinkSync(unfinished);
        throw thrown;
      } finally {
        ops.closeSync(handle);
      }
      // The old file keeps a name of its own until its bytes are overwritten; a handle held open over the rename would not do on Windows.
      const before = secondName(path);
      ops.renameSync(unfinished, path);
      flushFolder();
      if (before !== null) zeroed(before);
    },
    destroy(name) {
      ready();
      if (zeroed(join(folder, name))) flushFolder();
    },
  };
};
