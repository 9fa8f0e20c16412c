import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newSecrets } from '../../test/support/protocol.ts';
import { startSmallHouse, told, VISIT_OF } from '../../test/support/small-house.ts';
import type { SmallHouse } from '../../test/support/small-house.ts';
import { rehash } from '../../test/support/tampering.ts';
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

describe('verification finds of sealed fields', () => {
  it('changed bytes', async () => {
    const result = await house.tampered((raw) =>
      raw.exec(`UPDATE sealed SET ciphertext = zeroblob(length(ciphertext)) WHERE seq = 4`),
    );
    expect(result.findings).toEqual([
      { seq: 4, code: 'sealed-digest', text: 'its sealed fields («reason») have been changed' },
    ]);
  });

  it('bytes that are gone although nobody erased their key', async () => {
    expect(told(await house.tampered((raw) => raw.exec('DELETE FROM sealed WHERE seq = 2')))).toEqual([
      '2 sealed-gone',
    ]);
    const emptied = await house.tampered((raw) =>
      raw.exec('UPDATE sealed SET ciphertext = NULL WHERE seq = 2'),
    );
    expect(told(emptied)).toEqual(['2 sealed-gone']);
  });

  it('fields of an event that has none', async () => {
    const result = await house.tampered((raw) =>
      raw.exec(`INSERT INTO sealed VALUES (3, 'identity', zeroblob(32), zeroblob(32), x'00')`),
    );
    expect(told(result)).toEqual(['3 sealed-extra']);
  });

  it('a changed commitment, also when the chain was made good after it', async () => {
    const change = `UPDATE event SET commitment = zeroblob(32) WHERE seq = 6`;
    expect(told(await house.tampered((raw) => raw.exec(change)))).toContain('6 hash');
    const forged = await house.tampered((raw) => {
      raw.exec(change);
      rehash(raw, 6);
    });
    expect(told(forged)).toEqual(['6 sealed-digest']);
  });

  it('other fields under the same key', async () => {
    const result = await house.tampered((raw) => {
      raw.exec(`DELETE FROM head; UPDATE sealed SET commitment = zeroblob(32) WHERE seq = 1`);
    });
    expect(told(result)).toEqual(['1 sealed-digest', '1 sealed-commitment']);
  });

  it('a changed visit key', async () => {
    const result = await house.tampered((raw) =>
      raw.exec(`UPDATE visit_key SET wrapped = zeroblob(60) WHERE visit_id = ${VISIT_OF(1)}`),
    );
    expect(result.findings).toEqual([
      { seq: 1, code: 'key-unopened', text: saying('does not open with «2026-03-10.identity»') },
    ]);
  });

  it('a kiosk key that is not the one the day keys are wrapped with', async () => {
    const other = { ...house.kiosk.secrets, kioskKey: newSecrets().kioskKey };
    const result = await house.tampered(() => undefined, { secrets: other });
    expect(first(result)).toMatchObject({ seq: 1, code: 'key-unopened' });
  });

  it('a key that is gone although no event says that it was erased', async () => {
    const result = await house.tampered((raw) => raw.exec(ERASE_FIRST));
    expect(result.findings).toEqual([
      {
        seq: 5,
        code: 'erased-unaccounted',
        text: 'the key of its visit («identity») is gone, and no event says that it was erased',
      },
    ]);
  });

  it('a visit without its key, a key without a visit, and a key under a name that is none', async () => {
    const of = async (sql: string) => told(await house.tampered((raw) => raw.exec(sql)));
    expect(await of(`DELETE FROM visit_key WHERE visit_id = ${VISIT_OF(1)}`)).toEqual(['1 key-missing']);
    expect(
      await of(`INSERT INTO visit_key SELECT 'x', kind, key_name, wrapped, room FROM visit_key LIMIT 1`),
    ).toEqual(['0 key-extra']);
    expect(await of(`UPDATE visit_key SET key_name = 'x' WHERE visit_id = ${VISIT_OF(1)}`)).toContain(
      '5 key-name',
    );
  });

  it('a key that lies under a day before its visit, though nobody here opens that day any more', async () => {
    const result = await house.tampered((raw) =>
      raw.exec(`INSERT INTO key_name VALUES ('2026-03-08.identity', '2026-03-08', 'identity', '2026-03-10T03:00:00.000Z', NULL);
        UPDATE visit_key SET key_name = '2026-03-08.identity' WHERE visit_id = ${VISIT_OF(1)} AND kind = 'identity'`),
    );
    expect(result.findings).toContainEqual({
      seq: 5,
      code: 'key-name',
      text: saying('under «2026-03-08.identity», the key of a day before its visit'),
    });
  });
});
