import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideFileOperations, type Fault, type FileOperation } from './file-faults.ts';
import { temporaryFolder } from './protocol.ts';

let folder: string;
let db: Database.Database;
let seen: FileOperation[];
beforeEach(() => {
  folder = temporaryFolder();
  db = new Database(join(folder, 'a.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE word (text TEXT)');
  seen = [];
});
afterEach(() => {
  decideFileOperations(null);
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const breaks = (fault: Fault, first: (operation: FileOperation) => boolean): void => {
  let isBroken = false;
  decideFileOperations((operation) => {
    seen.push(operation);
    isBroken ||= first(operation);
    return isBroken ? fault : null;
  });
};
const insert = (text = 'kopp'): unknown => db.prepare('INSERT INTO word VALUES (?)').run(text);
const words = (): unknown[] => db.prepare('SELECT text FROM word').pluck().all();
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return null;
  } catch (thrown) {
    return (thrown as { code?: unknown }).code;
  }
};

describe.skipIf(process.platform !== 'linux')('the file operations of SQLite', () => {
  it('are seen, each with its file and its bytes', () => {
    decideFileOperations((operation) => {
      seen.push(operation);
      return null;
    });
    insert();
    expect(seen).toEqual([
      { name: 'pwrite64', file: 'a.db-wal', bytes: 24 },
      { name: 'pwrite64', file: 'a.db-wal', bytes: 4096 },
      { name: 'fsync', file: 'a.db-wal', bytes: 0 },
    ]);
    decideFileOperations(null);
    insert();
    expect(seen).toHaveLength(3);
  });

  it.each<[Fault, FileOperation['name'], string]>([
    [{ fail: 'EIO' }, 'pwrite64', 'SQLITE_IOERR_WRITE'],
    [{ fail: 'ENOSPC' }, 'pwrite64', 'SQLITE_FULL'],
    [{ fail: 'EROFS' }, 'pwrite64', 'SQLITE_IOERR_WRITE'],
    [{ fail: 'EIO' }, 'fsync', 'SQLITE_IOERR_FSYNC'],
  ])('fail with %j at a %s, and SQLite says %s and keeps what was there', (fault, name, code) => {
    insert('kopp');
    breaks(fault, (operation) => operation.name === name);
    expect(codeOf(() => insert('trapp'))).toBe(code);
    expect(seen.some((operation) => operation.name === name)).toBe(true);
    decideFileOperations(null);
    expect(words()).toEqual(['kopp']);
    expect(insert('eng')).toMatchObject({ changes: 1 });
    expect(words()).toEqual(['kopp', 'eng']);
  });

  it('write a part only: SQLite asks for the rest, and takes what does not go on for a full disk', () => {
    let writes = 0;
    decideFileOperations(({ name, bytes }) => {
      if (name !== 'pwrite64' || bytes <= 1000) return null;
      writes += 1;
      return { short: 1000 };
    });
    insert('kopp');
    expect(writes).toBe(4);
    decideFileOperations(({ name, bytes }) => (name === 'pwrite64' && bytes > 24 ? { short: 0 } : null));
    expect(codeOf(() => insert('trapp'))).toBe('SQLITE_FULL');
    decideFileOperations(null);
    expect(words()).toEqual(['kopp']);
  });

  it('cannot make a file on a disk that is read only', () => {
    breaks({ fail: 'EROFS' }, ({ name }) => name === 'open64');
    expect(codeOf(() => new Database(join(folder, 'b.db')).exec('CREATE TABLE a (b)'))).toBe(
      'SQLITE_CANTOPEN',
    );
    expect(existsSync(join(folder, 'b.db'))).toBe(false);
  });
});
