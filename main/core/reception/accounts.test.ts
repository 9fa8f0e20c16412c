import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { JWK } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveKeyUnderPin } from '../../../test/support/lead-key.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import { openDatabase } from '../db/open.ts';
import type { LogEntry } from '../ports.ts';
import { keyFolderOf, openKeyStore, type Recipient } from '../keys/store.ts';
import { dayKeyToJwe } from '../protocol/keys.ts';
import { addStaff, listStaff, setPin, type AccountsOf } from './accounts.ts';
import { createSignIn } from './sign-in.ts';

const NOON = Date.parse('2026-11-22T11:00:00.000Z');
const PIN = '402918';

let folder = '';
let db: Database;
let now = NOON;
let logged: LogEntry[] = [];
let kioskKey = randomBytes(32);
const clock = { now: () => now };
const log = { write: (entry: LogEntry) => void logged.push(entry) };

const open = () => {
  const opened = openDatabase(join(folder, 'kiosk.db'), {
    migrationsDir: 'main/core/db/migrations',
    now: clock.now,
  });
  if (!opened.ok) throw new Error(opened.problem.message);
  db = opened.db;
};
const accounts = (): AccountsOf => ({ db });
const signIn = () => createSignIn({ db, clock, kioskKey, log });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'besoksvert-accounts-'));
  now = NOON;
  logged = [];
  kioskKey = randomBytes(32);
  open();
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

describe('accounts', () => {
  it('are made with an id that says nothing of the name, and listed without anything of the PIN', async () => {
    const made = await addStaff(accounts(), { name: '  Åse Bø ', role: 'reception', pin: PIN });
    expect(made).toMatchObject({ ok: true, staff: { name: 'Åse Bø', role: 'reception' } });
    expect(made.ok && made.staff.id).toMatch(/^s-[0-9a-f]{10}$/);
    expect(listStaff(db)).toEqual([made.ok ? made.staff : null]);
  });

  it.each([
    [{ pin: '111111' }, 'weak-pin'],
    [{ pin: '123456' }, 'weak-pin'],
    [{ pin: '987654' }, 'weak-pin'],
    [{ pin: '12345' }, 'bad-pin'],
    [{ name: ' ' }, 'bad-name'],
    [{ id: 'a b' }, 'bad-id'],
    [{ name: 'kari' }, 'name-taken'],
    [{ id: 'k' }, 'id-taken'],
  ])('are refused for %j: %s', async (part, problem) => {
    await addStaff(accounts(), { id: 'k', name: 'Kari', role: 'reception', pin: PIN });
    expect(await addStaff(accounts(), { name: 'Per', role: 'reception', pin: PIN, ...part })).toEqual({
      ok: false,
      problem,
    });
    expect(listStaff(db)).toHaveLength(1);
  });

  it('take a new PIN, and the old one no longer', async () => {
    await addStaff(accounts(), { id: 'k', name: 'Kari', role: 'reception', pin: PIN });
    expect(await setPin(accounts(), { id: 'k', pin: '222222' })).toEqual({ ok: false, problem: 'weak-pin' });
    expect(await setPin(accounts(), { id: 'x', pin: PIN })).toEqual({
      ok: false,
      problem: 'no-such-account',
    });
    expect(await setPin(accounts(), { id: 'k', pin: '730164' })).toMatchObject({ ok: true });
    expect(await signIn()('Kari', PIN)).toEqual({ kind: 'refused' });
    expect(await signIn()('Kari', '730164')).toMatchObject({ kind: 'signed-in' });
  });
});

describe('sign-in', () => {
  beforeEach(async () => {
    await addStaff(accounts(), { id: 'k', name: 'Kari', role: 'reception', pin: PIN });
  });

  it('lets in with name and PIN, however the name is cased', async () => {
    expect(await signIn()(' kari ', PIN)).toMatchObject({
      kind: 'signed-in',
      staff: { id: 'k', name: 'Kari', role: 'reception' },
      opener: null,
    });
  });

  it('locks after three wrong PINs, longer each time, and says until when', async () => {
    const enter = signIn();
    expect(await enter('Kari', '000001')).toEqual({ kind: 'refused' });
    expect(await enter('Kari', '000001')).toEqual({ kind: 'refused' });
    expect(await enter('Kari', '000001')).toEqual({ kind: 'locked', until: '2026-11-22T11:00:30.000Z' });
    expect(await enter('Kari', PIN)).toEqual({ kind: 'locked', until: '2026-11-22T11:00:30.000Z' });
    now += 30_000;
    expect(await enter('Kari', '000001')).toEqual({ kind: 'locked', until: '2026-11-22T11:01:30.000Z' });
    expect(logged).toEqual([
      { event: 'staff-locked-out', staffId: 'k', until: '2026-11-22T11:00:30.000Z' },
      { event: 'staff-locked-out', staffId: 'k', until: '2026-11-22T11:01:30.000Z' },
    ]);
  });

  it('stays locked across a restart', async () => {
    const enter = signIn();
    for (let tries = 0; tries < 3; tries++) await enter('Kari', '000001');
    db.close();
    open();
    expect(await signIn()('Kari', PIN)).toEqual({ kind: 'locked', until: '2026-11-22T11:00:30.000Z' });
    now += 30_000;
    expect(await signIn()('Kari', PIN)).toMatchObject({ kind: 'signed-in' });
  });

  it('begins to count again after a success', async () => {
    const enter = signIn();
    await enter('Kari', '000001');
    await enter('Kari', '000001');
    await enter('Kari', PIN);
    await enter('Kari', '000001');
    expect(await enter('Kari', '000001')).toEqual({ kind: 'refused' });
  });

  it('gives no extra tries to many guesses at once', async () => {
    const enter = signIn();
    const answers = await Promise.all(
      ['000001', '000002', '000003', '000004', PIN].map((pin) => enter('Kari', pin)),
    );
    expect(answers.map((answer) => answer.kind)).toEqual([
      'refused',
      'refused',
      'locked',
      'locked',
      'locked',
    ]);
  });

  it('answers for a name that nobody has as for one that somebody has', async () => {
    const enter = signIn();
    const tried = async (name: string) => {
      const answers = [];
      for (let tries = 0; tries < 4; tries++) answers.push(await enter(name, '000001'));
      return answers;
    };
    expect(await tried('Nobody')).toEqual(await tried('Kari'));
    // A hash is stretched for nobody too: a look into a table alone takes no five milliseconds.
    const started = performance.now();
    await signIn()('Another', '000001');
    expect(performance.now() - started).toBeGreaterThan(5);
  });
});

describe('a lead’s key from before there were passphrases', () => {
  const DAY = '2026-11-20';
  const dayKey = randomBytes(32);
  const store = () => openKeyStore(keyFolderOf(db));
  const opened = async (pin: string) => {
    const answer = await signIn()('Ivar', pin);
    return answer.kind === 'signed-in' ? ((await answer.opener?.open(DAY)) ?? null) : answer.kind;
  };
  beforeEach(async () => {
    await addStaff(accounts(), { id: 'i', name: 'Ivar', role: 'infection-control', pin: PIN });
    const keep = (id: string, publicJwk: JWK, wrapped: Recipient['wrapped']): Promise<void> => {
      store().putRecipient({ id, publicJwk, since: toInstant(now), wrapped });
      return Promise.resolve();
    };
    const { x, kty, crv } = await giveKeyUnderPin(keep, 'i', PIN, kioskKey);
    const jwe = await dayKeyToJwe(dayKey, DAY, { kty, crv, x } as JWK);
    store().write({ name: DAY, kiosk: null, wraps: { 'lead:i': jwe } });
  });

  it('opens past days with the PIN until it is taken over, and no day that was not wrapped to it', async () => {
    const answer = await signIn()('Ivar', PIN);
    if (answer.kind !== 'signed-in') throw new Error(answer.kind);
    expect(await answer.opener?.open(DAY)).toEqual(dayKey);
    expect(await answer.opener?.open('2026-11-19')).toBeNull();
  });

  it('lies beside the database without the private part to be seen, and does not open with another kiosk key', async () => {
    expect(store().recipients()[0]?.wrapped.pin).not.toContain('"d"');
    kioskKey = randomBytes(32);
    expect(await opened(PIN)).toBeNull();
  });

  it('is not lost by a new PIN: that waits for the set-up', async () => {
    expect(await setPin(accounts(), { id: 'i', pin: '730164' })).toEqual({
      ok: false,
      problem: 'key-under-pin',
    });
    expect(await opened(PIN)).toEqual(dayKey);
  });

  it('goes where the PIN is forgotten and the administrator says so', async () => {
    expect(await setPin(accounts(), { id: 'i', pin: '730164', giveUpKey: true })).toMatchObject({ ok: true });
    expect(await opened('730164')).toBeNull();
    expect(store().recipients()).toEqual([]);
  });
});

it('a new lead has no key until they set it up', async () => {
  await addStaff(accounts(), { id: 'i', name: 'Ivar', role: 'infection-control', pin: PIN });
  expect(openKeyStore(keyFolderOf(db)).recipients()).toEqual([]);
  expect(await signIn()('Ivar', PIN)).toMatchObject({ kind: 'signed-in', opener: null });
});
