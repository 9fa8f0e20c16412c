/** A check-in at the door of the large house: the append with its sealing, and the durable commit, beside a bare durable insert of as many bytes. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { newId } from '../../../main/core/protocol/new-id.ts';
import type { Protocol } from '../../../main/core/protocol/types.ts';
import { percentiles, ratio, timed } from './figures.ts';
import type { House } from './house.ts';
import { openingOf, personalOf } from './visits.ts';

const WARM_UP = 50;

/** What one check-in leaves in the tables: the bytes of each row, by table. */
const rowsOf = (db: Database.Database, visitId: string): number[][] =>
  [
    'SELECT * FROM event WHERE visit_id = ?',
    'SELECT sealed.* FROM sealed JOIN event USING (seq) WHERE visit_id = ?',
    'SELECT * FROM visit_key WHERE visit_id = ?',
    'SELECT * FROM visit WHERE visit_id = ?',
    'SELECT * FROM presence WHERE visit_id = ?',
    'SELECT outbox.* FROM outbox JOIN event USING (seq) WHERE visit_id = ?',
  ]
    .map((sql) => db.prepare(sql).raw().all(visitId) as unknown[][])
    .map((rows) => rows.map((row) => row.reduce<number>((sum, value) => sum + sizeOf(value), 0)));
const sizeOf = (value: unknown): number => {
  if (Buffer.isBuffer(value)) return value.length;
  return typeof value === 'string' ? Buffer.byteLength(value) : 8;
};

export interface DoorFigures {
  readonly bytes: number;
  readonly append: { p50: number; p99: number };
  readonly commit: { p50: number; p99: number };
  /** One row of as many bytes. */
  readonly bare: { p50: number; p99: number };
  readonly ratio: number;
  /** As many rows, each of its bytes, in as many tables with no index beside. */
  readonly bareRows: { p50: number; p99: number };
  readonly rows: number;
}

/** `turns` check-ins, turn about with the bare insert so that a slow moment of the disk falls on both; `between` runs after each. */
export const measureDoor = async (
  house: House,
  { db, protocol }: { db: Database.Database; protocol: Protocol },
  first: number,
  turns: number,
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<DoorFigures> => {
  const bare = new Database(join(house.folder, 'bare.db'));
  bare.pragma('journal_mode = WAL');
  bare.pragma('synchronous = FULL');
  bare.exec('CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
  const insertBare = bare.prepare('INSERT INTO row (bytes) VALUES (?)');
  const [append, commit, alone, aloneRows]: [number[], number[], number[], number[]] = [[], [], [], []];
  let bytes = 0;
  let tables: number[][] = [];
  let insertRows: readonly Database.Statement[] = [];
  for (let turn = -WARM_UP; turn < turns; turn += 1) {
    const visit = first + turn + WARM_UP;
    house.clock.advance(1000);
    const visitId = newId(protocol.now());
    const event = {
      type: 'visit.checked-in',
      visitId,
      actor: 'visitor',
      body: openingOf(visit, protocol.now()),
      personal: personalOf(visit),
    } as const;
    let appended = 0;
    const whole = timed(() =>
      protocol.transaction(() => {
        appended = timed(() => protocol.append(event)).ms;
      }),
    );
    if (bytes === 0) {
      tables = rowsOf(db, visitId);
      bytes = tables.flat().reduce((sum, size) => sum + size, 0);
      insertRows = tables.map((_, index) => {
        bare.exec(
          `CREATE TABLE IF NOT EXISTS row_${index} (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT`,
        );
        return bare.prepare(`INSERT INTO row_${index} (bytes) VALUES (?)`);
      });
    }
    const payload = randomBytes(bytes);
    const payloads = tables.map((sizes) => sizes.map((size) => randomBytes(size)));
    const allRows = bare.transaction(() =>
      payloads.forEach((rows, table) => rows.forEach((row) => insertRows[table]?.run(row))),
    );
    const beside = timed(() => insertBare.run(payload));
    const besideRows = timed(() => allRows.immediate());
    await between();
    if (turn < 0) continue;
    append.push(appended);
    commit.push(whole.ms);
    alone.push(beside.ms);
    aloneRows.push(besideRows.ms);
  }
  bare.close();
  const [commits, bares] = [percentiles(commit), percentiles(alone)];
  return {
    bytes,
    append: percentiles(append),
    commit: commits,
    bare: bares,
    ratio: ratio(commits.p50, bares.p50),
    bareRows: percentiles(aloneRows),
    rows: tables.flat().length,
  };
};
