import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIn, startProtocol } from '../../../test/support/protocol.ts';
import type { TestProtocol } from '../../../test/support/protocol.ts';

let kiosk: TestProtocol;
beforeEach(async () => {
  kiosk = startProtocol();
  checkIn(kiosk.protocol);
  checkIn(kiosk.protocol);
  await kiosk.protocol.signHead();
});
afterEach(() => kiosk.end());

const COLUMNS = 'type, version, at, visit_id, refers_to, actor, body, commitment, sealed_digest, prev_hash';

describe('the database itself refuses to', () => {
  it.each([
    ['change an event', `UPDATE event SET actor = 'kiosk' WHERE seq = 1`],
    ['delete an event', 'DELETE FROM event WHERE seq = 2'],
    ['leave a gap', `INSERT INTO event SELECT 4, 'x', ${COLUMNS}, zeroblob(32) FROM event WHERE seq = 1`],
    [
      'replace an event by its number',
      `INSERT OR REPLACE INTO event SELECT 1, 'x', ${COLUMNS}, zeroblob(32) FROM event WHERE seq = 1`,
    ],
    [
      'push an event out by its id',
      `INSERT OR REPLACE INTO event SELECT 3, id, ${COLUMNS}, zeroblob(32) FROM event WHERE seq = 1`,
    ],
    [
      'push an event out by its hash',
      `INSERT OR REPLACE INTO event SELECT 3, 'x', ${COLUMNS}, hash FROM event WHERE seq = 1`,
    ],
    ['change sealed fields', `UPDATE sealed SET ciphertext = x'00'`],
    [
      'replace sealed fields',
      `INSERT OR REPLACE INTO sealed SELECT seq, kind, commitment, digest, x'00' FROM sealed`,
    ],
    ['delete sealed fields whose key is there', 'DELETE FROM sealed WHERE seq = 1'],
    ['exchange a visit’s key', 'UPDATE visit_key SET wrapped = zeroblob(60)'],
    ['delete a visit’s key without a trace', 'DELETE FROM visit_key'],
    [
      'give erased fields other bytes',
      `UPDATE visit_key SET wrapped = NULL; UPDATE sealed SET ciphertext = x'00'`,
    ],
    ['move a visit’s key back', `UPDATE visit_key SET key_name = '2020-01-01.identity'`],
    [
      'replace a visit’s key',
      `INSERT OR REPLACE INTO visit_key SELECT visit_id, kind, key_name, x'00', room FROM visit_key`,
    ],
    ['change a signed head', `UPDATE head SET jws = 'x'`],
    ['delete a signed head', 'DELETE FROM head'],
    ['replace a signed head', `INSERT OR REPLACE INTO head SELECT length, hash, at, 'x' FROM head`],
  ])('%s', (_what, sql) => {
    expect(() => kiosk.db.exec(sql)).toThrow();
    kiosk.db.pragma('recursive_triggers = OFF');
    expect(() => kiosk.db.exec(sql)).toThrow(/only|no gaps|never|when their key|refused/);
  });

  it('and still lets a person be erased: the key first, then what it sealed', () => {
    kiosk.db.exec(
      'UPDATE visit_key SET wrapped = NULL; UPDATE sealed SET ciphertext = NULL; DELETE FROM sealed',
    );
    expect(kiosk.db.prepare('SELECT count(*) FROM sealed').pluck().get()).toBe(0);
  });
});
