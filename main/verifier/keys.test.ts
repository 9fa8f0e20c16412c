/** Names of keys, their files, and the keys of visits under them. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSmallHouse, told, VISIT_OF } from '../../test/support/small-house.ts';
import type { SmallHouse } from '../../test/support/small-house.ts';
import { verdictOf } from '../../test/support/verdict.ts';

const NAME = '2026-03-10.identity';
let house: SmallHouse;
let file: string;
beforeEach(async () => {
  house = await startSmallHouse();
  file = join(house.kiosk.folder, 'keys', `${NAME}.json`);
});
afterEach(() => house.end());

const found = async (sql = '') => (await house.tampered((raw) => raw.exec(sql))).findings;
const rewritten = (change: (key: Record<string, unknown>) => void): void => {
  const key = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  change(key);
  writeFileSync(file, JSON.stringify(key));
};

describe('of the files of keys the verifier finds', () => {
  it('one that is gone', async () => {
    rmSync(file);
    expect(await found()).toEqual([{ seq: 0, code: 'key-file', text: `the key «${NAME}» is gone` }]);
  });

  it('one that is not a key of that name', async () => {
    rewritten((key) => (key.name = '2026-03-11.identity'));
    expect(await found()).toEqual([
      { seq: 0, code: 'key-file', text: `the file of the key «${NAME}» is not one` },
    ]);
    writeFileSync(file, '{');
    expect(await found()).toMatchObject([{ code: 'key-file' }]);
  });

  it('one that nobody has', async () => {
    rewritten((key) => Object.assign(key, { kiosk: null, wraps: {} }));
    expect(await found()).toEqual([{ seq: 0, code: 'key-file', text: `nobody has the key «${NAME}»` }]);
  });

  it('one that the kiosk still opens although the day is closed', async () => {
    const result = await found(
      `UPDATE key_name SET closed_at = '2026-03-11T00:00:00.000Z' WHERE name = '${NAME}'`,
    );
    expect(result).toMatchObject([
      { code: 'key-file', text: `the day of the key «${NAME}» is closed, and the kiosk still opens it` },
    ]);
  });

  it('one that was destroyed and is still there, but not while it is being destroyed', async () => {
    const at = '2026-03-10T13:00:00.000Z';
    const destroyed = `UPDATE key_name SET destroyed_at = '${at}' WHERE name = '${NAME}'`;
    expect(await found(destroyed)).toContainEqual({
      seq: 0,
      code: 'key-file',
      text: `the key «${NAME}» was destroyed and is still there`,
    });
    const meanwhile = await house.tampered((raw) => raw.exec(destroyed), {
      now: () => Date.parse(at) + 60_000,
    });
    expect(told(meanwhile).filter((finding) => finding.includes('key-file'))).toEqual([]);
  });

  it('one that is destroyed without being named so, and a list of names that is none', async () => {
    rmSync(file);
    expect(
      await found(`UPDATE key_name SET destroyed_at = '2026-03-10T13:00:00.000Z' WHERE name = '${NAME}'`),
    ).toContainEqual({
      seq: 0,
      code: 'key-file',
      text: `the key «${NAME}» is not named among those that were destroyed`,
    });
    writeFileSync(join(house.kiosk.folder, 'keys', 'destroyed.json'), '[{"name":1}]');
    expect(await found()).toContainEqual({
      seq: 0,
      code: 'key-file',
      text: 'the list of destroyed keys is not one',
    });
  });

  it('a folder that is gone, where the kiosk’s own key is; a copy without it is not asked about its files', async () => {
    const keysDir = join(house.kiosk.folder, 'nowhere');
    const { file: database, secrets } = house.kiosk;
    expect(told(await verdictOf(database, { secrets, keysDir }))).toEqual(['0 key-file']);
    expect(told(await verdictOf(database, { keysDir }))).toEqual([]);
  });
});

describe('of the keys of visits the verifier finds', () => {
  it('one that lies under a name that is none, or another kind’s', async () => {
    expect(
      await found(`UPDATE visit_key SET key_name = '2026-03-10.reason' WHERE visit_id = ${VISIT_OF(1)}`),
    ).toContainEqual({
      seq: 5,
      code: 'key-name',
      text: 'the key of its visit («identity») lies under «2026-03-10.reason», which is no key of that kind',
    });
    expect(await found(`UPDATE key_name SET day = '2026-03-09' WHERE name = '${NAME}'`)).toEqual([
      { seq: 0, code: 'key-name', text: `the key «${NAME}» is not one of its day and kind` },
    ]);
  });

  it('one that is not erased, under a key that was destroyed', async () => {
    const result = await found(
      `UPDATE key_name SET destroyed_at = '2026-03-10T13:00:00.000Z' WHERE name = '${NAME}'`,
    );
    expect(result).toContainEqual({
      seq: 5,
      code: 'key-destroyed',
      text: `the key of its visit («identity») is not erased, but «${NAME}» under which it lies was destroyed`,
    });
  });
});
