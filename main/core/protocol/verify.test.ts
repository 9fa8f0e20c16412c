import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seenAt } from '../../../shared/domain/presence.ts';
import {
  KIOSK,
  MIGRATIONS,
  ZONE,
  checkIn,
  newReceipt,
  newSecrets,
  startProtocol,
} from '../../../test/support/protocol.ts';
import type { TestProtocol } from '../../../test/support/protocol.ts';
import { openForReading } from '../db/open.ts';
import type { Secrets } from '../ports.ts';
import { eventHash } from './chain.ts';
import { HEAD_PURPOSE, signClaims } from './heads.ts';
import { newRecipientKeys } from './keys.ts';
import { eventOf } from './rows.ts';
import type { EventRow } from './rows.ts';
import { verify, verifyFile, verifyLine } from './verify.ts';
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

const options = (secrets: Secrets | undefined = kiosk.secrets) => ({
  migrationsDir: MIGRATIONS,
  settings: { institution: { zone: ZONE }, kiosk: { id: KIOSK } },
  secrets,
  slice: 3,
});

/** Changes a copy of the database with every wall down, puts the walls up again, and verifies the copy. */
const tampered = async (
  change: (raw: Database.Database) => void,
  extra: { secrets?: Secrets; heads?: string[] } = {},
): Promise<VerifyResult> => {
  const copy = join(kiosk.folder, 'copy.db');
  await kiosk.db.backup(copy);
  const raw = new Database(copy);
  raw.pragma('foreign_keys = OFF');
  raw.pragma('ignore_check_constraints = ON');
  const walls = raw
    .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
    .all();
  for (const wall of walls) raw.exec(`DROP TRIGGER ${wall.name}`);
  change(raw);
  for (const wall of walls) raw.exec(wall.sql);
  raw.close();
  const opened = openForReading(copy, { migrationsDir: MIGRATIONS });
  if (!opened.ok) throw new Error(opened.problem.message);
  try {
    return await verify(opened.db, { ...options(extra.secrets), heads: extra.heads ?? [] });
  } finally {
    opened.db.close();
  }
};

/** Makes the chain consistent again from an event on, as a thorough forger would. */
const rehash = (raw: Database.Database, from: number): void => {
  for (const row of raw
    .prepare<[number], EventRow>('SELECT * FROM event WHERE seq >= ? ORDER BY seq')
    .all(from)) {
    const before = raw
      .prepare<[number], Buffer>('SELECT hash FROM event WHERE seq = ?')
      .pluck()
      .get(row.seq - 1);
    const prev = before ?? Buffer.alloc(32);
    const hash = eventHash({ ...eventOf(row), prevHash: prev.toString('base64url') });
    raw.prepare('UPDATE event SET prev_hash = ?, hash = ? WHERE seq = ?').run(prev, hash, row.seq);
  }
};

const saying = (part: string): unknown => expect.stringContaining(part);

describe('verification of an honest protocol', () => {
  it('says that it holds, how long it is, and what was opened', async () => {
    const result = await tampered(() => undefined);
    expect(result).toMatchObject({
      ok: true,
      length: 8,
      sealed: { opened: 4, closed: 0, erased: 0 },
      signatures: true,
    });
    expect(verifyLine(result)).toMatch(/^The visit protocol holds: 8 events/);
  });

  it('still holds when the fields of a visit are erased', async () => {
    const result = await tampered((raw) => {
      raw.exec(`UPDATE visit_key SET wrapped = NULL WHERE visit_id = (SELECT visit_id FROM event WHERE seq = 1);
        UPDATE sealed SET ciphertext = NULL WHERE seq = 1; DELETE FROM sealed WHERE seq = 1`);
    });
    expect(result).toMatchObject({ ok: true, sealed: { opened: 3, erased: 1 } });
  });

  it('still holds when a past day is closed to the kiosk', async () => {
    const result = await tampered((raw) => raw.exec('UPDATE day_key SET kiosk_wrapped = NULL'));
    expect(result).toMatchObject({ ok: true, sealed: { opened: 0, closed: 4 } });
  });

  it('holds from another process’s point of view, while the kiosk has it open', async () => {
    expect(await verifyFile(kiosk.file, options())).toMatchObject({ status: 0 });
  });
});

describe('verification finds', () => {
  it('a flipped letter in a body', async () => {
    const result = await tampered((raw) =>
      raw.exec(`UPDATE event SET body = replace(body, 'attract', 'attracT') WHERE seq = 3`),
    );
    expect(result).toEqual({
      ok: false,
      seq: 3,
      reason: 'it has been changed: its hash is not that of what it says',
    });
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
  ])('a changed %s', async (column, value) => {
    const result = await tampered((raw) =>
      raw.prepare(`UPDATE event SET ${column} = ? WHERE seq = 3`).run(value),
    );
    expect(result).toMatchObject({ ok: false, seq: 3 });
  });

  it('two rows that changed places', async () => {
    const result = await tampered((raw) =>
      raw.exec(`UPDATE event SET seq = 99 WHERE seq = 3; UPDATE event SET seq = 3 WHERE seq = 4;
        UPDATE event SET seq = 4 WHERE seq = 99`),
    );
    expect(result).toMatchObject({ ok: false, seq: 3 });
  });

  it('an event gone from the middle', async () => {
    const result = await tampered((raw) => raw.exec('DELETE FROM event WHERE seq = 4'));
    expect(result).toEqual({ ok: false, seq: 4, reason: 'it is missing from the middle' });
  });

  it('an event gone from the middle with the rest moved up', async () => {
    const result = await tampered((raw) => {
      raw.exec(`DELETE FROM event WHERE seq = 3`);
      for (let seq = 4; seq <= 8; seq += 1) raw.exec(`UPDATE event SET seq = ${seq - 1} WHERE seq = ${seq}`);
    });
    expect(result).toMatchObject({ ok: false, seq: 3, reason: saying('does not continue') });
  });

  it('a cut tail, by what still points at it', async () => {
    const result = await tampered((raw) => raw.exec('DELETE FROM event WHERE seq >= 8'));
    expect(result).toEqual({ ok: false, seq: 8, reason: 'it is gone: the outbox still points at event 8' });
  });

  it('a tail cut with all that pointed at it, by a signed head', async () => {
    const cut = (raw: Database.Database) => {
      raw.exec(`DELETE FROM event WHERE seq > 3; DELETE FROM outbox WHERE seq > 3; DELETE FROM sealed WHERE seq > 3;
        DELETE FROM visit WHERE opened_by > 3;
        UPDATE visit SET state = 'inside', revision = 1, "left" = NULL WHERE opened_by = 1;
        UPDATE visit SET state = 'waiting', revision = 2, outcome = 'wait-for-staff', arrived = NULL, overridden = 0
          WHERE opened_by = 2`);
    };
    expect(await tampered(cut)).toEqual({
      ok: false,
      seq: 4,
      reason: 'it is gone: a signed head counts 5 events',
    });
    const withoutHead = (raw: Database.Database) => {
      cut(raw);
      raw.exec('DELETE FROM head');
    };
    expect(await tampered(withoutHead)).toMatchObject({ ok: true, length: 3 });
    expect(await tampered(withoutHead, { heads: [headAtFive] })).toEqual({
      ok: false,
      seq: 4,
      reason: 'it is gone: a head kept elsewhere counts 5 events',
    });
  });

  it('changed sealed fields', async () => {
    const result = await tampered((raw) =>
      raw.exec(`UPDATE sealed SET ciphertext = zeroblob(length(ciphertext)) WHERE seq = 4`),
    );
    expect(result).toEqual({ ok: false, seq: 4, reason: 'its sealed fields have been changed' });
  });

  it('sealed fields that are gone although nobody erased their key', async () => {
    const result = await tampered((raw) => raw.exec('DELETE FROM sealed WHERE seq = 2'));
    expect(result).toMatchObject({ ok: false, seq: 2, reason: saying('key is not erased') });
  });

  it('sealed fields for an event that has none', async () => {
    const result = await tampered((raw) => raw.exec(`INSERT INTO sealed VALUES (3, x'00')`));
    expect(result).toMatchObject({ ok: false, seq: 3 });
  });

  it('a changed commitment, also when the chain was made good after it', async () => {
    const change = `UPDATE event SET commitment = zeroblob(32) WHERE seq = 6`;
    expect(await tampered((raw) => raw.exec(change))).toMatchObject({ ok: false, seq: 6 });
    const forged = await tampered((raw) => {
      raw.exec(change);
      rehash(raw, 6);
    });
    expect(forged).toEqual({
      ok: false,
      seq: 6,
      reason: 'its sealed fields are not those that it is committed to',
    });
  });

  it('a changed visit key', async () => {
    const result = await tampered((raw) => raw.exec('UPDATE visit_key SET wrapped = zeroblob(60)'));
    expect(result).toEqual({ ok: false, seq: 1, reason: 'the key of its visit has been changed' });
  });

  it('a kiosk key that is not the one the day keys are wrapped with', async () => {
    const other = { ...kiosk.secrets, kioskKey: newSecrets().kioskKey };
    expect(await tampered(() => undefined, { secrets: other })).toEqual({
      ok: false,
      seq: 1,
      reason: 'the kiosk’s key does not open the key of 2026-03-10',
    });
  });

  it('a list of visits that says otherwise', async () => {
    const result = await tampered((raw) =>
      raw.exec(
        `UPDATE visit SET state = 'left' WHERE opened_by = 6; UPDATE visit SET place = 'p9' WHERE opened_by = 1`,
      ),
    );
    expect(result).toEqual({ ok: false, seq: 5, reason: 'the list of visits says otherwise (place)' });
  });

  it('a visit missing from the list, and one too many', async () => {
    expect(await tampered((raw) => raw.exec('DELETE FROM visit WHERE opened_by = 6'))).toMatchObject({
      ok: false,
      seq: 6,
    });
    const extra = await tampered((raw) =>
      raw.exec(`UPDATE visit SET visit_id = 'nobody', receipt = '${newReceipt()}' WHERE opened_by = 2`),
    );
    expect(extra).toMatchObject({ ok: false, seq: 2 });
  });

  it('an event that is not in the outbox', async () => {
    const result = await tampered((raw) => raw.exec('DELETE FROM outbox WHERE seq = 7'));
    expect(result).toEqual({ ok: false, seq: 7, reason: 'it is missing from the outbox' });
  });

  it('an event that was hidden from the sync by calling it answered', async () => {
    const result = await tampered((raw) =>
      raw.exec(`UPDATE outbox SET state = 'acknowledged' WHERE seq = 3`),
    );
    expect(result).toEqual({ ok: false, seq: 3, reason: saying('was answered') });
  });

  it('a whole chain forged anew, by the head that was signed before', async () => {
    const result = await tampered((raw) => {
      raw.exec(`UPDATE event SET body = replace(body, 'attract', 'thanks') WHERE seq = 3`);
      rehash(raw, 3);
    });
    expect(result).toMatchObject({
      ok: false,
      seq: 5,
      reason: saying('not the event that a signed head was signed for'),
    });
  });

  it('a head that somebody else signed for a forged chain', async () => {
    const theirs = await signClaims(
      { purpose: HEAD_PURPOSE, kiosk: KIOSK, length: 5, hash: 'AAAA', at: kiosk.protocol.now() },
      newSecrets().signingKey,
    );
    const result = await tampered((raw) => raw.prepare('UPDATE head SET jws = ?').run(theirs));
    expect(result).toEqual({
      ok: false,
      seq: 5,
      reason: 'the signature of a signed head is not this kiosk’s',
    });
  });

  it('a step that a visit could not take, though the chain is whole', async () => {
    const result = await tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE event SET visit_id = (SELECT visit_id FROM event WHERE seq = 2), refers_to = 2
        WHERE seq = 7; UPDATE event SET visit_id = (SELECT visit_id FROM event WHERE seq = 2), refers_to = 2 WHERE seq = 5;
        UPDATE event SET body = replace(body, '"from":"wait-for-staff"', '"from":"admit"') WHERE seq = 4`);
      rehash(raw, 1);
    });
    expect(result).toMatchObject({ ok: false, seq: 4, reason: saying('outcome-changed') });
  });

  it('an event dated before the one before it', async () => {
    const result = await tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE event SET at = '2026-03-10T12:00:00.000Z' WHERE seq = 4`);
      rehash(raw, 4);
    });
    expect(result).toMatchObject({ ok: false, seq: 4, reason: 'it is dated before the event before it' });
  });

  it('a body that is not of its type', async () => {
    const result = await tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE event SET body = '{"screen":1}' WHERE seq = 3`);
      rehash(raw, 3);
    });
    expect(result).toMatchObject({
      ok: false,
      seq: 3,
      reason: 'its body is not that of «help.called» version 1',
    });
  });

  it('a wall that was taken down and not put up again', async () => {
    kiosk.db.exec('DROP TRIGGER event_is_never_deleted');
    expect(await verifyFile(kiosk.file, options())).toEqual({
      status: 1,
      line: 'The visit protocol does not hold: the trigger «event_is_never_deleted» is missing.',
    });
  });

  it('nothing to read where there is no database', async () => {
    expect(await verifyFile(join(kiosk.folder, 'none.db'), options())).toMatchObject({ status: 2 });
  });
});
