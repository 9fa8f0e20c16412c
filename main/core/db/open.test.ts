import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS, temporaryFolder } from '../../../test/support/protocol.ts';
import { readMigrations } from './migrate.ts';
import { openDatabase, openForReading } from './open.ts';
import type { OpenedDatabase } from './open.ts';

const INITIAL = '0001-initial.sql';
const SECOND = '0002-notes.sql';

let folder: string;
let file: string;
let migrationsDir: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'kiosk.db');
  migrationsDir = join(folder, 'migrations');
  mkdirSync(migrationsDir);
  copyFileSync(join(MIGRATIONS, INITIAL), join(migrationsDir, INITIAL));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const now = () => Date.parse('2026-03-10T12:00:00.000Z');
const open = (): OpenedDatabase => openDatabase(file, { migrationsDir, now, busyMs: 50 });
const opened = (): Database.Database => {
  const result = open();
  if (!result.ok) throw new Error(result.problem.message);
  return result.db;
};
const problem = (result: OpenedDatabase) => (result.ok ? null : result.problem);
const addMigration = (sql: string) => writeFileSync(join(migrationsDir, SECOND), sql);
const tables = (db: Database.Database) =>
  db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all();

/** Opens in a way that must be refused, and shows that not a byte of the file changed. */
const refused = () => {
  const before = readFileSync(file);
  const result = problem(open());
  expect(readFileSync(file).equals(before)).toBe(true);
  return result;
};

describe('a new database', () => {
  it('is made at the program’s schema, with the settings that make a commit durable', () => {
    const db = opened();
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.pragma('trusted_schema', { simple: true })).toBe(0);
    expect(db.pragma('cell_size_check', { simple: true })).toBe(1);
    expect(db.pragma('recursive_triggers', { simple: true })).toBe(1);
    expect(db.pragma('secure_delete', { simple: true })).toBe(1);
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.prepare('SELECT number, name, applied_at FROM migration').all()).toEqual([
      { number: 1, name: '0001-initial', applied_at: '2026-03-10T12:00:00.000Z' },
    ]);
    db.close();
  });

  it('has nothing before migration 1 and all of the protocol’s tables after it', () => {
    rmSync(join(migrationsDir, INITIAL));
    const before = opened();
    expect(tables(before)).toEqual(['migration']);
    before.close();
    copyFileSync(join(MIGRATIONS, INITIAL), join(migrationsDir, INITIAL));
    const after = opened();
    expect(tables(after)).toEqual(
      expect.arrayContaining(['event', 'sealed', 'visit_key', 'visit', 'task', 'outbox', 'head', 'booking']),
    );
    after.close();
  });

  it('is made again where a kiosk was killed while making it, and nothing of that stays', () => {
    const left = join(folder, 'kiosk.db.5a1f.new');
    for (const name of [left, `${left}-journal`]) {
      writeFileSync(name, 'half a database');
      utimesSync(name, new Date('2020-01-01'), new Date('2020-01-01'));
    }
    opened().close();
    expect(readdirSync(folder).sort()).toEqual(['kiosk.db', 'migrations']);
  });

  it('is STRICT in every table', () => {
    const db = opened();
    const loose = db
      .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0`)
      .pluck()
      .all();
    expect(loose).toEqual(['sqlite_schema']);
    db.close();
  });

  it('leaves nothing half made when a migration of it fails', () => {
    addMigration('CREATE TABLE note (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE note (id) STRICT;');
    expect(open).toThrow('already exists');
    expect(existsSync(file)).toBe(false);
    rmSync(join(migrationsDir, SECOND));
    opened().close();
  });
});

describe('an older database', () => {
  const withStaff = () => {
    const db = opened();
    db.exec(`INSERT INTO staff (id, name, role, pin_hash) VALUES ('kari', 'Kari', 'reception', 'x')`);
    db.close();
  };

  it('is brought up by the migrations it lacks, and its rows are still there', () => {
    withStaff();
    addMigration(`ALTER TABLE staff ADD COLUMN ward TEXT; UPDATE staff SET ward = 'w1';`);
    const db = opened();
    expect(db.prepare('SELECT id, name, ward FROM staff').all()).toEqual([
      { id: 'kari', name: 'Kari', ward: 'w1' },
    ]);
    expect(db.pragma('user_version', { simple: true })).toBe(2);
    db.close();
    opened().close();
  });

  it('may rebuild a table that others refer to', () => {
    withStaff();
    const before = opened();
    before.exec(
      `INSERT INTO day_key VALUES ('2026-03-10', NULL); INSERT INTO visit_key VALUES ('v', '2026-03-10', NULL)`,
    );
    before.close();
    addMigration(`CREATE TABLE day_key_2 (day TEXT PRIMARY KEY, kiosk_wrapped BLOB, note TEXT) STRICT, WITHOUT ROWID;
      INSERT INTO day_key_2 SELECT day, kiosk_wrapped, NULL FROM day_key;
      DROP TABLE day_key; ALTER TABLE day_key_2 RENAME TO day_key;`);
    const db = opened();
    expect(db.prepare('SELECT visit_id FROM visit_key JOIN day_key USING (day)').pluck().all()).toEqual([
      'v',
    ]);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.close();
  });

  it('stays as it was when a migration fails half-way or leaves rows that point nowhere', () => {
    withStaff();
    const broken = [
      `UPDATE staff SET name = 'Nobody'; INSERT INTO nowhere VALUES (1);`,
      `UPDATE staff SET name = 'Nobody'; INSERT INTO day_key_wrap VALUES ('2026-03-10', 'nobody', 'x');`,
    ];
    for (const sql of broken) {
      addMigration(sql);
      expect(open).toThrow();
      rmSync(join(migrationsDir, SECOND));
      const db = opened();
      expect(db.prepare('SELECT name FROM staff').pluck().all()).toEqual(['Kari']);
      expect(db.pragma('user_version', { simple: true })).toBe(1);
      db.close();
    }
  });

  it('is not read as it stands by somebody who may not migrate it', () => {
    withStaff();
    addMigration('CREATE TABLE note (id INTEGER PRIMARY KEY) STRICT;');
    expect(problem(openForReading(file, { migrationsDir }))).toMatchObject({ code: 'not-migrated' });
  });
});

describe('a database is refused untouched when it', () => {
  it('comes from a newer program', () => {
    addMigration('CREATE TABLE note (id INTEGER PRIMARY KEY) STRICT;');
    opened().close();
    rmSync(join(migrationsDir, SECOND));
    const found = refused();
    expect(found).toMatchObject({ code: 'newer' });
    expect(found?.message).toContain('written by a newer Besøksvert (schema 2, this program knows 1)');
  });

  it('comes from a newer program that was killed, with its newest rows still in the log', () => {
    addMigration('CREATE TABLE note (id INTEGER PRIMARY KEY) STRICT;');
    const alive = opened();
    alive.exec('INSERT INTO note VALUES (1)');
    const killed = join(folder, 'killed.db');
    copyFileSync(file, killed);
    copyFileSync(`${file}-wal`, `${killed}-wal`);
    alive.close();
    rmSync(join(migrationsDir, SECOND));
    file = killed;
    const log = readFileSync(`${killed}-wal`);
    expect(refused()).toMatchObject({ code: 'newer' });
    expect(readFileSync(`${killed}-wal`).equals(log)).toBe(true);
  });

  it('has another history, though as many migrations', () => {
    addMigration('CREATE TABLE note (id INTEGER PRIMARY KEY) STRICT;');
    opened().close();
    addMigration('CREATE TABLE remark (id INTEGER PRIMARY KEY) STRICT;');
    const found = refused();
    expect(found).toMatchObject({ code: 'diverging' });
    expect(found?.message).toContain('migration 2 differs');
  });

  it('says that it is older than its own record of migrations', () => {
    const db = opened();
    db.pragma('user_version = 0');
    db.close();
    expect(refused()).toMatchObject({ code: 'diverging' });
  });

  it('belongs to another program', () => {
    const other = new Database(file);
    other.exec('CREATE TABLE bookmark (url TEXT)');
    other.close();
    expect(refused()).toMatchObject({ code: 'not-ours' });
  });

  it('is empty: an empty file is never taken for a new database', () => {
    writeFileSync(file, '');
    expect(refused()).toMatchObject({ code: 'damaged' });
  });

  it('is not a database at all', () => {
    writeFileSync(file, 'Besøksprotokoll\n'.repeat(200));
    expect(refused()).toMatchObject({ code: 'damaged' });
  });

  it('has a damaged page', () => {
    const db = opened();
    const insert = db.prepare(`INSERT INTO fact VALUES (?, ?)`);
    db.transaction(() => {
      for (let n = 0; n < 400; n += 1) insert.run(`fact-${n}`, 'x'.repeat(100));
    })();
    db.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, bytes.length - 3 * 4096, bytes.length - 4096);
    writeFileSync(file, bytes);
    expect(refused()).toMatchObject({ code: 'damaged' });
  });

  it('is held by another program that does not let go', () => {
    opened().close();
    const other = new Database(file);
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    expect(refused()).toMatchObject({ code: 'locked' });
    other.close();
  });

  it('is gone while its log is still there', () => {
    writeFileSync(`${file}-wal`, 'something');
    expect(problem(open())).toMatchObject({ code: 'damaged' });
    expect(existsSync(file)).toBe(false);
  });

  it('lies where nothing can be written', () => {
    file = join(folder, 'no-such-folder', 'kiosk.db');
    expect(problem(open())).toMatchObject({ code: 'unreadable' });
  });
});

describe('the numbered files', () => {
  it('are the same on a computer with other line ends', () => {
    const unix = readMigrations(migrationsDir);
    const text = readFileSync(join(migrationsDir, INITIAL), 'utf8');
    writeFileSync(join(migrationsDir, INITIAL), text.replaceAll('\n', '\r\n'));
    expect(readMigrations(migrationsDir)).toEqual(unix);
  });

  it('have no gaps', () => {
    writeFileSync(join(migrationsDir, '0003-later.sql'), '');
    expect(() => readMigrations(migrationsDir)).toThrow('0003-later.sql');
  });
});
