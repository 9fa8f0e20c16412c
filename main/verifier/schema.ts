/** What is asked of the database itself: that the walls around the protocol stand as the migrations built them, and that the file is sound. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sha256 } from './encoding.ts';
import type { Findings } from './findings.ts';

export interface Migration {
  readonly number: number;
  readonly sql: string;
  readonly sha256: string;
}

/** The numbered files of the migrations' folder, as data. */
export const readMigrations = (folder: string): Migration[] =>
  readdirSync(folder)
    .filter((file) => /^\d{4}-.*\.sql$/.test(file))
    .sort()
    .map((file, index) => {
      const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
      return { number: index + 1, sql, sha256: sha256(Buffer.from(sql)).toString('hex') };
    });

const HISTORY = `CREATE TABLE migration (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  applied_at TEXT NOT NULL
) STRICT`;

interface Part {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}
const partsOf = (db: Database.Database): Part[] =>
  db
    .prepare<[], Part>(
      `SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`,
    )
    .all();

export const judgeSchema = (
  db: Database.Database,
  migrations: readonly Migration[],
  findings: Findings,
): void => {
  const tell = (text: string): void => findings.add(0, 'schema', text);
  const model = new Database(':memory:');
  try {
    model.pragma('foreign_keys = OFF');
    model.exec(HISTORY);
    for (const { sql } of migrations) model.exec(sql);
    const there = new Map(partsOf(db).map((part) => [part.name, part]));
    for (const part of partsOf(model)) {
      const found = there.get(part.name);
      if (!found) tell(`the ${part.type} «${part.name}» is missing`);
      else if (found.sql !== part.sql || found.type !== part.type)
        tell(`the ${part.type} «${part.name}» has been changed`);
      there.delete(part.name);
    }
    for (const part of there.values()) tell(`the ${part.type} «${part.name}» is not of this program`);
  } finally {
    model.close();
  }
};

/** Whose every index SQLite would take longer to compare than all else takes. */
const LARGE = ['event', 'visit'];

/** What SQLite itself finds: types, checks, pages, and every index against its table; those of the two large tables only where `ofLarge` is asked for. */
export const judgeFile = (db: Database.Database, ofLarge: boolean, findings: Findings): void => {
  const ask = (check: string): void => {
    for (const line of db.pragma(check) as readonly Readonly<Record<string, unknown>>[]) {
      const text = String(Object.values(line)[0]);
      if (text !== 'ok') findings.add(0, 'unsound', `the file is unsound: ${text}`);
    }
  };
  if (ofLarge) {
    ask('integrity_check');
    return;
  }
  ask('quick_check');
  const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  for (const table of tables.filter((name) => !LARGE.includes(name)))
    ask(`integrity_check("${table.replaceAll('"', '""')}")`);
};
