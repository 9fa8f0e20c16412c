/** SQLite alone with the rows of a check-in: the same values in the same tables, with their indexes and triggers, in a house that is otherwise empty. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MIGRATIONS } from '../../support/protocol.ts';

/** Where a check-in writes, and how its rows are found there. */
const ROWS_OF = {
  event: 'visit_id = ?',
  sealed: 'seq IN (SELECT seq FROM event WHERE visit_id = ?)',
  visit_key: 'visit_id = ?',
  visit: 'visit_id = ?',
  presence: 'visit_id = ?',
  outbox: 'seq IN (SELECT seq FROM event WHERE visit_id = ?)',
} as const;
const TABLES = Object.keys(ROWS_OF) as (keyof typeof ROWS_OF)[];
/** What names an event: there it is the next one. */
const NUMBERS = ['seq', 'revision', 'opened_by'];

type Row = Readonly<Record<string, unknown>>;

export const openSameRows = (folder: string, house: Database.Database) => {
  const file = join(folder, 'same-rows.db');
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = OFF');
  for (const name of readdirSync(MIGRATIONS).sort()) db.exec(readFileSync(join(MIGRATIONS, name), 'utf8'));
  const columnsOf = (table: string) =>
    db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
  const statements = TABLES.map((table) => ({
    read: house.prepare<[string], Row>(`SELECT * FROM ${table} WHERE ${ROWS_OF[table]}`),
    insert: db.prepare<[Row]>(
      `INSERT INTO ${table} VALUES (${columnsOf(table)
        .map((name) => `@${name}`)
        .join(', ')})`,
    ),
  }));
  let seq = 0;
  return {
    /** What a check-in left in the house, ready to be written here; `rows` and `bytes` of it. */
    of(visitId: string): { write: () => void; rows: number; bytes: number } {
      seq += 1;
      const renumbered = (row: Row): Row =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, NUMBERS.includes(name) ? seq : value]),
        );
      const inserts = statements.flatMap(({ read, insert }) =>
        read.all(visitId).map((row) => ({ insert, row: renumbered(row) })),
      );
      const all = db.transaction(() => {
        for (const { insert, row } of inserts) insert.run(row);
      });
      return {
        write: () => all.immediate(),
        rows: inserts.length,
        bytes: inserts
          .flatMap(({ row }) => Object.values(row))
          .reduce<number>((sum, value) => sum + sizeOf(value), 0),
      };
    },
    close: () => db.close(),
  };
};

const sizeOf = (value: unknown): number => {
  if (Buffer.isBuffer(value)) return value.length;
  return typeof value === 'string' ? Buffer.byteLength(value) : 8;
};
