import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { moveKeysOut } from '../keys/move-out.ts';
import { historyProblem, migrate, readMigrations, startHistory } from './migrate.ts';
import type { Before, Migration } from './migrate.ts';
import { damaged, historySentence, thrownProblem } from './problem.ts';
import type { DatabaseProblem } from './problem.ts';

export type OpenedDatabase =
  | { readonly ok: true; readonly db: Database.Database }
  | { readonly ok: false; readonly problem: DatabaseProblem };

const BEFORE: Before = { 3: moveKeysOut };

export interface OpenOptions {
  readonly migrationsDir: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long to wait for another program's lock, in milliseconds; 5000 unless told. */
  readonly busyMs?: number;
}

/**
 * The kiosk's database, at this program's schema: made when there is none, migrated when it is older. A newer, diverging,
 * foreign or damaged one is refused before a byte of it is written.
 */
export const openDatabase = (file: string, options: OpenOptions): OpenedDatabase => {
  const migrations = readMigrations(options.migrationsDir);
  const busyMs = options.busyMs ?? 5000;
  return guarded(file, () => {
    // Asked first: another process may be making the database, and its log comes after the file.
    const hasLog = existsSync(`${file}-wal`);
    if (!existsSync(file)) {
      if (!existsSync(dirname(file)))
        return { ok: false, problem: { code: 'unreadable', message: `There is no folder for «${file}».` } };
      if (hasLog) return { ok: false, problem: damaged(file, 'the file is gone, but its log is there') };
      create(file, migrations, options.now);
    }
    const problem = inspect(file, migrations, busyMs);
    if (problem) return { ok: false, problem };
    const db = new Database(file, { fileMustExist: true, timeout: busyMs });
    try {
      harden(db);
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      // Kibibytes. Ten years of a large house have indices that do not fit into SQLite's own two mebibytes.
      db.pragma('cache_size = -32768');
      // What is erased is overwritten with zeros, not only unlinked.
      db.pragma('secure_delete = ON');
      const older = Number(db.pragma('user_version', { simple: true })) < migrations.length;
      migrate(db, migrations, options.now, BEFORE);
      // What a migration took out of the tables is not to linger in the log.
      if (older) db.pragma('wal_checkpoint(TRUNCATE)');
      return { ok: true, db };
    } catch (thrown) {
      db.close();
      throw thrown;
    }
  });
};

/** A read-only connection of its own, for verification and export. Refuses also a database that still has migrations before it. */
export const openForReading = (
  file: string,
  options: Pick<OpenOptions, 'migrationsDir' | 'busyMs'>,
): OpenedDatabase => {
  const migrations = readMigrations(options.migrationsDir);
  return guarded(file, () => {
    if (!existsSync(file))
      return { ok: false, problem: { code: 'missing', message: `There is no «${file}».` } };
    const problem = inspect(file, migrations, options.busyMs ?? 5000);
    if (problem) return { ok: false, problem };
    const db = new Database(file, { readonly: true, fileMustExist: true, timeout: options.busyMs ?? 5000 });
    harden(db);
    if (Number(db.pragma('user_version', { simple: true })) === migrations.length) return { ok: true, db };
    db.close();
    return {
      ok: false,
      problem: { code: 'not-migrated', message: `«${file}» is of an older version: start the kiosk once.` },
    };
  });
};

const guarded = (file: string, work: () => OpenedDatabase): OpenedDatabase => {
  try {
    return work();
  } catch (thrown) {
    const problem = thrownProblem(file, thrown);
    if (problem) return { ok: false, problem };
    throw thrown;
  }
};

/** Bytes. A larger file is not read through before the door opens: its newest rows are, and all of it by `kiosk verify`. */
const CHECKED_WHOLE = 32 * 1024 * 1024;

const wholeFault = (db: Database.Database): string | null => {
  const sound = db.pragma('quick_check(1)', { simple: true });
  return sound === 'ok' ? null : String(sound);
};

/** What is read first after the start, and written to: a torn page there is found before anybody relies on it. Throws what SQLite says. */
const readTail = (db: Database.Database): void => {
  db.prepare('SELECT * FROM event ORDER BY seq DESC LIMIT 200').all();
  db.prepare('SELECT * FROM outbox ORDER BY seq DESC LIMIT 200').all();
  db.prepare(`SELECT * FROM visit WHERE state IN ('waiting', 'inside')`).all();
};

/** Reads without a connection that could write: even closing one that can would move the log into the file. */
const inspect = (file: string, migrations: readonly Migration[], busyMs: number): DatabaseProblem | null => {
  if (statSync(file).size === 0) return damaged(file, 'it is empty');
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: busyMs });
  try {
    harden(db);
    const isLarge = statSync(file).size > CHECKED_WHOLE;
    const fault = isLarge ? null : wholeFault(db);
    if (fault !== null) return damaged(file, fault);
    const problem = historyProblem(db, migrations);
    if (problem === null && isLarge) readTail(db);
    return problem && historySentence(file, problem);
  } finally {
    db.close();
  }
};

/**
 * Made beside its place and given its name when it is whole: an empty file is therefore never a new database, but a damaged one. Of two
 * processes that make it at once the first one's stands; a file that is there is never written over.
 */
const create = (file: string, migrations: readonly Migration[], now: () => number): void => {
  const unfinished = `${file}.${randomUUID()}.new`;
  try {
    const db = new Database(unfinished);
    try {
      harden(db);
      db.pragma('synchronous = FULL');
      startHistory(db);
      migrate(db, migrations, now);
      db.pragma('journal_mode = WAL');
    } finally {
      db.close();
    }
    linkUnlessThere(unfinished, file);
    clearUnfinished(file, statSync(unfinished).mtimeMs);
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(unfinished + end, { force: true });
  }
  flushFolder(dirname(file));
};

const linkUnlessThere = (unfinished: string, file: string): void => {
  try {
    linkSync(unfinished, file);
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
  }
};

const LONG_AGO_MS = 60_000;

/** What a process that was killed in the middle left; what is newer may be another's that is still at it. */
const clearUnfinished = (file: string, nowMs: number): void => {
  const folder = dirname(file);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(file)}.`) || !/\.new(?:-journal|-wal|-shm)?$/.test(name)) continue;
    const age = nowMs - (statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? nowMs);
    if (age > LONG_AGO_MS) rmSync(join(folder, name), { force: true });
  }
};

/** Makes a new name durable. Windows has no such call and needs none. */
const flushFolder = (folder: string): void => {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

const harden = (db: Database.Database): void => {
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('recursive_triggers = ON');
};
