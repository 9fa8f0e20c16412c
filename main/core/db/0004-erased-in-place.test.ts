import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foundIn } from '../../../test/support/on-disk.ts';
import {
  checkIn,
  KIOSK,
  MIGRATIONS,
  newSecrets,
  temporaryFolder,
  testClock,
  ZONE,
} from '../../../test/support/protocol.ts';
import { verdictOf } from '../../../test/support/verdict.ts';
import { openProtocol } from '../protocol/open.ts';
import { openDatabase } from './open.ts';

const FOURTH = '0004-erased-in-place.sql';
const clock = testClock();
const secrets = newSecrets();
let folder: string;
let before: string;
beforeEach(() => {
  folder = temporaryFolder();
  before = join(folder, 'migrations');
  mkdirSync(before);
  for (const file of readdirSync(MIGRATIONS))
    if (file < FOURTH) copyFileSync(join(MIGRATIONS, file), join(before, file));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'kiosk.db');
const open = (migrationsDir: string): Database => {
  const opened = openDatabase(file(), { migrationsDir, now: () => clock.now() });
  if (!opened.ok) throw new Error(opened.problem.message);
  return opened.db;
};
/** Of the third version, for the program of today, which asks for a column that was not there then. */
const openOld = (): Database => {
  const db = open(before);
  db.exec(`ALTER TABLE visit_key ADD COLUMN room TEXT NOT NULL DEFAULT ''`);
  return db;
};
const protocolOver = (db: Database) =>
  openProtocol(db, { clock, secrets, settings: { institution: { zone: ZONE }, kiosk: { id: KIOSK } } });

const ROWS = [
  'SELECT * FROM sealed ORDER BY seq, kind',
  'SELECT visit_id, kind, key_name, wrapped FROM visit_key ORDER BY visit_id, kind',
];
const rowsOf = (db: Database): unknown[][] => ROWS.map((sql) => db.prepare(sql).all());
const bytesOf = (db: Database): Buffer[] =>
  db
    .prepare<[], Buffer>(
      `SELECT ciphertext FROM sealed WHERE ciphertext IS NOT NULL UNION ALL SELECT wrapped FROM visit_key WHERE wrapped IS NOT NULL`,
    )
    .pluck()
    .all();

describe('migration 0004, for what is erased in its place', () => {
  it('keeps every row, and the names that are in them', async () => {
    const old = openOld();
    const protocol = protocolOver(old);
    await protocol.ensureDayKey();
    const visits = Array.from({ length: 200 }, (_, at) => checkIn(protocol, {}, `Visitor ${at}`));
    const rows = rowsOf(old);
    old.close();
    const db = open(MIGRATIONS);
    expect(rowsOf(db)).toEqual(rows);
    const after = protocolOver(db);
    for (const [at, visitId] of visits.entries())
      expect(after.personal(visitId)).toMatchObject({ visitorName: `Visitor ${at}` });
    checkIn(after, {}, 'Visitor 200');
    db.close();
    expect((await verdictOf(file(), { secrets, now: () => clock.now() })).findings).toEqual([]);
  });

  it('leaves no copy where the old tables lay: what is erased afterwards stands nowhere in the file', async () => {
    const old = openOld();
    const protocol = protocolOver(old);
    await protocol.ensureDayKey();
    for (let at = 0; at < 200; at += 1) checkIn(protocol, {}, `Visitor ${at}`);
    old.close();
    const db = open(MIGRATIONS);
    const bytes = bytesOf(db);
    // As retention does it: the keys first.
    db.exec('UPDATE visit_key SET wrapped = NULL; UPDATE sealed SET ciphertext = NULL');
    db.pragma('wal_checkpoint(TRUNCATE)');
    expect(bytes.length).toBe(400);
    expect(foundIn(folder, bytes)).toBe(0);
    db.close();
  });
});
