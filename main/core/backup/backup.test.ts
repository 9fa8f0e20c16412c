import * as fs from 'node:fs/promises';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCore, type TestCore } from '../../../test/support/core.ts';
import { addTestStaff, PASSPHRASE, startDesk, walkIn, type Desk } from '../../../test/support/desk.ts';
import { temporaryFolder } from '../../../test/support/protocol.ts';
import { openKeyStore } from '../keys/store.ts';
import { openProtocol } from '../protocol/open.ts';
import type { BackupFiles } from './files.ts';
import { openBackups } from './index.ts';
import { keyOfTyped } from './opening-key.ts';
import { unpackInto } from './unpacked.ts';

const DAY = 86_400_000;
let desk: Desk;
let kiosk: TestCore;
let disk: string;
beforeEach(async () => {
  disk = temporaryFolder();
  desk = await startDesk({
    settings: (settings) => ({ ...settings, backup: { folder: disk, keep: 3 } }),
  });
  kiosk = desk.core;
  await addTestStaff(kiosk, 'infection-control');
  await kiosk.send([]);
});
afterEach(async () => {
  await kiosk.end();
  rmSync(disk, { recursive: true, force: true });
});

const checkIn = () => desk.checkedIn(walkIn());
const copies = (): string[] => readdirSync(disk).filter((name) => name.endsWith('.backup'));
const inData = (): string[] => readdirSync(kiosk.folder).filter((name) => name.startsWith('.'));
const keysOf = (folder: string): string[] => openKeyStore(join(folder, 'keys')).names();
const backups = (files?: BackupFiles) =>
  openBackups({
    ...kiosk.ports,
    db: kiosk.db,
    protocol: openProtocol(kiosk.db, kiosk.ports),
    ...(files === undefined ? {} : { files }),
  });

/** Opens to its end, with the lead's passphrase. */
const expectWhole = async (file: string): Promise<void> => {
  const folder = temporaryFolder();
  const key = await keyOfTyped(openKeyStore(join(disk, 'keys')), PASSPHRASE);
  if (key === null) throw new Error('no key');
  try {
    expect((await unpackInto(file, folder, key)).header.kiosk).toBe(kiosk.settings.kiosk.id);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('a backup', () => {
  it('says in the clear what it is, and nothing else', async () => {
    await checkIn();
    const done = await kiosk.core.backUp();
    if (!done.ok) throw new Error(done.problem);
    const bytes = readFileSync(done.made.file);
    const [line = ''] = bytes.toString('latin1').split('\n');
    expect(JSON.parse(line)).toMatchObject({
      'besoksvert-backup': 1,
      kiosk: kiosk.settings.kiosk.id,
      length: done.made.length,
      recipients: ['lead:infection-control', 'municipality'],
    });
    for (const inside of ['SQLite format', 'Øyvind', kiosk.settings.municipality.token])
      expect(bytes.subarray(line.length).includes(inside)).toBe(false);
    expect(inData()).toEqual([]);
    expect(readdirSync(disk).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is made when a day is closed, and so many are kept', async () => {
    await checkIn();
    for (let night = 0; night < 5; night += 1) {
      kiosk.clock.advance(DAY);
      expect(await kiosk.core.closeDays()).toBe(true);
    }
    expect(copies()).toHaveLength(3);
    expect(copies().sort().at(-1)).toContain('20260315T');
  });

  it('of a time that is to be forgotten goes, also where more are to be kept', async () => {
    await kiosk.core.backUp();
    kiosk.clock.advance(11 * DAY);
    await kiosk.core.backUp();
    expect(copies()).toHaveLength(1);
    writeFileSync(join(disk, 'besoksvert-another-20200101T000000000Z-1.backup'), '');
    await kiosk.core.backUp();
    expect(copies()).toContain('besoksvert-another-20200101T000000000Z-1.backup');
  });

  it('has the day keys beside it, without the kiosk’s own way in', async () => {
    await checkIn();
    await kiosk.core.backUp();
    const mirror = openKeyStore(join(disk, 'keys'));
    expect(mirror.names()).toEqual(keysOf(kiosk.folder));
    for (const name of mirror.names()) expect(mirror.read(name)?.kiosk).toBeNull();
    expect(mirror.recipients().map(({ id }) => id)).toContain('lead:infection-control');
  });

  it('goes on while visitors check in', async () => {
    await checkIn();
    const made = kiosk.core.backUp();
    await checkIn();
    expect(await made).toMatchObject({ ok: true });
  });
});

describe('a key that is destroyed', () => {
  it('is destroyed on the backup disk too, when it is back if it was away', async () => {
    await checkIn();
    await kiosk.core.backUp();
    const away = `${disk}-away`;
    renameSync(disk, away);
    for (let night = 0; night < 12; night += 1) {
      kiosk.clock.advance(DAY);
      await kiosk.core.closeDays();
    }
    expect(existsSync(disk)).toBe(false);
    expect(kiosk.log).toContainEqual({ event: 'backup-failed', problem: 'folder-away' });
    expect(keysOf(away)).toContain('2026-03-10.identity');
    expect(backups().state()).toMatchObject({
      trouble: { problem: 'folder-away', since: '2026-03-11T12:00:00.000Z' },
    });
    renameSync(away, disk);
    kiosk.clock.advance(3_600_000);
    await backups().catchUp();
    expect(keysOf(disk)).not.toContain('2026-03-10.identity');
    expect(
      openKeyStore(join(disk, 'keys'))
        .destroyed()
        .map(({ name }) => name),
    ).toContain('2026-03-10.identity');
    expect(copies()).toHaveLength(1);
    expect(backups().state()).toMatchObject({ trouble: null });
  });
});

describe('no backup is made, and those that are there stay', () => {
  const failing = async (files: Partial<BackupFiles>) => {
    await kiosk.core.backUp();
    const before = copies();
    kiosk.clock.advance(1000);
    const done = await backups({ ...fs, ...files }).run();
    expect(copies()).toEqual(before);
    expect(inData()).toEqual([]);
    return done;
  };

  it('where the disk is full, which is asked first', async () => {
    const full = (() => Promise.resolve({ bavail: 1, bsize: 4096 })) as unknown as BackupFiles['statfs'];
    expect(await failing({ statfs: full })).toEqual({ ok: false, problem: 'disk-full' });
  });

  it('where the disk becomes full meanwhile', async () => {
    let written = 0;
    const open = (async (path: string, ...rest: [string, number]) => {
      const handle = await fs.open(path, ...rest);
      if (!path.endsWith('.unfinished') || rest[0] !== 'wx') return handle;
      const write = handle.write.bind(handle) as (...args: unknown[]) => Promise<unknown>;
      handle.write = ((...args: unknown[]) => {
        written += 1;
        if (written > 2) return Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
        return write(...args);
      }) as typeof handle.write;
      return handle;
    }) as BackupFiles['open'];
    expect(await failing({ open })).toEqual({ ok: false, problem: 'disk-full' });
  });

  it('where the disk gives back other bytes than it was given', async () => {
    const open = (async (path: string, ...rest: [string, number]) => {
      if (path.endsWith('.unfinished') && rest[0] === 'r') writeFileSync(path, 'other bytes');
      return fs.open(path, ...rest);
    }) as BackupFiles['open'];
    expect(await failing({ open })).toEqual({ ok: false, problem: 'disk-fault' });
  });

  it('where the folder is another kiosk’s', async () => {
    mkdirSync(join(disk, 'keys'));
    writeFileSync(join(disk, 'keys', 'kiosk.json'), JSON.stringify({ kiosk: 'another' }));
    expect(await kiosk.core.backUp()).toEqual({ ok: false, problem: 'other-kiosk' });
    expect(copies()).toEqual([]);
  });

  it('where nobody could open it', async () => {
    const lonely = await startCore({
      settings: (settings) => ({ ...settings, backup: { folder: disk, keep: 3 } }),
    });
    try {
      expect(await lonely.core.backUp()).toEqual({ ok: false, problem: 'nobody-to-open' });
    } finally {
      await lonely.end();
    }
  });

  const steps = ['mkdir', 'open', 'readdir', 'rename', 'stat', 'statfs', 'unlink'] as const;
  it.each(steps)(
    'where the program is stopped at any of the calls of %s, and the next one is made',
    async (step) => {
      await checkIn();
      await kiosk.core.backUp();
      const before = copies();
      for (let nth = 1; ; nth += 1) {
        kiosk.clock.advance(1000);
        let calls = 0;
        let isDead = false;
        const dying = Object.fromEntries(
          Object.entries(fs).map(([name, call]) => [
            name,
            (...args: unknown[]) => {
              if (name === step) calls += 1;
              if (isDead || (name === step && calls === nth)) {
                isDead = true;
                return Promise.reject(Object.assign(new Error('killed'), { code: 'EKILLED' }));
              }
              return Reflect.apply(call as (...all: unknown[]) => unknown, fs, args);
            },
          ]),
        ) as unknown as BackupFiles;
        await backups(dying).run();
        if (calls < nth) break;
        // What has a name is whole; anything else is under a hidden one.
        expect(copies().length).toBeGreaterThanOrEqual(before.length);
        for (const copy of copies()) await expectWhole(join(disk, copy));
        kiosk.clock.advance(1000);
        expect(await backups().run()).toMatchObject({ ok: true });
        expect([...inData(), ...readdirSync(disk).filter((name) => name.startsWith('.'))]).toEqual([]);
      }
    },
  );
});
