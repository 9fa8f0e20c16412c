/** A kiosk's machine is gone. What is left is the backup disk, and whoever may open past days: the kiosk goes on on another machine. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { kioskProcess, type Ended } from '../../../test/support/command-line.ts';
import { startDesk, walkIn, addTestStaff, PASSPHRASE, type Desk } from '../../../test/support/desk.ts';
import { RESOURCES } from '../../../test/support/core.ts';
import { MIGRATIONS, temporaryFolder, testClock } from '../../../test/support/protocol.ts';
import { createCore } from '../../core/app.ts';
import { keyOfTyped } from '../../core/backup/opening-key.ts';
import { openKeyStore } from '../../core/keys/store.ts';
import { newRecipientKeys } from '../../core/protocol/keys.ts';
import { recipientOpener } from '../../core/protocol/daykeys.ts';
import { openProtocol } from '../../core/protocol/open.ts';
import { createForget } from '../../core/retention/index.ts';
import { openSecrets } from '../../platform/secrets.ts';
import { readSettings } from '../../platform/settings.ts';
import { appPaths } from '../../platform/app-root.ts';

const DAY = 86_400_000;
const municipality = newRecipientKeys();
let desk: Desk;
let disk: string;
let machine: string;
const begin = async (identityDays: number): Promise<void> => {
  // The command line's clock is the machine's.
  desk = await startDesk({
    clock: testClock(new Date(Date.now() - 2 * DAY).toISOString()),
    settings: (settings) => ({
      ...settings,
      backup: { folder: disk, keep: 5 },
      retention: { ...settings.retention, identityDays },
    }),
  });
  await addTestStaff(desk.core, 'infection-control');
  await desk.core.send([], {
    recipient: { kty: 'OKP', crv: 'X25519', kid: 'm1', x: municipality.publicJwk.x ?? '' },
  });
};
beforeEach(async () => {
  disk = temporaryFolder();
  machine = temporaryFolder();
  await begin(10);
});
afterEach(async () => {
  await desk.core.end();
  for (const folder of [disk, machine]) rmSync(folder, { recursive: true, force: true });
});

/** Comes and goes. */
const visit = async (visitorName: string): Promise<string> => {
  const { visitId } = await desk.checkedIn(walkIn({ visitorName }));
  expect((await desk.tell({ visitId }, 'check-out', { leftAt: null })).status).toBe(200);
  return visitId;
};
const night = async (): Promise<void> => {
  desk.core.clock.advance(DAY);
  expect(await desk.core.core.closeDays()).toBe(true);
  await desk.signInAgain();
};
const newest = (): string =>
  join(
    disk,
    readdirSync(disk)
      .filter((name) => name.endsWith('.backup'))
      .sort()
      .at(-1) ?? '',
  );
const data = (): string => join(machine, 'kiosk');

/** As a person types it: the passphrase on the standard input. */
const restore = (file: string, typed: string, ...args: readonly string[]): Promise<Ended> => {
  const { root } = appPaths();
  const program = [join(root, 'main', 'cli', 'run.cjs'), join(root, 'main', 'cli', 'kiosk.ts')];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...program, 'restore', file, '--data', data(), ...args],
      (error, out, err) => resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
    child.stdin?.end(typed);
  });
};
const restored = async () => {
  const db = new Database(join(data(), 'kiosk.db'));
  const settings = readSettings(data());
  const protocol = openProtocol(db, {
    clock: { now: () => Date.now() },
    secrets: await openSecrets(data()),
    settings,
  });
  const key = await keyOfTyped(openKeyStore(join(data(), 'keys')), PASSPHRASE);
  if (key === null) throw new Error('no key');
  const opener = recipientOpener(protocol.dayKeys.store, key.recipient, key.privateJwk);
  return {
    db,
    protocol,
    settings,
    nameOf: async (visitId: string) => {
      const fields = await protocol.personalWith(visitId, opener);
      return typeof fields === 'string' ? fields : fields.visitorName;
    },
    erasures: () =>
      db
        .prepare<[], string>(`SELECT body ->> '$.why' FROM event WHERE type = 'fields.erased' ORDER BY seq`)
        .pluck()
        .all(),
    end: () => db.close(),
  };
};

it('goes on as the same kiosk, with everything of its last backup, opened by the lead’s passphrase', async () => {
  const yesterday = await visit('Åse Øverås');
  await night();
  const today = await visit('Per Ås');
  expect(await desk.core.core.backUp()).toMatchObject({ ok: true });
  const ended = await restore(newest(), `${PASSPHRASE}\n`);
  expect(ended.err).toBe('');
  expect(ended.out).toContain('goes on as this kiosk');
  expect(ended.out).toContain('says that this kiosk’s protocol goes on from the backup');
  const there = await restored();
  try {
    expect(await there.nameOf(yesterday)).toBe('Åse Øverås');
    expect(there.protocol.personal(yesterday)).toBe('closed');
    expect(there.settings.kiosk.id).toBe(desk.core.settings.kiosk.id);
    // Today is open to the kiosk again, though its own wrapping is not on the backup disk.
    expect(there.protocol.personal(today)).toMatchObject({ visitorName: 'Per Ås' });
    expect(there.db.prepare(`SELECT count(*) FROM event WHERE type = 'backup.restored'`).pluck().get()).toBe(
      1,
    );
  } finally {
    there.end();
  }
  expect((await kioskProcess('verify', '--data', data())).status).toBe(0);
  const started = await createCore({
    ...desk.core.ports,
    dataDir: data(),
    resourcesDir: RESOURCES,
    migrationsDir: MIGRATIONS,
    secrets: await openSecrets(data()),
    settings: readSettings(data()),
  });
  if (!started.ok) throw new Error(started.problem.message);
  await started.core.close();
}, 60_000);

it('opens for the municipality’s own key, and says how many events are lost by the heads that others kept', async () => {
  await visit('Åse Øverås');
  expect(await desk.core.core.backUp()).toMatchObject({ ok: true });
  await visit('Per Ås');
  const keyFile = join(machine, 'municipality.json');
  writeFileSync(keyFile, JSON.stringify(municipality.privateJwk));
  const heads = join(machine, 'heads');
  writeFileSync(heads, await openProtocol(desk.core.db, desk.core.ports).signHead());
  const ended = await restore(newest(), '', '--key', keyFile, '--heads', heads);
  expect(ended.err).toBe('');
  expect(ended.out).toMatch(/\b[2-9] events that this kiosk signed after the backup are lost here/);
  expect(existsSync(join(data(), 'kiosk.db'))).toBe(true);
}, 60_000);

it('erases again what was destroyed since, and an older backup does not open it', async () => {
  const one = await visit('Åse Øverås');
  const other = await visit('Per Ås');
  await night();
  const older = newest();
  const protocol = openProtocol(desk.core.db, desk.core.ports);
  const key = await keyOfTyped(openKeyStore(join(disk, 'keys')), PASSPHRASE);
  if (key === null) throw new Error('no key');
  const forget = createForget({
    db: desk.core.db,
    protocol,
    settings: desk.core.settings,
    log: desk.core.ports.log,
    backUp: async () => (await desk.core.core.backUp()).ok,
    closePastDays: () => protocol.closePastDays(),
  });
  const asked = {
    visitId: one,
    opener: recipientOpener(protocol.dayKeys.store, key.recipient, key.privateJwk),
    actor: 'staff:infection-control' as const,
  };
  desk.core.clock.advance(1000);
  expect(await forget.forget(asked)).toMatchObject({ ok: true, backedUp: true });
  desk.core.clock.advance(1000);
  expect(await desk.core.core.backUp()).toMatchObject({ ok: true });

  expect((await restore(newest(), PASSPHRASE)).err).toBe('');
  const fresh = await restored();
  expect(await fresh.nameOf(one)).toBe('erased');
  expect(await fresh.nameOf(other)).toBe('Per Ås');
  fresh.end();
  expect((await kioskProcess('verify', '--data', data())).status).toBe(0);

  rmSync(data(), { recursive: true });
  expect((await restore(older, PASSPHRASE)).err).toBe('');
  const old = await restored();
  expect(await old.nameOf(one)).toBe('erased');
  expect(await old.nameOf(other)).toBe('erased');
  expect(new Set(old.erasures())).toEqual(new Set(['restored']));
  old.end();
  expect((await kioskProcess('verify', '--data', data())).status).toBe(0);
}, 90_000);

it('erases what has become due meanwhile', async () => {
  await desk.core.end();
  await begin(1);
  const one = await visit('Åse Øverås');
  expect(await desk.core.core.backUp()).toMatchObject({ ok: true });
  expect((await restore(newest(), PASSPHRASE)).err).toBe('');
  const there = await restored();
  expect(await there.nameOf(one)).toBe('erased');
  expect(there.erasures()).toContain('retention');
  there.end();
  expect((await kioskProcess('verify', '--data', data())).status).toBe(0);
}, 60_000);

it('does nothing where the clock stands before the backup', async () => {
  await visit('Åse Øverås');
  desk.core.clock.advance(3 * DAY);
  expect(await desk.core.core.backUp()).toMatchObject({ ok: true });
  expect((await restore(newest(), PASSPHRASE)).err).toMatch(/clock stands before/);
  expect(readdirSync(machine)).toEqual([]);
}, 60_000);

it('leaves everything as it was where the folder is there, the passphrase is wrong, or the file was changed', async () => {
  await visit('Åse Øverås');
  expect(await desk.core.core.backUp()).toMatchObject({ ok: true });
  const file = newest();
  expect((await restore(file, 'kopp trapp eng lampe')).err).toMatch(
    /neither a passphrase nor a recovery key/,
  );
  expect(readdirSync(machine)).toEqual([]);
  const changed = join(disk, 'changed.backup');
  const bytes = readFileSync(file);
  bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
  writeFileSync(changed, bytes);
  expect((await restore(changed, PASSPHRASE)).err).toMatch(/cut or changed/);
  writeFileSync(changed, bytes.subarray(0, bytes.length - 100_000));
  expect((await restore(changed, PASSPHRASE)).err).toMatch(/cut or changed/);
  writeFileSync(changed, 'something else');
  expect((await restore(changed, PASSPHRASE)).err).toMatch(/no backup/);
  expect(readdirSync(machine)).toEqual([]);
  const key = readdirSync(join(disk, 'keys')).find((name) => name.endsWith('.identity.json')) ?? '';
  rmSync(join(disk, 'keys', key));
  expect((await restore(file, PASSPHRASE)).err).toMatch(/missing.*were not destroyed/s);
  expect(readdirSync(machine)).toEqual([]);
}, 120_000);
