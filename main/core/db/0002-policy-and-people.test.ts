import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS, temporaryFolder } from '../../../test/support/protocol.ts';
import { openDatabase } from './open.ts';

const INITIAL = '0001-initial.sql';
const SECOND = '0002-policy-and-people.sql';
const NOW = '2026-03-10T12:00:00.000Z';

let folder: string;
let migrationsDir: string;
beforeEach(() => {
  folder = temporaryFolder();
  migrationsDir = join(folder, 'migrations');
  mkdirSync(migrationsDir);
  copyFileSync(join(MIGRATIONS, INITIAL), join(migrationsDir, INITIAL));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (): Database => {
  const opened = openDatabase(join(folder, 'kiosk.db'), { migrationsDir, now: () => Date.parse(NOW) });
  if (!opened.ok) throw new Error(opened.problem.message);
  return opened.db;
};
const columns = (db: Database, table: string): unknown[] =>
  db.prepare('SELECT name FROM pragma_table_info(?) ORDER BY cid').pluck().all(table);

/** A kiosk of the first version: one who is inside, one who waits, and a pack in force. */
const asItWas = (): void => {
  const db = open();
  for (const seq of [1, 2])
    db.prepare(
      `INSERT INTO event (seq, id, type, version, at, actor, body, prev_hash, hash)
       VALUES (?, ?, 'help.called', 1, ?, 'visitor', '{}', zeroblob(32), randomblob(32))`,
    ).run(seq, `e${seq}`, NOW);
  db.prepare(
    `INSERT INTO visit VALUES ('v1', 1, 'inside', 1, 'b1', 'ACDEFH', 'admit', 'w1', 'p1', 2, '{}', NULL, 0, '2026-03-10')`,
  ).run();
  db.prepare(`INSERT INTO task VALUES (7, 'visitor-waits', 2, 'v2', ?, NULL, NULL, 'detail')`).run(NOW);
  db.prepare(`INSERT INTO task VALUES (8, 'help', 1, NULL, ?, ?, 'staff:kari', NULL)`).run(NOW, NOW);
  db.prepare(`INSERT INTO policy_pack VALUES ('no', '1', ?, '{}')`).run(NOW);
  expect(() =>
    db.prepare(`INSERT INTO task VALUES (9, 'gift', 1, NULL, '', NULL, NULL, NULL)`).run(),
  ).toThrow();
  db.close();
};
const broughtUp = (): Database => {
  copyFileSync(join(MIGRATIONS, SECOND), join(migrationsDir, SECOND));
  return open();
};

describe('migration 0002, for packs that wait, residents who are out, and vigils that come back', () => {
  it('keeps every task with its number, and takes the new kinds', () => {
    asItWas();
    const db = broughtUp();
    expect(db.prepare('SELECT * FROM task ORDER BY id').raw().all()).toEqual([
      [7, 'visitor-waits', 2, 'v2', NOW, null, null, 'detail'],
      [8, 'help', 1, null, NOW, NOW, 'staff:kari', null],
    ]);
    const add = db.prepare(`INSERT INTO task (kind, event_seq, opened_at) VALUES (?, 1, '')`);
    for (const kind of ['accompany', 'reason-owed', 'gift', 'pack-received']) add.run(kind);
    expect(db.prepare('SELECT max(id) FROM task').pluck().get()).toBe(12);
    expect(() => add.run('anything')).toThrow(/CHECK/);
    expect(() => db.prepare('UPDATE task SET event_seq = 99 WHERE id = 7').run()).toThrow(/FOREIGN KEY/);
    db.close();
  });

  it('keeps every visit as it was: nobody has been out and nobody was told', () => {
    asItWas();
    const db = broughtUp();
    expect(db.prepare('SELECT * FROM visit').all()).toEqual([
      {
        visit_id: 'v1',
        revision: 1,
        state: 'inside',
        opened_by: 1,
        booking_id: 'b1',
        receipt: 'ACDEFH',
        outcome: 'admit',
        ward: 'w1',
        place: 'p1',
        party_size: 2,
        arrived: '{}',
        left: null,
        overridden: 0,
        day: '2026-03-10',
        legs: '[]',
        resumed_by: null,
        told_by: null,
      },
    ]);
    db.close();
  });

  it('takes the pack in force for one that the program brought, and has room for those that come', () => {
    asItWas();
    const db = broughtUp();
    expect(db.prepare('SELECT id, version, json, source, jws FROM policy_pack').raw().all()).toEqual([
      ['no', '1', '{}', 'program', null],
    ]);
    expect(columns(db, 'pack_received')).toEqual(['id', 'version', 'received_at', 'source', 'json', 'jws']);
    expect(columns(db, 'outing')).toEqual(['outing_id', 'revision', 'booking_id', 'ward', 'out', 'back']);
    db.close();
  });

  it('gives a new database what it gives an old one', () => {
    asItWas();
    const old = broughtUp();
    const schemaOf = (db: Database) =>
      db.prepare(`SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name`).all();
    const before = schemaOf(old);
    old.close();
    rmSync(join(folder, 'kiosk.db'));
    for (const end of ['-wal', '-shm']) rmSync(join(folder, `kiosk.db${end}`), { force: true });
    const made = open();
    expect(schemaOf(made)).toEqual(before);
    made.close();
  });
});
