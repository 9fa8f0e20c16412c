import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { toInstant } from '../../../shared/domain/time.ts';

/** «BSVT»: says in the file's header whose database this is. */
export const APPLICATION_ID = 0x42535654;

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file with `\n` line ends, lower-case hex. */
  readonly sha256: string;
}

/** What stands in the way of using a database as it is; null when nothing does. */
export type HistoryProblem =
  | { code: 'not-ours' }
  | { code: 'newer'; database: number; program: number }
  | { code: 'diverging'; number: number };

const HISTORY_TABLE = `CREATE TABLE migration (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  applied_at TEXT NOT NULL
) STRICT`;

/** The numbered files (`0001-initial.sql` …) of a folder. Throws when they are not 1, 2, 3 … without gaps: that is a fault of the program. */
export const readMigrations = (folder: string): Migration[] => {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((file, index) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1]);
    if (number !== index + 1) throw new Error(`migration files are out of order at «${file}»`);
    const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    return { number, name: file.slice(0, -4), sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
};

const pragma = (db: Database, name: string): number => Number(db.pragma(name, { simple: true }));

/** Compares the history in the database with the program's. Only reads. */
export const historyProblem = (db: Database, migrations: readonly Migration[]): HistoryProblem | null => {
  if (pragma(db, 'application_id') !== APPLICATION_ID) return { code: 'not-ours' };
  const version = pragma(db, 'user_version');
  if (version > migrations.length) return { code: 'newer', database: version, program: migrations.length };
  const recorded = db
    .prepare<[], { number: number; sha256: string }>('SELECT number, sha256 FROM migration ORDER BY number')
    .all();
  for (let index = 0; index < Math.max(version, recorded.length); index += 1) {
    const row = recorded[index];
    const expected = migrations[index];
    if (index >= version || row?.number !== index + 1 || row.sha256 !== expected?.sha256)
      return { code: 'diverging', number: index + 1 };
  }
  return null;
};

/** Marks an empty database as ours. */
export const startHistory = (db: Database): void => {
  db.exec(HISTORY_TABLE);
  db.pragma(`application_id = ${APPLICATION_ID}`);
};

/** What must be done outside the database before a migration; done again when a crash came in between. */
export type Before = Readonly<Record<number, (db: Database, now: number) => void>>;

/**
 * Applies what is missing, each migration in one transaction with its record and `user_version`. Throws if one fails;
 * the database then stands at the one before.
 */
export const migrate = (
  db: Database,
  migrations: readonly Migration[],
  now: () => number,
  before: Before = {},
): void => {
  // A migration may rebuild tables that others refer to; what it leaves behind is checked before it is kept.
  db.pragma('foreign_keys = OFF');
  try {
    for (const migration of migrations.slice(pragma(db, 'user_version'))) {
      before[migration.number]?.(db, now());
      apply(db, migration, now());
    }
  } finally {
    db.pragma('foreign_keys = ON');
  }
};

const apply = (db: Database, migration: Migration, now: number): void => {
  db.transaction(() => {
    // Another process may have come first while this one waited.
    if (pragma(db, 'user_version') >= migration.number) return;
    db.exec(migration.sql);
    if (!db.inTransaction) throw new Error(`migration ${migration.name} ended its own transaction`);
    const dangling = db.pragma('foreign_key_check') as unknown[];
    if (dangling.length > 0) throw new Error(`migration ${migration.name} leaves rows that point nowhere`);
    db.prepare('INSERT INTO migration (number, name, sha256, applied_at) VALUES (?, ?, ?, ?)').run(
      migration.number,
      migration.name,
      migration.sha256,
      toInstant(now),
    );
    db.pragma(`user_version = ${migration.number}`);
  }).immediate();
};
