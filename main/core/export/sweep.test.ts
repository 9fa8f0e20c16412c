import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dailyLogOf, startExports, type TestExports } from '../../../test/support/exports.ts';
import { checkIn, startProtocol, type TestProtocol } from '../../../test/support/protocol.ts';
import { sweepExports } from './sweep.ts';

const TODAY = '2026-03-10';
const MIDNIGHT = '2026-03-10T23:00:00.000Z';
let at: TestProtocol;
let exporting: TestExports;
let folder: string;
beforeEach(() => {
  at = startProtocol();
  exporting = startExports(at);
  folder = exporting.folder;
  checkIn(at.protocol);
});
afterEach(() => at.end());

const sweep = (before = MIDNIGHT, exportTo = 'exports') => sweepExports(at.folder, { exportTo }, before);
const old = (name: string, text: string): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  utimesSync(join(folder, name), 0, 0);
};

describe('what was exported to the kiosk’s own folder', () => {
  it('is overwritten and gone when its day is over, and stays while it is not', async () => {
    const { file } = await exporting.written(dailyLogOf(TODAY));
    expect(await sweep('2026-03-10T11:00:00.000Z')).toBe(0);
    expect(existsSync(join(folder, file))).toBe(true);
    // Whoever has it open sees what became of its bytes.
    const handle = openSync(join(folder, file), 'r');
    expect(await sweep()).toBe(1);
    expect(readFileSync(handle).every((byte) => byte === 0)).toBe(true);
    closeSync(handle);
    expect(readdirSync(folder)).toEqual([]);
    expect(await sweep()).toBe(0);
  });

  it('from before there were manifests goes too, and a half file of a crash', async () => {
    old('besoksprotokoll-solbakken-2026-03-01.csv', 'Kari');
    old('besoksprotokoll-solbakken-2026-03-01.head.jws', 'x');
    old('.besoksvert-00000000-0000-4000-8000-000000000000.tmp', 'Kari');
    expect(await sweep()).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is all that goes: files that are no exports, and whatever links point at, stay as they are', async () => {
    const { file } = await exporting.written(dailyLogOf(TODAY));
    old('notes.txt', 'mine');
    old('kept.csv', 'mine');
    const outside = join(at.folder, 'outside.csv');
    writeFileSync(outside, 'not to be touched');
    symlinkSync(outside, join(folder, 'linked.csv'));
    writeFileSync(join(folder, 'linked.csv.manifest.json'), '{}');
    utimesSync(join(folder, 'linked.csv.manifest.json'), 0, 0);
    const twin = join(at.folder, 'twin.csv');
    linkSync(join(folder, file), twin);
    const bytes = readFileSync(twin);
    expect(await sweep()).toBe(2);
    expect(readdirSync(folder).sort()).toEqual(['kept.csv', 'linked.csv', 'notes.txt']);
    expect(readFileSync(outside, 'utf8')).toBe('not to be touched');
    expect(readFileSync(twin)).toEqual(bytes);
  });

  it('is swept only inside the data folder, and where there is nothing nothing happens', async () => {
    const elsewhere = join(dirname(at.folder), `${at.folder.split('/').at(-1) ?? ''}-elsewhere`);
    for (const exportTo of [elsewhere, '..', '.', '../..']) expect(await sweep(MIDNIGHT, exportTo)).toBe(0);
    expect(await sweep(MIDNIGHT, 'not-there')).toBe(0);
  });
});
