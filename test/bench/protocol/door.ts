/** A check-in at the door of the large house: the append with its sealing, and the durable commit, beside a bare durable insert of as many bytes, and of the same rows. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { newId } from '../../../main/core/protocol/new-id.ts';
import type { Protocol } from '../../../main/core/protocol/types.ts';
import { percentiles, ratio, timed } from './figures.ts';
import type { House } from './house.ts';
import { openSameRows } from './same-rows.ts';
import { openingOf, personalOf } from './visits.ts';

const WARM_UP = 50;

export interface DoorFigures {
  readonly bytes: number;
  readonly append: { p50: number; p99: number };
  readonly commit: { p50: number; p99: number };
  /** One row of as many bytes. */
  readonly bare: { p50: number; p99: number };
  readonly ratio: number;
  /** The same rows in the same tables, with their indexes. */
  readonly sameRows: { p50: number; p99: number };
  readonly besideSameRows: number;
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
  const same = openSameRows(house.folder, db);
  const [append, commit, alone, aloneRows]: [number[], number[], number[], number[]] = [[], [], [], []];
  let [bytes, rows] = [0, 0];
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
    const copy = same.of(visitId);
    ({ bytes, rows } = copy);
    const payload = randomBytes(bytes);
    const beside = timed(() => insertBare.run(payload));
    const besideRows = timed(copy.write);
    await between();
    if (turn < 0) continue;
    append.push(appended);
    commit.push(whole.ms);
    alone.push(beside.ms);
    aloneRows.push(besideRows.ms);
  }
  bare.close();
  same.close();
  const [commits, bares, sames] = [percentiles(commit), percentiles(alone), percentiles(aloneRows)];
  return {
    bytes,
    append: percentiles(append),
    commit: commits,
    bare: bares,
    ratio: ratio(commits.p50, bares.p50),
    sameRows: sames,
    besideSameRows: ratio(commits.p50, sames.p50),
    rows,
  };
};
