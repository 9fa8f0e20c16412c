import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import * as files from 'node:fs/promises';
import { join } from 'node:path';
import { compactVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  dailyLogOf,
  failingDisk,
  LEAD,
  sha256Of,
  startExports,
  type TestExports,
} from '../../../test/support/exports.ts';
import { checkIn, startProtocol, type TestProtocol } from '../../../test/support/protocol.ts';
import type { EventBody } from '../../../shared/domain/events.ts';
import { publicKeyOf, verifyHead } from '../protocol/heads.ts';
import { manifest } from './manifest.ts';

const TODAY = '2026-03-10';
const FILE = `besoksprotokoll-solbakken-${TODAY}.csv`;

let at: TestProtocol;
let exporting: TestExports;
let folder: string;

beforeEach(() => {
  at = startProtocol();
  exporting = startExports(at);
  folder = exporting.folder;
});
afterEach(() => at.end());

const written = () => exporting.written(dailyLogOf(TODAY));
const events = () =>
  at.db
    .prepare<[], string>("SELECT body FROM event WHERE type = 'export.written' ORDER BY seq")
    .pluck()
    .all()
    .map((body) => JSON.parse(body) as EventBody<'export.written'>);
const shown = () => (existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : []);

describe('an export', () => {
  it('stands with its manifest, the kiosk’s signature of it, and a head that covers its event', async () => {
    checkIn(at.protocol);
    const { file, sha256, contentSha256, size } = await written();
    expect(shown().sort()).toEqual([FILE, `${FILE}.manifest.json`, `${FILE}.manifest.jws`]);
    expect(sha256).toBe(sha256Of(join(folder, file)));
    expect(contentSha256).toBe(sha256);
    expect(events()).toEqual([
      {
        what: 'daily-log',
        format: 'csv',
        purpose: 'supervision',
        caseId: null,
        from: TODAY,
        to: TODAY,
        rows: 1,
        sha256,
        encrypted: false,
        target: 'kiosk',
      },
    ]);
    const text = readFileSync(join(folder, `${file}.manifest.json`), 'utf8');
    const said = manifest.parse(JSON.parse(text));
    expect(said).toMatchObject({
      file: { name: FILE, size, sha256 },
      rows: 1,
      madeBy: 'Ivar',
      kiosk: 'solbakken-hoved',
    });
    const publicKey = publicKeyOf(at.secrets.signingKey);
    const jws = readFileSync(join(folder, `${file}.manifest.jws`), 'utf8').trim();
    const signed = await compactVerify(jws, publicKey, { algorithms: ['EdDSA'] });
    expect(Buffer.from(signed.payload).toString('utf8')).toBe(text);
    expect(await verifyHead(said.head, publicKey)).toMatchObject({ length: at.protocol.length() });
    expect(exporting.logged).toEqual([{ event: 'export-written', what: 'daily-log', rows: 1 }]);
    if (process.platform !== 'win32')
      for (const name of shown()) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it('is never written over: the second of a day is -2', async () => {
    checkIn(at.protocol);
    const first = (await written()).file;
    const before = readFileSync(join(folder, first), 'utf8');
    checkIn(at.protocol);
    expect((await written()).file).toBe(`besoksprotokoll-solbakken-${TODAY}-2.csv`);
    expect((await written()).file).toBe(`besoksprotokoll-solbakken-${TODAY}-3.csv`);
    expect(readFileSync(join(folder, first), 'utf8')).toBe(before);
  });

  it('is not begun while another runs', async () => {
    checkIn(at.protocol);
    const [first, second] = await Promise.all([
      exporting.exports.start(dailyLogOf(TODAY), LEAD),
      exporting.exports.start(dailyLogOf(TODAY), LEAD),
    ]);
    expect(first.ok).toBe(true);
    expect(second).toEqual({ ok: false, problem: 'export-running' });
    await exporting.exports.idle();
    expect(events()).toHaveLength(1);
  });
});

describe('links', () => {
  it('are not followed: a folder that is one is refused, and a name that is one is never used', async () => {
    const elsewhere = join(at.folder, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, folder);
    expect(await exporting.exports.start(dailyLogOf(TODAY), LEAD)).toEqual({
      ok: false,
      problem: 'folder-is-a-link',
    });
    expect(readdirSync(elsewhere)).toEqual([]);
    await files.unlink(folder);
    mkdirSync(folder);
    symlinkSync(join(elsewhere, 'taken'), join(folder, FILE));
    symlinkSync(join(elsewhere, 'taken'), join(folder, FILE.replace('.csv', '-2.csv.manifest.jws')));
    expect((await written()).file).toBe(`besoksprotokoll-solbakken-${TODAY}-3.csv`);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('put in the place of the folder while it is written get nothing', async () => {
    const elsewhere = join(at.folder, 'elsewhere');
    mkdirSync(elsewhere);
    const swapping = startExports(at, {
      producer: async (order, options) => {
        const { inThisThread } = await import('../../../test/support/exports.ts');
        const produced = await inThisThread()(order, options);
        await files.rename(folder, `${folder}-taken`);
        symlinkSync(elsewhere, folder);
        return produced;
      },
    });
    expect(await swapping.ended(dailyLogOf(TODAY))).toMatchObject({
      state: 'failed',
      problem: 'not-writable',
    });
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(events()).toEqual([]);
  });
});

describe('a disk that fails', () => {
  it.each(['once', 'crash'] as const)(
    'at any operation (%s) leaves no half file, and no file that the protocol does not know of',
    async (how) => {
      checkIn(at.protocol);
      let nth = 0;
      for (let reached = true; reached;) {
        nth += 1;
        rmSync(folder, { recursive: true, force: true });
        const { ops, wasReached } = failingDisk(nth, how, 'EIO');
        const failing = startExports(at, { files: ops });
        const started = await failing.exports.start(dailyLogOf(TODAY), LEAD);
        await failing.exports.idle();
        const job = started.ok ? failing.exports.job(started.job.id) : null;
        reached = wasReached();
        if (reached) expect(started.ok ? job?.problem : started.problem).toBe('not-writable');
        else expect(job?.state).toBe('done');

        const logs = shown().filter((name) => name.endsWith('.csv'));
        if (how === 'once' && reached) expect(shown()).toEqual([]);
        for (const name of logs) {
          expect(events().map(({ sha256 }) => sha256)).toContain(sha256Of(join(folder, name)));
          expect(shown()).toContain(`${name}.manifest.json`);
          expect(shown()).toContain(`${name}.manifest.jws`);
        }
        await written();
        expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
      }
      expect(nth).toBeGreaterThan(20);
    },
  );

  it('for want of room says so', async () => {
    mkdirSync(folder);
    for (let nth = 4; nth < 9; nth += 1) {
      const failing = startExports(at, { files: failingDisk(nth, 'once', 'ENOSPC').ops });
      expect(await failing.ended(dailyLogOf(TODAY))).toMatchObject({ state: 'failed', problem: 'disk-full' });
    }
  });

  it('with a fault of the program is not taken for a full disk', async () => {
    const failing = startExports(at, { files: failingDisk(5, 'once', 'oops').ops });
    expect(await failing.ended(dailyLogOf(TODAY))).toMatchObject({ state: 'failed', problem: null });
    expect(failing.logged).toEqual([{ event: 'export-failed', error: 'Error' }]);
    await expect(written()).resolves.toMatchObject({ rows: 0 });
  });

  it('that gives back other bytes than it was given is found out, and the file taken away', async () => {
    checkIn(at.protocol);
    const lying = startExports(at, {
      files: {
        ...files,
        rename: async (from: string, to: string) => {
          await files.rename(from, to);
          if (to.endsWith('.csv')) writeFileSync(to, 'x', { flag: 'r+' });
        },
      } as typeof files,
    });
    expect(await lying.ended(dailyLogOf(TODAY))).toMatchObject({
      state: 'failed',
      problem: 'read-back-differs',
    });
    expect(shown()).toEqual([]);
  });
});
