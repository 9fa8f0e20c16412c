/** One event by itself, and its place in the chain. */
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSmallHouse, told, VISIT_OF } from '../../test/support/small-house.ts';
import type { SmallHouse } from '../../test/support/small-house.ts';
import { rehash } from '../../test/support/tampering.ts';
import { verifyLine } from './report.ts';
import type { VerifyResult } from './verify.ts';

let house: SmallHouse;
beforeEach(async () => {
  house = await startSmallHouse();
});
afterEach(() => house.end());

const saying = (part: string): unknown => expect.stringContaining(part);
const first = (result: VerifyResult) => result.findings[0];

describe('verification finds', () => {
  it('a flipped letter in a body', async () => {
    const result = await house.tampered((raw) =>
      raw.exec(`UPDATE event SET body = replace(body, 'attract', 'attracT') WHERE seq = 3`),
    );
    expect(result.findings).toEqual([
      { seq: 3, code: 'hash', text: 'it has been changed: its hash is not that of what it says' },
    ]);
    expect(verifyLine(result)).toBe(
      'The visit protocol does not hold at event 3: it has been changed: its hash is not that of what it says.',
    );
  });

  it.each([
    ['id', '9b3e4d0e-2a54-4f0e-8a3b-0d8a4ad0b6f1'],
    ['type', 'log.exported'],
    ['version', 2],
    ['at', '2026-03-10T12:01:00.001Z'],
    ['visit_id', '9b3e4d0e-2a54-4f0e-8a3b-0d8a4ad0b6f1'],
    ['refers_to', 2],
    ['actor', 'staff:ola'],
    ['prev_hash', Buffer.alloc(32)],
    ['hash', Buffer.alloc(32)],
    ['commitment', Buffer.alloc(32)],
  ])('a changed %s', async (column, value) => {
    const result = await house.tampered((raw) =>
      raw.prepare(`UPDATE event SET ${column} = ? WHERE seq = 3`).run(value),
    );
    expect(first(result)).toMatchObject({ seq: 3 });
  });

  it('letters that are not UTF-8 in the place of one that stands for such letters', async () => {
    const { protocol } = house.kiosk;
    protocol.transaction(() =>
      protocol.append({ type: 'help.called', body: { screen: 'a\uFFFDb' }, actor: 'visitor' }),
    );
    expect(told(await house.tampered(() => undefined))).toEqual([]);
    const result = await house.tampered((raw) =>
      raw.exec(`UPDATE event SET body = CAST(x'7b2273637265656e223a2261ff62227d' AS TEXT) WHERE seq = 9`),
    );
    expect(told(result)).toContain('9 hash');
  });

  it('two rows that changed places', async () => {
    const result = await house.tampered((raw) =>
      raw.exec(`UPDATE event SET seq = 99 WHERE seq = 3; UPDATE event SET seq = 3 WHERE seq = 4;
        UPDATE event SET seq = 4 WHERE seq = 99`),
    );
    expect(first(result)).toMatchObject({ seq: 3 });
  });

  it('an event gone from the middle', async () => {
    const result = await house.tampered((raw) => raw.exec('DELETE FROM event WHERE seq = 4'));
    expect(first(result)).toEqual({ seq: 4, code: 'missing', text: 'it is missing from the middle' });
  });

  it('an event gone from the middle with the rest moved up', async () => {
    const result = await house.tampered((raw) => {
      raw.exec(`DELETE FROM event WHERE seq = 3`);
      for (let seq = 4; seq <= 8; seq += 1) raw.exec(`UPDATE event SET seq = ${seq - 1} WHERE seq = ${seq}`);
    });
    expect(first(result)).toMatchObject({ seq: 3, code: 'chain', text: saying('does not continue') });
  });

  it('events with numbers that none has', async () => {
    const below = await house.tampered((raw) => raw.exec('UPDATE event SET seq = -1 WHERE seq = 1'));
    expect(told(below)).toEqual(expect.arrayContaining(['1 missing', '0 numbered-below-one']));
    const far = await house.tampered((raw) => raw.exec('UPDATE event SET seq = 4000000 WHERE seq = 8'));
    expect(told(far)).toEqual(expect.arrayContaining(['8 missing', '4000000 numbered-beyond']));
  });

  it('a cut tail, by what still points at it', async () => {
    const result = await house.tampered((raw) => raw.exec('DELETE FROM event WHERE seq >= 8'));
    expect(first(result)).toEqual({
      seq: 8,
      code: 'pointer',
      text: 'it is gone: the outbox still points at event 8',
    });
  });

  it('a tail cut with all that pointed at it, by a signed head', async () => {
    const cut = (raw: Database) => {
      raw.exec(`DELETE FROM presence WHERE visit_id <> ${VISIT_OF(1)};
        UPDATE presence SET ends_earliest = NULL, ends_latest = NULL;
        DELETE FROM visit_key WHERE visit_id IN (SELECT visit_id FROM event WHERE seq > 5) OR kind = 'reason';
        DELETE FROM event WHERE seq > 3; DELETE FROM outbox WHERE seq > 3; DELETE FROM sealed WHERE seq > 3;
        DELETE FROM visit WHERE opened_by > 3;
        UPDATE visit SET state = 'inside', revision = 1, "left" = NULL WHERE opened_by = 1;
        UPDATE visit SET state = 'waiting', revision = 2, outcome = 'wait-for-staff', arrived = NULL, overridden = 0
          WHERE opened_by = 2`);
    };
    expect((await house.tampered(cut)).findings).toEqual([
      { seq: 4, code: 'pointer', text: 'it is gone: a signed head still points at event 5' },
    ]);
    const withoutHead = (raw: Database) => {
      cut(raw);
      raw.exec('DELETE FROM head');
    };
    expect(await house.tampered(withoutHead)).toMatchObject({ findings: [], length: 3 });
    expect((await house.tampered(withoutHead, { heads: [house.headAtFive] })).findings).toEqual([
      { seq: 4, code: 'head-length', text: 'it is gone: a head kept elsewhere counts 5 events' },
    ]);
  });

  it('an event that is not in the outbox', async () => {
    const result = await house.tampered((raw) => raw.exec('DELETE FROM outbox WHERE seq = 7'));
    expect(result.findings).toEqual([{ seq: 7, code: 'outbox', text: 'it is missing from the outbox' }]);
  });

  it('an event that was hidden from the sync by calling it answered', async () => {
    const result = await house.tampered((raw) =>
      raw.exec(`UPDATE outbox SET state = 'acknowledged' WHERE seq = 3`),
    );
    expect(result.findings).toEqual([{ seq: 3, code: 'outbox-answer', text: saying('was answered') }]);
  });

  it('an event dated before the one before it', async () => {
    const result = await house.tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE event SET at = '2026-03-10T12:00:00.000Z' WHERE seq = 4`);
      rehash(raw, 4);
    });
    expect(told(result)).toContain('4 time-back');
  });

  it('an event that is dated by no instant, done by nobody, or without an id', async () => {
    const result = await house.tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE event SET at = '2026-03-10T12:61:00.000Z' WHERE seq = 3;
        UPDATE event SET actor = 'root' WHERE seq = 6; UPDATE event SET id = 'seven' WHERE seq = 7`);
      rehash(raw, 3);
    });
    expect(told(result)).toEqual(expect.arrayContaining(['3 row', '6 row', '7 row']));
  });

  it('an event of the future, and one of a version that nobody knows', async () => {
    const result = await house.tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE event SET type = 'help.sent' WHERE seq = 3;
        UPDATE event SET version = 9 WHERE seq = 8`);
      rehash(raw, 3);
    });
    expect(told(result)).toEqual(['3 unknown-type', '8 body']);
  });

  it('a body that is not of its type', async () => {
    const result = await house.tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE event SET body = '{"screen":1}' WHERE seq = 3`);
      rehash(raw, 3);
    });
    expect(result.findings).toEqual([
      { seq: 3, code: 'body', text: 'its body is not that of «help.called» version 1' },
    ]);
  });

  it.each([
    '{"screen": "attract"}',
    '{"screen":"attr\\u0061ct"}',
    '{"screen":"a","screen":"attract"}',
    '{"screen":"\\ud800"}',
  ])('a body that is not written as it should be: %s', async (body) => {
    const result = await house.tampered((raw) => {
      raw.exec('DELETE FROM head');
      raw.prepare('UPDATE event SET body = ? WHERE seq = 3').run(body);
      rehash(raw, 3);
    });
    expect(told(result)).toEqual(['3 not-canonical']);
  });

  it('a body so deep that nobody meant it', async () => {
    const result = await house.tampered((raw) => {
      raw.exec('DELETE FROM head');
      const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
      raw.prepare('UPDATE event SET body = ? WHERE seq = 3').run(deep);
      rehash(raw, 3);
    });
    expect(told(result)).toEqual(['3 not-canonical']);
  });

  it('a body whose members are in another order', async () => {
    const result = await house.tampered((raw) => {
      raw.exec(
        `DELETE FROM head; UPDATE event SET body = '{"via":"camera","result":"expired","bookingId":null}' WHERE seq = 8`,
      );
      rehash(raw, 8);
    });
    expect(told(result)).toEqual(['8 not-canonical']);
  });

  it('a reference to what comes later, to another visit, or to nothing', async () => {
    const of = async (refersTo: string) =>
      told(
        await house.tampered((raw) => {
          raw.exec(`DELETE FROM head; UPDATE event SET refers_to = ${refersTo} WHERE seq = 7`);
          rehash(raw, 7);
        }),
      );
    expect(await of('8')).toContain('7 reference');
    expect(await of('1')).toEqual(['7 reference']);
    expect(await of('NULL')).toEqual(['7 reference']);
  });

  it('a visit’s event without a visit, and another’s with one', async () => {
    const result = await house.tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE event SET visit_id = NULL WHERE seq = 7;
        UPDATE event SET visit_id = ${VISIT_OF(1)} WHERE seq = 8`);
      rehash(raw, 7);
    });
    expect(told(result)).toEqual(expect.arrayContaining(['7 visit-id', '8 visit-id']));
  });
});
