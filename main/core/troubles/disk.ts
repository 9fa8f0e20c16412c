/** What the disk under the kiosk can and cannot, as the core asks it. */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { DiskTrouble } from '../../../shared/api/troubles.ts';

/** Tests have their own. */
export interface Disk {
  /** Writes a little and takes it away again. Throws what the system says. */
  tryWriting(): void;
  /** Bytes that the kiosk's user may still write. */
  free(): number;
}

/** More than a visit needs in the database, so that a disk with room for this has room for that. */
const TRIAL_BYTES = 256 * 1024;

export const diskUnder = (folder: string): Disk => ({
  tryWriting() {
    const file = join(folder, `.trial-${randomUUID()}.tmp`);
    try {
      const handle = openSync(file, 'wx', 0o600);
      try {
        let written = 0;
        while (written < TRIAL_BYTES) written += writeSync(handle, Buffer.alloc(TRIAL_BYTES - written));
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    } finally {
      rmSync(file, { force: true });
    }
  },
  free() {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  },
});

const SAID: readonly (readonly [RegExp, DiskTrouble])[] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)$/, 'disk-full'],
  [/^(SQLITE_READONLY\w*|EROFS|EACCES|EPERM)$/, 'disk-read-only'],
  [/^(SQLITE_(IOERR|CANTOPEN|CORRUPT|NOTADB|PROTOCOL)\w*|EIO|ENXIO|ENODEV|EMFILE|ENFILE)$/, 'disk-failing'],
];

/** What the disk refused, as SQLite or the system says it; null for what is no trouble of the disk. */
export const diskTroubleOf = (thrown: unknown): DiskTrouble | null => {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  return SAID.find(([said]) => said.test(code))?.[1] ?? null;
};
