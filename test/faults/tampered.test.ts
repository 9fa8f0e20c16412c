/** Whatever is changed is found: bytes flipped, rows swapped, removed, added and renumbered, tails cut, chains forged, keys and kept lists changed, thousands of times. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, live, openHouse } from '../support/life.ts';
import { MUTATIONS } from '../support/mutations.ts';
import { seeded } from '../support/random.ts';
import { verdictOf } from '../support/verdict.ts';
import type { Secrets } from '../../main/core/ports.ts';

const SEED = Number(process.env.VERIFIER_SEED ?? 20200527);
const HOUSES = 6;
const CHANGES = Number(process.env.VERIFIER_CHANGES ?? 2000);

interface Original {
  readonly folder: string;
  readonly heads: readonly string[];
  readonly secrets: Secrets;
}

/** A house that lived for some days, closed, and without its walls: what changes it is not to be found by their absence. */
const original = async (seed: number): Promise<Original> => {
  const house = await openHouse();
  try {
    const some = fc.array(act, { minLength: 60, maxLength: 90, size: 'max' });
    const [acts = []] = fc.sample(some, { seed, numRuns: 1 });
    await live(house, [
      { act: 'open', which: 0, how: 0 },
      ...acts,
      { act: 'open', which: 0, how: 1 },
      { act: 'head', which: 0, how: 0 },
    ]);
    const folder = mkdtempSync(join(tmpdir(), 'besoksvert-original-'));
    await house.kiosk.db.backup(join(folder, 'kiosk.db'));
    cpSync(join(house.kiosk.folder, 'keys'), join(folder, 'keys'), { recursive: true });
    const raw = new Database(join(folder, 'kiosk.db'));
    for (const name of raw
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
      .pluck()
      .all())
      raw.exec(`DROP TRIGGER ${name}`);
    raw.pragma('journal_mode = DELETE');
    raw.close();
    return { folder, heads: [...house.heads], secrets: house.kiosk.secrets };
  } finally {
    house.kiosk.end();
  }
};

/** But for the walls that are down everywhere here. */
const found = async (folder: string, { secrets, heads }: Original): Promise<string[]> => {
  const { findings } = await verdictOf(join(folder, 'kiosk.db'), { secrets, heads, slice: 40 });
  return findings
    .filter(({ code }) => code !== 'schema')
    .map(({ seq, code, text }) => `${seq} ${code}: ${text}`);
};

describe('a protocol that was tampered with', () => {
  it(`is found out each of ${CHANGES} times (seed ${SEED})`, async () => {
    const random = seeded(SEED);
    const names = Object.keys(MUTATIONS);
    const missed: string[] = [];
    const tried = new Map<string, number>();
    let changes = 0;
    for (let one = 0; one < HOUSES; one += 1) {
      const house = await original(SEED + one);
      const copy = mkdtempSync(join(tmpdir(), 'besoksvert-tampered-'));
      try {
        expect(await found(house.folder, house)).toEqual([]);
        for (let turn = 0; changes < ((one + 1) * CHANGES) / HOUSES; turn += 1) {
          const name = names[turn % names.length] ?? '';
          rmSync(copy, { recursive: true });
          cpSync(house.folder, copy, { recursive: true });
          const raw = new Database(join(copy, 'kiosk.db'));
          raw.pragma('synchronous = OFF');
          raw.pragma('foreign_keys = OFF');
          raw.pragma('ignore_check_constraints = ON');
          let done: string | null;
          try {
            done = raw.transaction(
              () => MUTATIONS[name]?.({ raw, keys: join(copy, 'keys'), random, heads: house.heads }) ?? null,
            )();
          } catch (thrown) {
            // Two rows of one number, a text where only numbers go: such a file cannot be.
            if (!(thrown instanceof Database.SqliteError)) throw thrown;
            done = null;
          } finally {
            raw.close();
          }
          if (done === null) continue;
          changes += 1;
          tried.set(name, (tried.get(name) ?? 0) + 1);
          if ((await found(copy, house)).length === 0) missed.push(`${name}: ${done}`);
        }
      } finally {
        rmSync(copy, { recursive: true, force: true });
        rmSync(house.folder, { recursive: true, force: true });
      }
    }
    expect(missed).toEqual([]);
    expect(names.filter((name) => !tried.has(name))).toEqual([]);
  }, 900_000);
});
