/**
 * A copy of everything is taken: data folder, backups, temporary files. Of yesterday nobody is in it, not even for whoever has the kiosk's own keys;
 * and when their time is over, not for the lead either.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBookingSeal } from '../../main/core/bookings/sealed-booking.ts';
import { keyOfTyped } from '../../main/core/backup/opening-key.ts';
import { unpackInto } from '../../main/core/backup/unpacked.ts';
import { openKeyStore } from '../../main/core/keys/store.ts';
import { recipientOpener } from '../../main/core/protocol/daykeys.ts';
import { openProtocol } from '../../main/core/protocol/open.ts';
import { openSecrets } from '../../main/platform/secrets.ts';
import { demoSettings } from '../municipality/demo/institution.ts';
import { PASSPHRASE } from '../support/desk.ts';
import { MIGRATIONS, temporaryFolder } from '../support/protocol.ts';
import { verdictOf } from '../support/verdict.ts';
import { TODAY, YESTERDAY, type Seeds } from './forgotten-seeds.ts';

const CHILD = fileURLToPath(new URL('forgotten-child.ts', import.meta.url));
const settings = demoSettings('http://127.0.0.1:9');
let machine: string;
let data: string;

const stage = async (name: string, instant: string): Promise<void> => {
  const ended = promisify(execFile)(process.execPath, [CHILD, data, instant, name], {
    cwd: join(machine, 'tmp'),
    env: {
      ...process.env,
      TMPDIR: join(machine, 'tmp'),
      TMP: join(machine, 'tmp'),
      TEMP: join(machine, 'tmp'),
    },
  });
  if (name === 'crash') await expect(ended).rejects.toMatchObject({ signal: 'SIGKILL' });
  else await ended;
};

beforeAll(async () => {
  machine = temporaryFolder();
  data = join(machine, 'data');
  for (const folder of [data, join(machine, 'tmp')]) mkdirSync(folder, { mode: 0o700 });
  await stage('begin', '2026-03-10T07:00:00.000Z');
  await stage('crash', '2026-03-10T09:00:00.000Z');
  await stage('yesterday', '2026-03-10T12:00:00.000Z');
  await stage('export', '2026-03-10T13:00:00.000Z');
}, 120_000);
afterAll(() => rmSync(machine, { recursive: true, force: true }));

/** A string as it may stand in a file: UTF-8, UTF-16, escaped as JSON does, and in base64 wherever it begins in its three bytes. */
const spellings = (text: string): Buffer[] => {
  const utf8 = Buffer.from(text, 'utf8');
  const escaped = Array.from(text)
    .map((letter) => (letter > '~' ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter))
    .join('');
  const base64 = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before, 0x20), utf8]).toString('base64');
    // What hangs on the neighbours is left out at both ends.
    return encoded.slice(before === 0 ? 0 : 4, Math.floor((before + utf8.length) / 3) * 4);
  });
  return [
    utf8,
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
    Buffer.from(text, 'latin1'),
    Buffer.from(escaped),
    ...base64
      .flatMap((encoded) => [encoded, encoded.replaceAll('+', '-').replaceAll('/', '_')])
      .map((encoded) => Buffer.from(encoded)),
    Buffer.from(utf8.toString('hex')),
  ];
};
const files = (): { path: string; bytes: Buffer }[] =>
  readdirSync(machine, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('municipality.db'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }));
/** Which strings stand in which files. */
const found = (seeds: Seeds, where = files()): string[] =>
  Object.entries(seeds).flatMap(([what, text]) =>
    where
      .filter(({ bytes }) => spellings(String(text)).some((spelling) => bytes.includes(spelling)))
      .map(({ path }) => `${what} in ${path.slice(machine.length)}`),
  );

/** Everything that a key opens in a database: bookings with the kiosk's own, and the visits of whichever days it opens. */
const opened = async (folder: string, keysFolder: string, as: 'kiosk' | 'lead'): Promise<Buffer> => {
  const secrets = await openSecrets(data);
  const db = new Database(join(folder, 'kiosk.db'));
  try {
    const seal = createBookingSeal(secrets.kioskKey);
    const texts: unknown[] = db
      .prepare<[], { id: string; sealed: Buffer }>('SELECT id, sealed FROM booking')
      .all()
      .map(({ id, sealed }) => seal.open(id, sealed));
    const protocol = openProtocol(db, { clock: { now: () => 0 }, secrets, settings });
    const key = as === 'kiosk' ? null : await keyOfTyped(openKeyStore(keysFolder), PASSPHRASE);
    const opener =
      key === null
        ? { open: () => Promise.resolve(null) }
        : recipientOpener(openKeyStore(keysFolder), key.recipient, key.privateJwk);
    const ids = db
      .prepare<[], string>('SELECT DISTINCT visit_id FROM event WHERE visit_id IS NOT NULL')
      .pluck()
      .all();
    for (const id of ids)
      texts.push(await protocol.personalWith(id, opener), await protocol.everyCompanion(id, opener));
    return Buffer.from(JSON.stringify(texts), 'utf8');
  } finally {
    db.close();
  }
};
const openedNames = async (seeds: Seeds, as: 'kiosk' | 'lead'): Promise<string[]> =>
  found(seeds, [
    { path: `${machine}/opened by the ${as}`, bytes: await opened(data, join(data, 'keys'), as) },
  ]);
/** The newest backup, opened with the lead's passphrase. */
const inBackup = async (name: string, seeds: Seeds): Promise<string[]> => {
  const folder = temporaryFolder();
  const backups = join(data, 'backups');
  const key = await keyOfTyped(openKeyStore(join(backups, 'keys')), PASSPHRASE);
  if (key === null) throw new Error('no key');
  try {
    await unpackInto(join(backups, name), folder, key);
    return found(seeds, [
      { path: `${machine}/${name}`, bytes: await opened(folder, join(backups, 'keys'), 'lead') },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
const backups = (): string[] =>
  readdirSync(join(data, 'backups'))
    .filter((name) => name.endsWith('.backup'))
    .sort();

it('on the day itself the kiosk reads it, and an export lies in its folder', async () => {
  expect((await openedNames(YESTERDAY, 'kiosk')).length).toBeGreaterThan(6);
  expect(found(YESTERDAY).length).toBeGreaterThan(0);
  expect(found(YESTERDAY).every((where) => where.includes('/data/exports/'))).toBe(true);
});

it('when the day is closed nothing of it is in any file, nor does the kiosk’s own key open it; the lead’s does', async () => {
  await stage('close', '2026-03-11T00:30:00.000Z');
  await stage('today', '2026-03-11T09:00:00.000Z');
  expect(found(YESTERDAY)).toEqual([]);
  expect(found(TODAY)).toEqual([]);
  expect(await openedNames(YESTERDAY, 'kiosk')).toEqual([]);
  expect((await openedNames(TODAY, 'kiosk')).length).toBeGreaterThan(6);
  expect((await openedNames(YESTERDAY, 'lead')).length).toBeGreaterThan(5);
  expect(backups()).toHaveLength(1);
}, 60_000);

it('when its time is over nothing of it opens for the lead either, here or in a backup', async () => {
  const [first = ''] = backups();
  expect((await inBackup(first, YESTERDAY)).length).toBeGreaterThan(5);
  await stage('close', '2026-03-12T00:30:00.000Z');
  await stage('close', '2026-03-21T00:30:00.000Z');
  expect(backups()).toContain(first);
  await stage('close', '2026-03-22T00:30:00.000Z');
  expect(found(YESTERDAY)).toEqual([]);
  expect(await openedNames(YESTERDAY, 'lead')).toEqual([]);
  for (const name of backups()) expect(await inBackup(name, YESTERDAY)).toEqual([]);
  const verdict = await verdictOf(join(data, 'kiosk.db'), {
    settings,
    secrets: await openSecrets(data),
    migrationsDir: MIGRATIONS,
  });
  expect(verdict.findings).toEqual([]);
}, 90_000);
