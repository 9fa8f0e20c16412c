import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeAnswer } from '../../../shared/api/kiosk.ts';
import { startCore, type TestCore } from '../../../test/support/core.ts';
import { programPack } from '../../../test/support/lead.ts';
import { MIGRATIONS } from '../../../test/support/protocol.ts';
import { createCore } from '../app.ts';
import { openDatabase } from '../db/open.ts';
import { packDigest } from '../protocol/activations.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import { eventHash, GENESIS } from '../protocol/chain.ts';
import { verdictOf } from '../../../test/support/verdict.ts';

const NAME = 'no-2020-05-27';
const OLD = { id: NAME, version: '1.0.0' };
/** As the first program's pack was: nothing of it but its name means anything to today's. */
const oldText = JSON.stringify({
  ...OLD,
  phases: ['normal', 'outbreak'],
  asks: { 'nursing-home': 'required' },
});

/** A folder of a kiosk of the first program, whose pack came from there. */
const writeOldDatabase = (folder: string, from: 'program' | 'municipality'): void => {
  const migrationsDir = join(folder, 'first-migrations');
  mkdirSync(migrationsDir);
  copyFileSync(join(MIGRATIONS, '0001-initial.sql'), join(migrationsDir, '0001-initial.sql'));
  const at = '2026-03-01T00:00:00.000Z';
  const opened = openDatabase(join(folder, 'kiosk.db'), { migrationsDir, now: () => Date.parse(at) });
  if (!opened.ok) throw new Error(opened.problem.message);
  const { db } = opened;
  const event = {
    seq: 1,
    id: randomUUID(),
    type: 'pack.activated' as const,
    version: 1,
    at,
    visitId: null,
    refersTo: null,
    actor: 'kiosk' as const,
    body: canonicalJson({ ...OLD, sha256: packDigest(oldText) }),
    commitment: null,
    sealedDigest: null,
    prevHash: GENESIS.toString('base64url'),
  };
  db.prepare(
    `INSERT INTO event (seq, id, type, version, at, actor, body, prev_hash, hash)
     VALUES (1, @id, @type, 1, @at, @actor, @body, @prev, @hash)`,
  ).run({ ...event, prev: GENESIS, hash: eventHash(event) });
  db.prepare('INSERT INTO outbox (seq) VALUES (1)').run();
  db.prepare('INSERT INTO policy_pack (id, version, activated_at, json) VALUES (?, ?, ?, ?)').run(
    OLD.id,
    OLD.version,
    at,
    oldText,
  );
  db.prepare(`INSERT INTO fact (name, value) VALUES ('policy-pack', ?)`).run(
    JSON.stringify({ ...OLD, from }),
  );
  db.close();
};

let kiosk: TestCore;
beforeEach(async () => {
  kiosk = await startCore();
  await kiosk.core.close();
});
afterEach(() => kiosk.end());

const startedOver = async (from: 'program' | 'municipality') => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(kiosk.folder, `kiosk.db${end}`), { force: true });
  writeOldDatabase(kiosk.folder, from);
  return createCore(kiosk.ports);
};
const opened = (): Database => {
  const { ports, folder } = kiosk;
  const result = openDatabase(join(folder, 'kiosk.db'), {
    migrationsDir: ports.migrationsDir,
    now: () => ports.clock.now(),
  });
  if (!result.ok) throw new Error(result.problem.message);
  return result.db;
};

const activated = () => {
  const db = opened();
  const versions = db
    .prepare(`SELECT body ->> '$.version' FROM event WHERE type = 'pack.activated' ORDER BY seq`)
    .pluck()
    .all();
  db.close();
  return versions;
};

describe('the database of an earlier program', () => {
  it('goes on with the pack of this one where the program’s own decided; the old text stays, and the log holds', async () => {
    const created = await startedOver('program');
    if (!created.ok) throw new Error(created.problem.message);
    const asked = await created.core.fetch(
      new Request('http://kiosk/api/kiosk/code', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"code":"ACDEFH","via":"word-code"}',
      }),
    );
    expect(codeAnswer.parse(await asked.json()).result).toBe('not-ours');
    await created.core.close();
    const db = opened();
    const packs = db.prepare('SELECT version, json FROM policy_pack ORDER BY version').all();
    expect(packs).toMatchObject([
      { version: '1.0.0', json: oldText },
      { version: programPack(NAME).version },
    ]);
    const { settings, secrets } = kiosk.ports;
    expect(await verdictOf(db.name, { settings, secrets })).toMatchObject({ findings: [] });
    db.close();
  });

  it('does not start where the municipality’s decided, which nobody can read any more: it says so, and what to do', async () => {
    const created = await startedOver('municipality');
    expect(created).toMatchObject({
      ok: false,
      problem: {
        code: 'policy-pack',
        message: expect.stringMatching(
          /«no-2020-05-27» 1\.0\.0.*another version of this program.*«no-2020-05-27»: npm run kiosk -- use-own-pack/,
        ) as unknown,
      },
    });
    expect(activated()).toEqual(['1.0.0']);
  });

  it('begins again with the pack of this program when an administrator says so', async () => {
    await startedOver('municipality');
    const created = await createCore(kiosk.ports, { ownPack: 'chosen-fails' });
    if (!created.ok) throw new Error(created.problem.message);
    const { version } = programPack(NAME);
    expect(created.core.rules()).toMatchObject({ id: NAME, version });
    await created.core.close();
    expect(activated()).toEqual(['1.0.0', version]);
    const again = await createCore(kiosk.ports);
    expect(again.ok).toBe(true);
    if (again.ok) await again.core.close();
  });
});
