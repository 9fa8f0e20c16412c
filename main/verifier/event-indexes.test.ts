/** An index that says otherwise than its table: the kiosk would find other events by it than are verified. */
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSmallHouse, VISIT_OF } from '../../test/support/small-house.ts';
import type { SmallHouse } from '../../test/support/small-house.ts';
import { createFindings } from './findings.ts';
import { judgeFile } from './schema.ts';

let house: SmallHouse;
beforeEach(async () => {
  house = await startSmallHouse();
});
afterEach(() => house.end());

/** Makes a change that the index follows, and takes it back while SQLite does not know of the index. */
const lied = (raw: Database, index: string, change: string, back: string): void => {
  raw.unsafeMode(true);
  const version = (): number => Number(raw.pragma('schema_version', { simple: true }));
  const part = raw
    .prepare(`SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE name = ?`)
    .raw();
  raw.exec(change);
  const row = part.get(index);
  raw.pragma('writable_schema = ON');
  raw.prepare('DELETE FROM sqlite_schema WHERE name = ?').run(index);
  raw.pragma(`schema_version = ${version() + 1}`);
  raw.exec(back);
  raw.prepare('INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)').run(row);
  raw.pragma(`schema_version = ${version() + 1}`);
  raw.pragma('writable_schema = OFF');
  raw.unsafeMode(false);
};

const INDEXES = 'the indexes of the events say otherwise of it than their table';
const found = async (index: string, change: string, back: string) => {
  const { findings } = await house.tampered((raw) => lied(raw, index, change, back));
  return findings.filter(({ seq }) => seq > 0).map(({ seq, text }) => `${seq} ${text}`);
};

describe('an index of the events that differs from their table', () => {
  it('is found where it has an event of another visit', async () => {
    const first = house.visitOf(1);
    expect(
      await found(
        'event_by_visit',
        `UPDATE event SET visit_id = ${VISIT_OF(2)} WHERE seq = 5`,
        `UPDATE event SET visit_id = '${first}' WHERE seq = 5`,
      ),
    ).toContain(`5 ${INDEXES}`);
  });

  it('is found where it has the events of two visits for each other’s', async () => {
    const swap = `UPDATE event SET visit_id = CASE visit_id WHEN '${house.visitOf(1)}' THEN '${house.visitOf(6)}' ELSE '${house.visitOf(1)}' END
      WHERE visit_id IN ('${house.visitOf(1)}', '${house.visitOf(6)}')`;
    expect(await found('event_by_visit', swap, swap)).toEqual(
      expect.arrayContaining([
        '1 the index «event_by_visit» has it of another visit',
        '6 the index «event_by_visit» has it of another visit',
      ]),
    );
  });

  it('is found where it lacks an event', async () => {
    const visit = house.visitOf(5);
    expect(
      await found(
        'event_by_visit',
        'UPDATE event SET visit_id = NULL WHERE seq = 5',
        `UPDATE event SET visit_id = '${visit}' WHERE seq = 5`,
      ),
    ).toContain(`5 ${INDEXES}`);
  });

  it('is found where it lacks an event of the house, or calls it another', async () => {
    const back = `UPDATE event SET visit_id = NULL, type = 'help.called' WHERE seq = 3`;
    expect(await found('event_of_house', `UPDATE event SET visit_id = 'x' WHERE seq = 3`, back)).toContain(
      `3 ${INDEXES}`,
    );
    expect(
      await found('event_of_house', `UPDATE event SET type = 'day.closed' WHERE seq = 3`, back),
    ).toContain(`3 ${INDEXES}`);
  });
});

it('SQLite compares the indexes of all but the large tables, however long a protocol is', async () => {
  const copy = join(house.kiosk.folder, 'indexes.db');
  await house.kiosk.db.backup(copy);
  const findings = createFindings();
  const raw = new SqliteDatabase(copy);
  try {
    judgeFile(raw, false, findings);
    expect(findings.all()).toEqual([]);
    const set = (state: string) => `UPDATE outbox SET state = '${state}' WHERE seq = 3`;
    lied(raw, 'outbox_waiting', set('refused'), set('waiting'));
    judgeFile(raw, false, findings);
    expect(findings.all()).toContainEqual({
      seq: 0,
      code: 'unsound',
      text: expect.stringContaining('missing from index outbox_waiting') as unknown,
    });
  } finally {
    raw.close();
  }
});
