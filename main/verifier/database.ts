/** The database as it is, for reading only: also a copy elsewhere, also while its kiosk runs. */
import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Migration } from './schema.ts';

/** «BSVT» in the file's header. */
const APPLICATION_ID = 0x42535654;
const BUSY_MS = 5000;

/** It cannot be read as a protocol at all; `message` is a sentence. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

export const openReading = (file: string): Database.Database => {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  // Nearly all is read once, in the order in which it lies. No memory map: a page that cannot be read would end the process instead of being told.
  db.pragma('cache_size = -16384');
  return db;
};

/** Begins to read what is there now, and nothing that comes later. */
export const beginReading = (db: Database.Database): void => {
  if (db.inTransaction) db.exec('ROLLBACK');
  db.exec('BEGIN');
  db.prepare('SELECT count(*) FROM sqlite_schema').get();
};

const number = (db: Database.Database, pragma: string): number => Number(db.pragma(pragma, { simple: true }));

/** Throws {@link Unreadable} for what is no protocol of this program's version. */
export const openProtocolFile = (file: string, migrations: readonly Migration[]): Database.Database => {
  if (!existsSync(file)) throw new Unreadable(`There is no «${file}».`);
  if (statSync(file).size === 0)
    throw new Unreadable(`«${file}» is damaged (it is empty); put a backup in its place.`);
  const db = openReading(file);
  try {
    const problem = historyProblem(db, migrations);
    if (problem !== null) throw new Unreadable(`«${file}» ${problem}`);
    return db;
  } catch (thrown) {
    db.close();
    throw thrown;
  }
};

const historyProblem = (db: Database.Database, migrations: readonly Migration[]): string | null => {
  if (number(db, 'application_id') !== APPLICATION_ID) return 'is a database of another program.';
  const version = number(db, 'user_version');
  if (version > migrations.length)
    return `was written by a newer Besøksvert (schema ${version}, this program knows ${migrations.length}); install that version or a newer one.`;
  if (version < migrations.length) return 'is of an older version: start the kiosk once.';
  const recorded = db.prepare<[]>('SELECT sha256 FROM migration ORDER BY number').pluck().all();
  const differing = migrations.findIndex(({ sha256 }, index) => recorded[index] !== sha256);
  return differing < 0 && recorded.length === migrations.length
    ? null
    : `has another history than this program: migration ${differing < 0 ? migrations.length + 1 : differing + 1} differs.`;
};

/** What SQLite or the file system threw, as a sentence; null for a fault of the program. */
export const readingProblem = (file: string, thrown: unknown): string | null => {
  if (thrown instanceof Unreadable) return thrown.message;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (/^SQLITE_(?:BUSY|LOCKED)/.test(code))
    return `«${file}» is in use by another program that does not let go of it.`;
  if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(code))
    return `«${file}» is damaged (${code}); put a backup in its place.`;
  if (/^SQLITE_ERROR$/.test(code))
    return `«${file}» is damaged (${thrown instanceof Error ? thrown.message : code}); put a backup in its place.`;
  if (/^(?:SQLITE_(?:CANTOPEN|READONLY|IOERR|PERM|FULL|AUTH)|E[A-Z]+$)/.test(code))
    return `«${file}» cannot be read here (${code}).`;
  return null;
};
