/** A whole copy of the database beside it, for as long as it takes to encrypt it. */
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { BackupFailed, clearAway, zeroAway, type BackupFiles } from './files.ts';

export interface Snapshot {
  readonly file: string;
  readonly size: number;
  /** Events in it. */
  readonly length: number;
}

const UNFINISHED = /^\.[0-9a-f-]{36}\.snapshot(-journal|-wal|-shm)?$/;
/** Pages at a time, between two turns of the event loop: about a millisecond. */
const PAGES = 256;
/** Bytes that are to be left over for the door. */
const SPARE = 64 * 1024 * 1024;

/** `use` is given the copy; it is overwritten with zeros afterwards, whatever came of it. Whoever writes meanwhile is not stopped. */
export const withSnapshot = async <T>(
  db: Database.Database,
  files: BackupFiles,
  use: (snapshot: Snapshot) => Promise<T>,
): Promise<T> => {
  const folder = dirname(db.name);
  await clearAway(files, folder, UNFINISHED);
  const { bavail, bsize } = await files.statfs(folder);
  const { size: wanted } = await files.stat(db.name);
  if (bavail * bsize < wanted + SPARE) throw new BackupFailed('disk-full');
  const file = join(folder, `.${randomUUID()}.snapshot`);
  try {
    await db.backup(file, { progress: () => PAGES });
    const length = lengthOf(file);
    const { size } = await files.stat(file);
    return await use({ file, size, length });
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) await zeroAway(files, file + end);
  }
};

/** Read in the copy itself: the kiosk may have gone on. It becomes one file without a log. */
const lengthOf = (file: string): number => {
  const copy = new Database(file, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = DELETE');
    return copy.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM event').pluck().get() ?? 0;
  } finally {
    copy.close();
  }
};
