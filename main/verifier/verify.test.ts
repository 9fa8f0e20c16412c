import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seenAt } from '../../shared/domain/presence.ts';
import { KIOSK, checkIn, newReceipt, newSecrets, startProtocol } from '../../test/support/protocol.ts';
import type { TestProtocol } from '../../test/support/protocol.ts';
import { rehash, withWallsDown } from '../../test/support/tampering.ts';
import { verdictOf } from '../../test/support/verdict.ts';
import type { Secrets } from '../core/ports.ts';
import { HEAD_PURPOSE, signClaims } from '../core/protocol/heads.ts';
import { newRecipientKeys } from '../core/protocol/keys.ts';
import { verifyLine } from './report.ts';
import type { VerifyResult } from './verify.ts';

const MINUTE = 60_000;
let kiosk: TestProtocol;
let headAtFive: string;

/** Eight events: 1 in, 2 waits, 3 help, 4 let in, 5 out, [head signed], 6 in, 7 corrected, 8 a rejected code. */
beforeEach(async () => {
  kiosk = startProtocol();
  const { protocol, clock } = kiosk;
  await protocol.addRecipient('municipality', newRecipientKeys().publicJwk);
  await protocol.ensureDayKey();
  const first = checkIn(protocol);
  const second = checkIn(protocol, { outcome: 'wait-for-staff' });
  const write = (event: Parameters<typeof protocol.append>[0]) => {
    clock.advance(MINUTE);
    protocol.transaction(() => protocol.append(event));
  };
  write({ type: 'help.called', body: { screen: 'attract' }, actor: 'visitor' });
  write({
    type: 'visit.overridden',
    body: {
      from: 'wait-for-staff',
      to: 'admit',
      reason: 'agreed-by-manager',
      arrived: seenAt(protocol.now(), 'seen-by-staff'),
    },
    visitId: second,
    actor: 'staff:kari',
    personal: { reasonText: 'agreed with the ward' },
  });
  write({
    type: 'visit.checked-out',
    body: { left: seenAt(protocol.now(), 'scanned') },
    visitId: first,
    actor: 'visitor',
  });
  headAtFive = await protocol.signHead();
  const third = checkIn(protocol);
  write({
    type: 'visit.corrected',
    body: { reason: 'wrong-party', changes: { partySize: 3 } },
    visitId: third,
    actor: 'staff:kari',
  });
  write({
    type: 'code.rejected',
    body: { result: 'expired', bookingId: null, via: 'camera' },
    actor: 'kiosk',
  });
});
afterEach(() => kiosk.end());

/** Changes a copy of the database with every wall down, puts the walls up again, and verifies the copy. */
const tampered = async (
  change: (raw: Database.Database) => void,
  extra: { secrets?: Secrets; heads?: string[] } = {},
): Promise<VerifyResult> => {
  const copy = join(kiosk.folder, 'copy.db');
  await kiosk.db.backup(copy);
  withWallsDown(copy, change);
  return verdictOf(copy, { secrets: kiosk.secrets, slice: 3, ...extra });
};

/** The event and kind of each finding. */
const told = ({ findings }: VerifyResult) => findings.map(({ seq, code }) => `${seq} ${code}`);
const saying = (part: string): unknown => expect.stringContaining(part);
const first = (result: VerifyResult) => result.findings[0];
const VISIT_OF = (seq: number) => `(SELECT visit_id FROM event WHERE seq = ${seq})`;
/** As the kiosk erases, but for the event that says so. */
const ERASE_FIRST = `UPDATE visit_key SET wrapped = NULL WHERE visit_id = ${VISIT_OF(1)};
  UPDATE sealed SET ciphertext = NULL WHERE seq = 1; DELETE FROM sealed WHERE seq = 1`;

describe('verification of an honest protocol', () => {
  it('says that it holds, how long it is, and what was opened', async () => {
    const result = await tampered(() => undefined);
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
    const { protocol } = kiosk;
    const visitIds = [
      kiosk.db
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
    const result = await tampered((raw) => raw.exec(ERASE_FIRST));
    expect(result).toMatchObject({ findings: [], sealed: { opened: 3, erased: 1 } });
  });

  it('still holds when a past day is closed to the kiosk', async () => {
    kiosk.clock.advance(24 * 60 * MINUTE);
    await kiosk.protocol.ensureDayKey();
    kiosk.protocol.closePastDays();
    const result = await tampered(() => undefined);
    expect(result.findings).toEqual([]);
    expect(result.sealed.closed).toBeGreaterThan(0);
  });

  it('holds while the kiosk has it open', async () => {
    expect(await verdictOf(kiosk.file, { secrets: kiosk.secrets })).toMatchObject({ holds: true });
  });

  it('holds without the kiosk’s keys, and says that signatures were not asked', async () => {
    const result = await verdictOf(kiosk.file);
    expect(result).toMatchObject({ findings: [], sealed: { opened: 0, closed: 4 }, signatures: false });
    expect(verifyLine(result)).toContain('signatures not checked');
  });
});

describe('verification finds', () => {
  it('a flipped letter in a body', async () => {
    const result = await tampered((raw) =>
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
    const result = await tampered((raw) =>
      raw.prepare(`UPDATE event SET ${column} = ? WHERE seq = 3`).run(value),
    );
    expect(first(result)).toMatchObject({ seq: 3 });
  });

  it('letters that are not UTF-8 in the place of one that stands for such letters', async () => {
    const { protocol } = kiosk;
    protocol.transaction(() =>
      protocol.append({ type: 'help.called', body: { screen: 'a\uFFFDb' }, actor: 'visitor' }),
    );
    expect(told(await tampered(() => undefined))).toEqual([]);
    const result = await tampered((raw) =>
      raw.exec(`UPDATE event SET body = CAST(x'7b2273637265656e223a2261ff62227d' AS TEXT) WHERE seq = 9`),
    );
    expect(told(result)).toContain('9 hash');
  });

  it('two rows that changed places', async () => {
    const result = await tampered((raw) =>
      raw.exec(`UPDATE event SET seq = 99 WHERE seq = 3; UPDATE event SET seq = 3 WHERE seq = 4;
        UPDATE event SET seq = 4 WHERE seq = 99`),
    );
    expect(first(result)).toMatchObject({ seq: 3 });
  });

  it('an event gone from the middle', async () => {
    const result = await tampered((raw) => raw.exec('DELETE FROM event WHERE seq = 4'));
    expect(first(result)).toEqual({ seq: 4, code: 'missing', text: 'it is missing from the middle' });
  });

  it('an event gone from the middle with the rest moved up', async () => {
    const result = await tampered((raw) => {
      raw.exec(`DELETE FROM event WHERE seq = 3`);
      for (let seq = 4; seq <= 8; seq += 1) raw.exec(`UPDATE event SET seq = ${seq - 1} WHERE seq = ${seq}`);
    });
    expect(first(result)).toMatchObject({ seq: 3, code: 'chain', text: saying('does not continue') });
  });

  it('events with numbers that none has', async () => {
    const below = await tampered((raw) => raw.exec('UPDATE event SET seq = -1 WHERE seq = 1'));
    expect(told(below)).toEqual(expect.arrayContaining(['1 missing', '0 numbered-below-one']));
    const far = await tampered((raw) => raw.exec('UPDATE event SET seq = 4000000 WHERE seq = 8'));
    expect(told(far)).toEqual(expect.arrayContaining(['8 missing', '4000000 numbered-beyond']));
  });

  it('a cut tail, by what still points at it', async () => {
    const result = await tampered((raw) => raw.exec('DELETE FROM event WHERE seq >= 8'));
    expect(first(result)).toEqual({
      seq: 8,
      code: 'pointer',
      text: 'it is gone: the outbox still points at event 8',
    });
  });

  it('a tail cut with all that pointed at it, by a signed head', async () => {
    const cut = (raw: Database.Database) => {
      raw.exec(`DELETE FROM presence WHERE visit_id <> ${VISIT_OF(1)};
        UPDATE presence SET ends_earliest = NULL, ends_latest = NULL;
        DELETE FROM visit_key WHERE visit_id IN (SELECT visit_id FROM event WHERE seq > 5) OR kind = 'reason';
        DELETE FROM event WHERE seq > 3; DELETE FROM outbox WHERE seq > 3; DELETE FROM sealed WHERE seq > 3;
        DELETE FROM visit WHERE opened_by > 3;
        UPDATE visit SET state = 'inside', revision = 1, "left" = NULL WHERE opened_by = 1;
        UPDATE visit SET state = 'waiting', revision = 2, outcome = 'wait-for-staff', arrived = NULL, overridden = 0
          WHERE opened_by = 2`);
    };
    expect((await tampered(cut)).findings).toEqual([
      { seq: 4, code: 'pointer', text: 'it is gone: a signed head still points at event 5' },
    ]);
    const withoutHead = (raw: Database.Database) => {
      cut(raw);
      raw.exec('DELETE FROM head');
    };
    expect(await tampered(withoutHead)).toMatchObject({ findings: [], length: 3 });
    expect((await tampered(withoutHead, { heads: [headAtFive] })).findings).toEqual([
      { seq: 4, code: 'head-length', text: 'it is gone: a head kept elsewhere counts 5 events' },
    ]);
  });

  it('an event that is not in the outbox', async () => {
    const result = await tampered((raw) => raw.exec('DELETE FROM outbox WHERE seq = 7'));
    expect(result.findings).toEqual([{ seq: 7, code: 'outbox', text: 'it is missing from the outbox' }]);
  });

  it('an event that was hidden from the sync by calling it answered', async () => {
    const result = await tampered((raw) =>
      raw.exec(`UPDATE outbox SET state = 'acknowledged' WHERE seq = 3`),
    );
    expect(result.findings).toEqual([{ seq: 3, code: 'outbox-answer', text: saying('was answered') }]);
  });

  it('an event dated before the one before it', async () => {
    const result = await tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE event SET at = '2026-03-10T12:00:00.000Z' WHERE seq = 4`);
      rehash(raw, 4);
    });
    expect(told(result)).toContain('4 time-back');
  });

  it('an event that is dated by no instant, done by nobody, or without an id', async () => {
    const result = await tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE event SET at = '2026-03-10T12:61:00.000Z' WHERE seq = 3;
        UPDATE event SET actor = 'root' WHERE seq = 6; UPDATE event SET id = 'seven' WHERE seq = 7`);
      rehash(raw, 3);
    });
    expect(told(result)).toEqual(expect.arrayContaining(['3 row', '6 row', '7 row']));
  });

  it('an event of the future, and one of a version that nobody knows', async () => {
    const result = await tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE event SET type = 'help.sent' WHERE seq = 3;
        UPDATE event SET version = 9 WHERE seq = 8`);
      rehash(raw, 3);
    });
    expect(told(result)).toEqual(['3 unknown-type', '8 body']);
  });

  it('a body that is not of its type', async () => {
    const result = await tampered((raw) => {
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
    const result = await tampered((raw) => {
      raw.exec('DELETE FROM head');
      raw.prepare('UPDATE event SET body = ? WHERE seq = 3').run(body);
      rehash(raw, 3);
    });
    expect(told(result)).toEqual(['3 not-canonical']);
  });

  it('a body whose members are in another order', async () => {
    const result = await tampered((raw) => {
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
        await tampered((raw) => {
          raw.exec(`DELETE FROM head; UPDATE event SET refers_to = ${refersTo} WHERE seq = 7`);
          rehash(raw, 7);
        }),
      );
    expect(await of('8')).toContain('7 reference');
    expect(await of('1')).toEqual(['7 reference']);
    expect(await of('NULL')).toEqual(['7 reference']);
  });

  it('a visit’s event without a visit, and another’s with one', async () => {
    const result = await tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE event SET visit_id = NULL WHERE seq = 7;
        UPDATE event SET visit_id = ${VISIT_OF(1)} WHERE seq = 8`);
      rehash(raw, 7);
    });
    expect(told(result)).toEqual(expect.arrayContaining(['7 visit-id', '8 visit-id']));
  });
});

describe('verification finds of what follows from the events', () => {
  it('a step that a visit could not take, though the chain is whole', async () => {
    const result = await tampered((raw) => {
      raw.exec(`DELETE FROM head;
        UPDATE event SET body = replace(body, '"from":"wait-for-staff"', '"from":"admit"') WHERE seq = 4`);
      rehash(raw, 1);
    });
    expect(result.findings).toEqual([
      { seq: 4, code: 'step', text: saying('«wait-for-staff» was in force') },
    ]);
  });

  it('a visit that is opened twice', async () => {
    const result = await tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE event SET visit_id = ${VISIT_OF(1)} WHERE seq = 6`);
      rehash(raw, 6);
    });
    expect(told(result)).toContain('6 step');
  });

  it('a list of visits that says otherwise', async () => {
    const result = await tampered((raw) =>
      raw.exec(
        `UPDATE visit SET state = 'left' WHERE opened_by = 6; UPDATE visit SET place = 'p9' WHERE opened_by = 1`,
      ),
    );
    expect(result.findings).toEqual([
      { seq: 5, code: 'kept-visit', text: 'the list of visits says otherwise (place)' },
      { seq: 7, code: 'kept-visit', text: 'the list of visits says otherwise (state)' },
    ]);
  });

  it.each([1, 2, 3, 4, 6, 7, 8])('a row of a visit that stands at another event (%s)', async (revision) => {
    const result = await tampered((raw) =>
      raw.exec(`UPDATE visit SET revision = ${revision} WHERE opened_by = 1`),
    );
    expect(result.findings).toContainEqual({
      seq: 5,
      code: 'kept-visit',
      text: 'the list of visits says otherwise (revision)',
    });
  });

  it('a visit missing from the list, and one too many', async () => {
    const missing = await tampered((raw) => raw.exec('DELETE FROM visit WHERE opened_by = 6'));
    expect(told(missing)).toContain('6 kept-visit');
    const extra = await tampered((raw) =>
      raw.exec(
        `INSERT INTO visit SELECT 'nobody', revision, state, opened_by, booking_id, '${newReceipt()}', outcome, ward, place,
           party_size, arrived, "left", overridden, day, legs, resumed_by, told_by, last_day FROM visit WHERE opened_by = 6`,
      ),
    );
    expect(first(extra)).toMatchObject({ code: 'kept-visit', text: saying('no event opened') });
  });

  it('a presence that is changed, gone, or nobody’s', async () => {
    const of = async (sql: string) => told(await tampered((raw) => raw.exec(sql)));
    expect(
      await of(`UPDATE presence SET ends_latest = ends_latest + 1 WHERE visit_id = ${VISIT_OF(1)}`),
    ).toEqual(['5 kept-presence']);
    expect(await of(`DELETE FROM presence WHERE visit_id = ${VISIT_OF(1)}`)).toEqual(['5 kept-presence']);
    const copied = `SELECT 'x', leg, ward, place, starts_earliest, starts_latest, ends_earliest, ends_latest FROM presence LIMIT 1`;
    expect(await of(`INSERT INTO presence ${copied}`)).toEqual(['0 kept-presence']);
  });
});

describe('verification finds of sealed fields', () => {
  it('changed bytes', async () => {
    const result = await tampered((raw) =>
      raw.exec(`UPDATE sealed SET ciphertext = zeroblob(length(ciphertext)) WHERE seq = 4`),
    );
    expect(result.findings).toEqual([
      { seq: 4, code: 'sealed-digest', text: 'its sealed fields («reason») have been changed' },
    ]);
  });

  it('bytes that are gone although nobody erased their key', async () => {
    expect(told(await tampered((raw) => raw.exec('DELETE FROM sealed WHERE seq = 2')))).toEqual([
      '2 sealed-gone',
    ]);
    const emptied = await tampered((raw) => raw.exec('UPDATE sealed SET ciphertext = NULL WHERE seq = 2'));
    expect(told(emptied)).toEqual(['2 sealed-gone']);
  });

  it('fields of an event that has none', async () => {
    const result = await tampered((raw) =>
      raw.exec(`INSERT INTO sealed VALUES (3, 'identity', zeroblob(32), zeroblob(32), x'00')`),
    );
    expect(told(result)).toEqual(['3 sealed-extra']);
  });

  it('a changed commitment, also when the chain was made good after it', async () => {
    const change = `UPDATE event SET commitment = zeroblob(32) WHERE seq = 6`;
    expect(told(await tampered((raw) => raw.exec(change)))).toContain('6 hash');
    const forged = await tampered((raw) => {
      raw.exec(change);
      rehash(raw, 6);
    });
    expect(told(forged)).toEqual(['6 sealed-digest']);
  });

  it('other fields under the same key', async () => {
    const result = await tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE sealed SET commitment = zeroblob(32) WHERE seq = 1`);
    });
    expect(told(result)).toEqual(['1 sealed-digest', '1 sealed-commitment']);
  });

  it('a changed visit key', async () => {
    const result = await tampered((raw) =>
      raw.exec(`UPDATE visit_key SET wrapped = zeroblob(60) WHERE visit_id = ${VISIT_OF(1)}`),
    );
    expect(result.findings).toEqual([
      { seq: 1, code: 'key-unopened', text: saying('does not open with «2026-03-10.identity»') },
    ]);
  });

  it('a kiosk key that is not the one the day keys are wrapped with', async () => {
    const other = { ...kiosk.secrets, kioskKey: newSecrets().kioskKey };
    const result = await tampered(() => undefined, { secrets: other });
    expect(first(result)).toMatchObject({ seq: 1, code: 'key-unopened' });
  });

  it('a key that is gone although no event says that it was erased', async () => {
    const result = await tampered((raw) => raw.exec(ERASE_FIRST));
    expect(result.findings).toEqual([
      {
        seq: 5,
        code: 'erased-unaccounted',
        text: 'the key of its visit («identity») is gone, and no event says that it was erased',
      },
    ]);
  });

  it('a visit without its key, a key without a visit, and a key under a name that is none', async () => {
    const of = async (sql: string) => told(await tampered((raw) => raw.exec(sql)));
    expect(await of(`DELETE FROM visit_key WHERE visit_id = ${VISIT_OF(1)}`)).toEqual(['1 key-missing']);
    expect(
      await of(`INSERT INTO visit_key SELECT 'x', kind, key_name, wrapped FROM visit_key LIMIT 1`),
    ).toEqual(['0 key-extra']);
    expect(await of(`UPDATE visit_key SET key_name = 'x' WHERE visit_id = ${VISIT_OF(1)}`)).toContain(
      '5 key-name',
    );
  });
});

describe('verification finds of signed heads', () => {
  it('a whole chain forged anew, by the head that was signed before', async () => {
    const result = await tampered((raw) => {
      raw.exec(`UPDATE event SET body = replace(body, 'attract', 'thanks') WHERE seq = 3`);
      rehash(raw, 3);
    });
    expect(result.findings).toEqual([
      { seq: 5, code: 'head', text: saying('not the event that a signed head was signed for') },
    ]);
  });

  it('a head that somebody else signed for a forged chain', async () => {
    const theirs = await signClaims(
      { purpose: HEAD_PURPOSE, kiosk: KIOSK, length: 5, hash: 'AAAA', at: kiosk.protocol.now() },
      newSecrets().signingKey,
    );
    const result = await tampered((raw) => raw.prepare('UPDATE head SET jws = ?').run(theirs));
    expect(result.findings).toEqual([
      { seq: 5, code: 'head-signature', text: 'the signature of a signed head is not this kiosk’s' },
    ]);
  });

  it('a head that is not the one that was signed', async () => {
    const of = async (sql: string) => told(await tampered((raw) => raw.exec(sql)));
    expect(await of('UPDATE head SET hash = zeroblob(32)')).toEqual(['5 head']);
    expect(await of(`UPDATE head SET at = '2026-03-10T12:00:00.000Z'`)).toEqual(['5 head']);
    expect(await of('UPDATE head SET length = 6')).toEqual(['6 head']);
  });

  it('a head kept elsewhere that is another chain’s, or nobody’s', async () => {
    const forged = await tampered(
      (raw) => {
        raw.exec(
          `DELETE FROM head; UPDATE event SET body = replace(body, 'attract', 'thanks') WHERE seq = 3`,
        );
        rehash(raw, 3);
      },
      { heads: [headAtFive, 'no.head.at-all'] },
    );
    expect(told(forged)).toEqual(['5 head', '0 head-signature']);
  });
});

describe('verification finds of the file', () => {
  it('a wall that was taken down and not put up again', async () => {
    kiosk.db.exec('DROP TRIGGER event_is_never_deleted');
    const result = await verdictOf(kiosk.file, { secrets: kiosk.secrets });
    expect(verifyLine(result)).toBe(
      'The visit protocol does not hold: the trigger «event_is_never_deleted» is missing.',
    );
  });

  it('a table of somebody else’s', async () => {
    kiosk.db.exec('CREATE TABLE other (a)');
    expect(told(await verdictOf(kiosk.file))).toEqual(['0 schema']);
  });

  it('an index that does not have what its table has', async () => {
    const result = await tampered((raw) => {
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
    const of = (name: string) => verdictOf(join(kiosk.folder, name));
    await expect(of('none.db')).rejects.toThrow('There is no');
    writeFileSync(join(kiosk.folder, 'empty.db'), '');
    await expect(of('empty.db')).rejects.toThrow('it is empty');
    writeFileSync(join(kiosk.folder, 'text.db'), 'no database at all '.repeat(500));
    await expect(of('text.db')).rejects.toThrow('damaged');
    new Database(join(kiosk.folder, 'other.db')).exec('CREATE TABLE a (b)').close();
    await expect(of('other.db')).rejects.toThrow('another program');
  });
});
