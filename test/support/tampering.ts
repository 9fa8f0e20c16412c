/** What somebody with the file in their hands could do to a protocol. */
import Database from 'better-sqlite3';
import { eventHash } from '../../main/core/protocol/chain.ts';
import { eventOf } from '../../main/core/protocol/rows.ts';
import type { EventRow } from '../../main/core/protocol/rows.ts';

/** Changes a database with every trigger and check out of the way, and puts the triggers back: not they are to tell. */
export const withWallsDown = (file: string, change: (raw: Database.Database) => void): void => {
  const raw = new Database(file);
  try {
    raw.pragma('foreign_keys = OFF');
    raw.pragma('ignore_check_constraints = ON');
    const walls = raw
      .prepare<[], { name: string; sql: string }>(
        `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`,
      )
      .all();
    for (const wall of walls) raw.exec(`DROP TRIGGER ${wall.name}`);
    change(raw);
    for (const wall of walls) raw.exec(wall.sql);
  } finally {
    raw.close();
  }
};

/** Makes the chain consistent again from an event on, as a thorough forger would. */
export const rehash = (raw: Database.Database, from: number): void => {
  const rows = raw.prepare<[number], EventRow>('SELECT * FROM event WHERE seq >= ? ORDER BY seq');
  const hashOf = raw.prepare<[number], Buffer>('SELECT hash FROM event WHERE seq = ?').pluck();
  for (const row of rows.all(from)) {
    const prev = hashOf.get(row.seq - 1) ?? Buffer.alloc(32);
    const hash = eventHash({ ...eventOf(row), prevHash: prev.toString('base64url') });
    raw.prepare('UPDATE event SET prev_hash = ?, hash = ? WHERE seq = ?').run(prev, hash, row.seq);
  }
};
