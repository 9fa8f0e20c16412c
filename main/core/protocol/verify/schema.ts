/** What is asked of the database itself: that the walls around the log stand as the migrations built them. */
import Database from 'better-sqlite3';
import { migrate, readMigrations, startHistory } from '../../db/migrate.ts';

interface Part {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

const parts = (db: Database.Database): Part[] =>
  db
    .prepare<[], Part>(
      `SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`,
    )
    .all();

/** A sentence if a table, index or trigger is missing, changed, or not ours, or if SQLite finds the file unsound. */
export const schemaFault = (db: Database.Database, migrationsDir: string): string | null => {
  const model = new Database(':memory:');
  try {
    startHistory(model);
    migrate(model, readMigrations(migrationsDir), () => 0);
    const there = new Map(parts(db).map((part) => [part.name, part]));
    for (const part of parts(model)) {
      const found = there.get(part.name);
      if (!found) return `the ${part.type} «${part.name}» is missing`;
      if (found.sql !== part.sql || found.type !== part.type)
        return `the ${part.type} «${part.name}» has been changed`;
      there.delete(part.name);
    }
    for (const part of there.values()) return `the ${part.type} «${part.name}» is not of this program`;
  } finally {
    model.close();
  }
  const sound = db.pragma('integrity_check(1)', { simple: true });
  return sound === 'ok' ? null : `the file is unsound: ${String(sound)}`;
};
