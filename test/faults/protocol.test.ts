/** The kiosk's process is killed in the middle of writing, again and again, over the same database. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, openForReading } from '../../main/core/db/open.ts';
import { verdictOf } from '../support/verdict.ts';
import { MIGRATIONS, newSecrets, temporaryFolder } from '../support/protocol.ts';

const CHILD = fileURLToPath(new URL('./protocol-child.ts', import.meta.url));
const ROUNDS = 30;
const SEED = 20200527;

/** Mulberry32: the same kills on every run, as far as a scheduler allows. */
const seeded = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Lets the child confirm so many events, kills it so many milliseconds later, and gives back all that it confirmed. */
const killAfter = async (args: readonly string[], confirmations: number, ms: number): Promise<number[]> => {
  const child = spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const confirmed: number[] = [];
  let killing: Promise<void> | null = null;
  for await (const line of createInterface({ input: child.stdout })) {
    confirmed.push(Number(line));
    if (confirmed.length >= confirmations) killing ??= after(ms).then(() => void child.kill('SIGKILL'));
  }
  await killing;
  await closed;
  return confirmed;
};

/** Decisions whose reason is to come without a task that says so, and residents who went out and are not on the list. */
const unlike = (db: Database): unknown[] =>
  db
    .prepare(
      `SELECT seq, type FROM event WHERE
         type = 'visit.overridden' AND commitment IS NULL AND NOT EXISTS (
           SELECT 1 FROM task WHERE kind = 'reason-owed' AND event_seq = seq AND closed_at IS NULL)
         OR type = 'resident.went-out' AND NOT EXISTS (SELECT 1 FROM outing WHERE outing_id = event.visit_id)`,
    )
    .all();

describe('a kiosk that is killed while it writes', () => {
  it(`keeps every event that it confirmed with what it owes and who is out, and its protocol holds, ${ROUNDS} times over`, async () => {
    const file = join(folder, 'kiosk.db');
    const secretsFile = join(folder, 'secrets.json');
    const secrets = newSecrets();
    writeFileSync(
      secretsFile,
      JSON.stringify({
        kioskKey: secrets.kioskKey.toString('base64url'),
        signingKey: secrets.signingKey.export({ type: 'pkcs8', format: 'pem' }),
      }),
    );
    const random = seeded(SEED);
    let confirmedBefore = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const confirmed = await killAfter([file, secretsFile], 1 + Math.floor(random() * 12), random() * 8);
      const last = Math.max(...confirmed);
      expect(last).toBeGreaterThan(confirmedBefore);
      // The event after the last confirmed one may have been committed too, unconfirmed; never more were in the making.
      const reader = openForReading(file, { migrationsDir: MIGRATIONS });
      if (!reader.ok) throw new Error(reader.problem.message);
      const result = await verdictOf(file, { secrets });
      const there = new Set(reader.db.prepare<[], number>('SELECT seq FROM event').pluck().all());
      const owed = unlike(reader.db);
      reader.db.close();
      expect(owed).toEqual([]);
      expect(result).toMatchObject({ findings: [], sealed: { closed: 0, erased: 0 } });
      expect(confirmed.filter((seq) => !there.has(seq))).toEqual([]);
      confirmedBefore = last;
    }
    const reopened = openDatabase(file, { migrationsDir: MIGRATIONS, now: Date.now });
    if (!reopened.ok) throw new Error(reopened.problem.message);
    const written = (type: string) =>
      reopened.db.prepare('SELECT count(*) FROM event WHERE type = ?').pluck().get(type);
    expect(written('visit.overridden')).toBeGreaterThan(0);
    expect(written('resident.went-out')).toBeGreaterThan(0);
    reopened.db.close();
  }, 180_000);
});
