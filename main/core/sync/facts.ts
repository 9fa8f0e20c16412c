import type { Database } from 'better-sqlite3';

/** Single values by name (table `fact`). */
export interface Facts {
  get(name: string): string | null;
  set(name: string, value: string): void;
}

export const createFacts = (db: Database): Facts => {
  const select = db.prepare<[string], string>('SELECT value FROM fact WHERE name = ?').pluck();
  const upsert = db.prepare(
    'INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    get: (name) => select.get(name) ?? null,
    set: (name, value) => {
      upsert.run(name, value);
    },
  };
};
