import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSmallHouse, told, VISIT_OF } from '../../test/support/small-house.ts';
import type { SmallHouse } from '../../test/support/small-house.ts';
import { verdictOf } from '../../test/support/verdict.ts';
import { verifyLine } from './report.ts';
import type { VerifyResult } from './verify.ts';

let house: SmallHouse;
beforeEach(async () => {
  house = await startSmallHouse();
});
afterEach(() => house.end());

const saying = (part: string): unknown => expect.stringContaining(part);
const first = (result: VerifyResult) => result.findings[0];
/** As the kiosk erases, but for the event that says so. */
const ERASE_FIRST = `UPDATE visit_key SET wrapped = NULL WHERE visit_id = ${VISIT_OF(1)};
  UPDATE sealed SET ciphertext = NULL WHERE seq = 1; DELETE FROM sealed WHERE seq = 1`;
const MINUTE = 60_000;

describe('verification of an honest protocol', () => {
  it('says that it holds, how long it is, and what was opened', async () => {
    const result = await house.tampered(() => undefined);
    expect(result).toMatchObject({
      holds: true,
      findings: [],
      length: 8,
      sealed: { opened: 4, closed: 0, erased: 0 },
      signatures: true,
    });
    expect(verifyLine(result)).toMatch(/^The visit protocol holds: 8 events/);
  });

  it('still holds when the fields of a visit are erased, and an event says so', async () => {
    const { protocol } = house.kiosk;
    const visitIds = [
      house.kiosk.db
        .prepare<[], string>(`SELECT ${VISIT_OF(1)}`)
        .pluck()
        .get() ?? '',
    ];
    protocol.transaction(() =>
      protocol.append({
        type: 'fields.erased',
        body: { why: 'request', kind: 'identity', upTo: null, days: null, visitIds, visits: 1, events: 1 },
        actor: 'staff:kari',
      }),
    );
    const result = await house.tampered((raw) => raw.exec(ERASE_FIRST));
    expect(result).toMatchObject({ findings: [], sealed: { opened: 3, erased: 1 } });
  });

  it('still holds when a past day is closed to the kiosk', async () => {
    house.kiosk.clock.advance(24 * 60 * MINUTE);
    await house.kiosk.protocol.ensureDayKey();
    house.kiosk.protocol.closePastDays();
    const result = await house.tampered(() => undefined);
    expect(result.findings).toEqual([]);
    expect(result.sealed.closed).toBeGreaterThan(0);
  });

  it('holds while the kiosk has it open', async () => {
    expect(await verdictOf(house.kiosk.file, { secrets: house.kiosk.secrets })).toMatchObject({
      holds: true,
    });
  });

  it('is the same on more threads than one, also while the kiosk writes', async () => {
    const write = setInterval(
      () => house.write({ type: 'help.called', body: { screen: 'x' }, actor: 'visitor' }),
      5,
    );
    try {
      const { file, secrets } = house.kiosk;
      const result = await verdictOf(file, { secrets, slice: 1, threads: 2, heads: [house.headAtFive] });
      expect(result).toMatchObject({ findings: [], sealed: { opened: 4, closed: 0, erased: 0 } });
    } finally {
      clearInterval(write);
    }
    const change = `UPDATE visit SET place = 'p9' WHERE opened_by = 1; UPDATE event SET actor = 'kiosk' WHERE seq = 3`;
    const result = await house.tampered((raw) => raw.exec(change), { slice: 1, threads: 2 });
    expect(told(result)).toEqual(['3 hash', '5 kept-visit']);
  });

  it('holds without the kiosk’s keys, and says that signatures were not asked', async () => {
    const result = await verdictOf(house.kiosk.file);
    expect(result).toMatchObject({ findings: [], sealed: { opened: 0, closed: 4 }, signatures: false });
    expect(verifyLine(result)).toContain('signatures not checked');
  });
});

describe('verification finds of the file', () => {
  it('a wall that was taken down and not put up again', async () => {
    house.kiosk.db.exec('DROP TRIGGER event_is_never_deleted');
    const result = await verdictOf(house.kiosk.file, { secrets: house.kiosk.secrets });
    expect(verifyLine(result)).toBe(
      'The visit protocol does not hold: the trigger «event_is_never_deleted» is missing.',
    );
  });

  it('a table of somebody else’s', async () => {
    house.kiosk.db.exec('CREATE TABLE other (a)');
    expect(told(await verdictOf(house.kiosk.file))).toEqual(['0 schema']);
  });

  it('an index that does not have what its table has', async () => {
    const result = await house.tampered((raw) => {
      raw.exec(`UPDATE visit SET day = '2026-03-09' WHERE opened_by = 1`);
      raw.unsafeMode().pragma('writable_schema = ON');
      raw.exec(`CREATE TABLE aside AS SELECT * FROM sqlite_schema WHERE name = 'visit_by_day';
        DELETE FROM sqlite_schema WHERE name = 'visit_by_day'`);
      raw.pragma('writable_schema = RESET');
      raw.exec(`UPDATE visit SET day = '2026-03-10' WHERE opened_by = 1`);
      raw.pragma('writable_schema = ON');
      raw.exec('INSERT INTO sqlite_schema SELECT * FROM aside');
      raw.pragma('writable_schema = RESET');
      raw.exec('DROP TABLE aside');
    });
    expect(first(result)).toMatchObject({ code: 'unsound', text: saying('visit_by_day') });
  });

  it('nothing to read where there is no database, an empty one, or another program’s', async () => {
    const of = (name: string) => verdictOf(join(house.kiosk.folder, name));
    await expect(of('none.db')).rejects.toThrow('There is no');
    writeFileSync(join(house.kiosk.folder, 'empty.db'), '');
    await expect(of('empty.db')).rejects.toThrow('it is empty');
    writeFileSync(join(house.kiosk.folder, 'text.db'), 'no database at all '.repeat(500));
    await expect(of('text.db')).rejects.toThrow('damaged');
    new Database(join(house.kiosk.folder, 'other.db')).exec('CREATE TABLE a (b)').close();
    await expect(of('other.db')).rejects.toThrow('another program');
  });
});
