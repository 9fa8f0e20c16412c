import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RESOURCES, startCore, type TestCore } from '../../test/support/core.ts';
import { programPack, startLead, type LeadAtWork } from '../../test/support/lead.ts';
import { newSecrets, temporaryFolder } from '../../test/support/protocol.ts';
import { createCore } from './app.ts';

const NAME = 'no-2020-05-27';
let lead: LeadAtWork;
let kiosk: TestCore;
let resourcesDir: string;
beforeEach(async () => {
  resourcesDir = temporaryFolder();
  cpSync(RESOURCES, resourcesDir, { recursive: true });
  lead = await startLead({ resourcesDir });
  kiosk = lead.core;
});
afterEach(async () => {
  await kiosk.end();
  rmSync(resourcesDir, { recursive: true });
});

const packFile = () => join(resourcesDir, 'policies', `${kiosk.settings.policyPack}.json`);
const changePack = (changes: Record<string, unknown>) =>
  writeFileSync(packFile(), JSON.stringify(programPack(NAME, changes)));
const FIRST = String(programPack(NAME).version);
const restarted = async () => {
  await kiosk.core.close();
  const created = await createCore(kiosk.ports);
  if (created.ok) await created.core.close();
  return created;
};
const versions = () =>
  kiosk.db
    .prepare(`SELECT body ->> '$.version' FROM event WHERE type = 'pack.activated' ORDER BY seq`)
    .pluck()
    .all();

describe('the core does not start, and says why', () => {
  it('with a policy pack that is not there', async () => {
    rmSync(packFile());
    expect(await restarted()).toMatchObject({
      ok: false,
      problem: { code: 'policy-pack', message: expect.stringContaining(NAME) as unknown },
    });
  });

  it('with a policy pack that is refused', async () => {
    changePack({ version: '9.0.0', rules: [] });
    expect(await restarted()).toMatchObject({ ok: false, problem: { code: 'policy-pack' } });
    expect(versions()).toEqual([FIRST]);
  });

  it('with the municipality’s policy pack when its questionnaire went with another program', async () => {
    const questionnaires = join(resourcesDir, 'questionnaires');
    const asked: unknown = JSON.parse(readFileSync(join(questionnaires, `${NAME}.json`), 'utf8'));
    writeFileSync(
      join(questionnaires, 'local.json'),
      JSON.stringify({ ...(asked as object), id: 'local', url: undefined }),
    );
    await kiosk.restart();
    await lead.signInAgain();
    const pack = programPack(NAME, {
      version: '9.0.0',
      asks: [{ questionnaire: 'local', asking: 'voluntary' }],
    });
    await kiosk.send([], { packs: [pack] });
    expect((await lead.activatePack(pack)).status).toBe(200);
    rmSync(join(questionnaires, 'local.json'));
    expect(await restarted()).toMatchObject({
      ok: false,
      problem: { code: 'policy-pack', message: expect.stringContaining('«local»') as unknown },
    });
  });

  it('with a questionnaire that is refused', async () => {
    writeFileSync(join(resourcesDir, 'questionnaires', 'broken.json'), '{');
    expect(await restarted()).toMatchObject({
      ok: false,
      problem: { code: 'policy-pack', message: expect.stringContaining('broken.json') as unknown },
    });
  });

  it('with a database of a newer program, and leaves it as it was', async () => {
    await kiosk.core.close();
    kiosk.db.pragma('user_version = 99');
    kiosk.db.pragma('wal_checkpoint(TRUNCATE)');
    const file = join(kiosk.folder, 'kiosk.db');
    const before = readFileSync(file);
    expect(await restarted()).toMatchObject({ ok: false, problem: { code: 'database' } });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('with the bookings of another kiosk’s key: they do not open, and nobody is let in by guess', async () => {
    const booking = kiosk.booking({ wordCode: 'ACDEFH' });
    await kiosk.send([booking]);
    await kiosk.core.close();
    const created = await createCore({ ...kiosk.ports, secrets: newSecrets() });
    if (!created.ok) throw new Error(created.problem.message);
    const response = await created.core.fetch(
      new Request('http://kiosk/api/kiosk/code', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"code":"ACDEFH","via":"word-code"}',
      }),
    );
    expect(response.status).toBe(500);
    await created.core.close();
  });
});

describe('the policy pack of the program', () => {
  it('is in force from the first start on, once', async () => {
    await kiosk.restart();
    expect(versions()).toEqual([FIRST]);
  });

  it('is followed by that of a newer program', async () => {
    changePack({ version: '9.1.0' });
    await kiosk.restart();
    expect(versions()).toEqual([FIRST, '9.1.0']);
  });

  it('stands back for the one that the lead put in force, also when a newer program brings another', async () => {
    const pack = programPack(NAME, { version: '9.0.0' });
    await kiosk.send([], { packs: [pack] });
    await lead.activatePack(pack);
    changePack({ version: '9.1.0' });
    await kiosk.restart();
    expect(versions()).toEqual([FIRST, '9.0.0']);
    await lead.signInAgain();
    expect(await lead.row('9.1.0')).toMatchObject({ state: 'ready', source: 'program' });
  });
});

it('lets go of the database though the last seen time cannot be written', async () => {
  kiosk.db.exec(`CREATE TRIGGER full_disk BEFORE INSERT ON fact BEGIN SELECT raise(ABORT, 'no room'); END`);
  kiosk.clock.advance(60_000);
  await kiosk.core.close();
  expect(kiosk.log.at(-1)).toMatchObject({ event: 'housekeeping-failed' });
  kiosk.db.exec('DROP TRIGGER full_disk');
  // The last of the connections takes the log away with it: this one is the last.
  kiosk.db.close();
  expect(existsSync(join(kiosk.folder, 'kiosk.db-wal'))).toBe(false);
});

it('closes twice as it closes once, while a sync is under way', async () => {
  const asked = Promise.withResolvers<undefined>();
  const stuck = await startCore({
    fetch: (_input, init) =>
      new Promise((_resolve, reject) => {
        const aborted = () => reject(new DOMException('aborted', 'AbortError'));
        if (init?.signal?.aborted) aborted();
        init?.signal?.addEventListener('abort', aborted);
        asked.resolve(undefined);
      }),
  });
  const syncing = stuck.core.sync();
  await asked.promise;
  await Promise.all([stuck.core.close(), stuck.core.close()]);
  expect((await syncing).outcome).toBe('failed');
  await stuck.end();
});
