import * as disk from 'node:fs/promises';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoSettings } from '../../../test/municipality/demo/institution.ts';
import { dailyLogOf, inThisThread, LEAD, startExports } from '../../../test/support/exports.ts';
import { checkIn, startProtocol, type TestProtocol } from '../../../test/support/protocol.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { readyTarget, targetsOf } from './target.ts';
import type { FileOps } from './whole-file.ts';

const TODAY = '2026-03-10';
let at: TestProtocol;
let media: string;
let stick: string;
beforeEach(() => {
  at = startProtocol();
  media = join(at.folder, 'media');
  stick = join(media, 'stick');
  mkdirSync(media);
});
afterEach(() => at.end());

const withTargets = (...exportTargets: Settings['exportTargets']): Settings => ({
  ...demoSettings('http://127.0.0.1:9'),
  exportTargets,
});
const usb = () => ({ id: 'usb', name: 'Minnepinne', path: stick, removable: true });
const share = () => ({ id: 'share', name: 'Felles mappe', path: join(at.folder, 'share'), removable: false });

/** The disk as it is with the stick mounted: a device of its own. */
const mounted: FileOps = {
  ...disk,
  lstat: (async (path: string) => {
    const found = await disk.lstat(path);
    return path === stick ? Object.assign(found, { dev: found.dev + 1 }) : found;
  }) as typeof disk.lstat,
};

describe('where an export may go', () => {
  it('is the kiosk’s own folder and what the settings list, and nothing else', async () => {
    const exporting = startExports(at, { settings: withTargets(share()) });
    for (const target of ['usb', 'elsewhere', '..', 'share/..'])
      expect(await exporting.exports.start(dailyLogOf(TODAY, { target }), LEAD)).toEqual({
        ok: false,
        problem: 'no-such-target',
      });
    expect(
      targetsOf(withTargets(share(), { ...usb(), path: 'relative' }), at.folder).map(({ id }) => id),
    ).toEqual(['kiosk', 'share']);
  });

  it('is never the kiosk’s own folder by another name', () => {
    const settings = withTargets({ ...usb(), id: 'kiosk' });
    expect(targetsOf(settings, at.folder)).toEqual([
      { id: 'kiosk', name: null, path: join(at.folder, settings.exportTo), removable: false },
    ]);
  });

  it('must be there, if it is not the kiosk’s own: a folder that the settings name is not made', async () => {
    const exporting = startExports(at, { settings: withTargets(share()) });
    expect(await exporting.exports.start(dailyLogOf(TODAY, { target: 'share' }), LEAD)).toEqual({
      ok: false,
      problem: 'not-writable',
    });
    expect(existsSync(share().path)).toBe(false);
    mkdirSync(share().path);
    expect((await exporting.written(dailyLogOf(TODAY, { target: 'share' }))).removable).toBe(false);
    expect(readdirSync(share().path)).toHaveLength(3);
  });

  it('is not a link', async () => {
    mkdirSync(share().path);
    symlinkSync(share().path, stick);
    expect(await readyTarget(usb(), mounted)).toEqual({ ok: false, problem: 'folder-is-a-link' });
    expect(await readyTarget({ ...share(), path: stick })).toEqual({
      ok: false,
      problem: 'folder-is-a-link',
    });
  });
});

describe.skipIf(process.platform === 'win32')('a memory stick', () => {
  it('is missed when it is not there, and when only the folder is there that it is mounted on', async () => {
    expect(await readyTarget(usb())).toEqual({ ok: false, problem: 'stick-missing' });
    mkdirSync(stick);
    expect(await readyTarget(usb())).toEqual({ ok: false, problem: 'stick-missing' });
    expect(await readyTarget(usb(), mounted)).toMatchObject({ ok: true });
  });

  it('in whose place a file stands is missed', async () => {
    writeFileSync(stick, '');
    expect(await readyTarget(usb(), mounted)).toEqual({ ok: false, problem: 'stick-missing' });
  });

  it('gets the file, whole and read again, and may be taken out', async () => {
    mkdirSync(stick);
    checkIn(at.protocol);
    const exporting = startExports(at, { settings: withTargets(usb()), files: mounted });
    const result = await exporting.written(dailyLogOf(TODAY, { target: 'usb' }));
    expect(result).toMatchObject({ removable: true, rows: 1, folder: stick });
    expect(readdirSync(stick).sort()).toEqual(
      ['', '.manifest.json', '.manifest.jws'].map((end) => result.file + end),
    );
  });

  it('that is pulled out while it is written is said to be missing, and no event tells of a file', async () => {
    mkdirSync(stick);
    const exporting = startExports(at, {
      settings: withTargets(usb()),
      files: mounted,
      producer: async (order, options) => {
        const produced = await inThisThread()(order, options);
        await disk.rm(stick, { recursive: true });
        return produced;
      },
    });
    expect(await exporting.ended(dailyLogOf(TODAY, { target: 'usb' }))).toMatchObject({
      state: 'failed',
      problem: 'stick-missing',
    });
    expect(at.protocol.length()).toBe(0);
  });
});
