import { createHash } from 'node:crypto';
import * as files from 'node:fs/promises';
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
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCsv } from '../../../test/support/csv.ts';
import { giveKeyUnderPin } from '../../../test/support/lead-key.ts';
import { demoSettings } from '../../../test/municipality/demo/institution.ts';
import {
  checkIn,
  openedBody,
  startProtocol,
  withoutIdentity,
  type TestProtocol,
} from '../../../test/support/protocol.ts';
import { seenAt } from '../../../shared/domain/presence.ts';
import type { LogEntry } from '../ports.ts';
import { publicKeyOf, verifyHead } from '../protocol/heads.ts';
import { addStaff, createSignIn } from '../reception/index.ts';
import { restore } from './csv.ts';
import { createExports, daysWithVisits, type Exports } from './index.ts';
import type { FileOps } from './whole-file.ts';

const TODAY = '2026-03-10';
const settings = { ...demoSettings('http://127.0.0.1:9'), exportTo: 'exports' };
const by = 'staff:ivar';

let at: TestProtocol;
let folder: string;
let logged: LogEntry[];
let exportDay: Exports['dailyLog'];
const exporting = (ops: FileOps = files): Exports['dailyLog'] =>
  createExports({
    db: at.db,
    protocol: at.protocol,
    settings,
    rulebook: { rulesOf: () => null },
    dataDir: at.folder,
    log: { write: (entry) => void logged.push(entry) },
    files: ops,
  }).dailyLog;

beforeEach(() => {
  at = startProtocol();
  folder = join(at.folder, 'exports');
  logged = [];
  exportDay = exporting();
});
afterEach(() => at.end());

const written = async (day = TODAY, who: Parameters<Exports['dailyLog']>[1] = { by, opener: null }) => {
  const result = await exportDay(day, who);
  if (!result.ok) throw new Error(result.problem);
  return result.answer;
};
/** Each row by its headings, as a machine would read it. */
const rowsOf = (file: string) => {
  const [headings = [], ...rows] = readCsv(readFileSync(join(folder, file), 'utf8'));
  return rows.map((row) =>
    Object.fromEntries(row.map((cell, index) => [headings[index] ?? '', restore(cell)])),
  );
};
const exportEvents = () =>
  at.db
    .prepare<[], { body: string }>("SELECT body FROM event WHERE type = 'log.exported' ORDER BY seq")
    .all()
    .map(({ body }) => JSON.parse(body) as { day: string; rows: number; sha256: string });
const sha256 = (file: string) =>
  createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex');

describe('a daily log', () => {
  it('has a row for each visit, in Norwegian, with both ends and how they are known', async () => {
    const visitId = checkIn(at.protocol, {
      ward: 'furua',
      place: 'furua-rom',
      outcome: 'admit-with-conditions',
      rules: ['child-welcome'],
      partySize: 2,
      receipt: '997E33',
    });
    at.clock.advance(60_000);
    at.protocol.transaction(() => {
      at.protocol.append({
        type: 'visit.corrected',
        visitId,
        actor: by,
        personal: { phone: '+47 900 00 000', companions: [{ name: 'Ánne' }] },
        body: { reason: 'typing-error', changes: {} },
      });
      at.protocol.append({
        type: 'visit.checked-out',
        visitId,
        actor: by,
        body: {
          left: {
            at: '2026-03-10T12:00:30.000Z',
            evidence: 'seen-by-staff',
            earliest: '2026-03-10T12:00:30.000Z',
            latest: '2026-03-10T12:01:00.000Z',
          },
        },
      });
    });
    const { file, rows, closed } = await written();
    expect({ file, rows, closed }).toEqual({
      file: 'besoksprotokoll-solbakken-2026-03-10.csv',
      rows: 1,
      closed: 0,
    });
    expect(rowsOf(file)).toEqual([
      {
        'Besøks-id': visitId,
        Kvitteringskode: '997E33',
        Avdeling: 'Furua',
        Sted: 'Beboerens rom på Furua',
        'Besøker også': '',
        Besøkstype: 'vanlig besøk',
        'Antall personer': '2',
        'Av disse barn': '0',
        Besøkende: 'Åse Øverås',
        Følge: 'Ánne',
        Telefon: '+47 900 00 000',
        Beboer: 'Ola Li',
        'Flere beboere': '',
        Utfall: 'slippes inn med vilkår',
        Status: 'gått',
        Regler: 'child-welcome',
        Regelpakke: 'no 1',
        Fase: '',
        'Fasen bestemt av': '',
        'Registrert med': 'kamera',
        'Ved døren': '10.03.2026 13:00:00',
        Ankomst: '10.03.2026 13:00:00',
        'Ankomst: hvordan kjent': 'skannet',
        'Ankomst: tidligst': '10.03.2026 13:00:00',
        'Ankomst: senest': '10.03.2026 13:00:00',
        Utgang: '10.03.2026 13:00:30',
        'Utgang: hvordan kjent': 'sett av personalet',
        'Utgang: tidligst': '10.03.2026 13:00:30',
        'Utgang: senest': '10.03.2026 13:01:00',
        'Tidligere inne': '',
        Overstyrt: 'nei',
        Overstyringer: '',
      },
    ]);
  });

  it('says what staff decided otherwise, and leaves out the words they wrote', async () => {
    const visitId = checkIn(at.protocol, { outcome: 'wait-for-staff' });
    at.protocol.transaction(() =>
      at.protocol.append({
        type: 'visit.overridden',
        visitId,
        actor: by,
        personal: { reasonText: 'Datteren ringte' },
        body: {
          from: 'wait-for-staff',
          to: 'admit',
          reason: 'agreed-by-manager',
          arrived: seenAt(at.protocol.now(), 'seen-by-staff'),
        },
      }),
    );
    const { file } = await written();
    expect(rowsOf(file)).toMatchObject([
      { Overstyrt: 'ja', Overstyringer: 'venter på personalet → slippes inn: avtalt med leder', Utgang: '' },
    ]);
    expect(readFileSync(join(folder, file), 'utf8')).not.toContain('Datteren');
  });

  it('lets no name become a formula, and gives it back to a machine as it was', async () => {
    checkIn(at.protocol, {}, '=HYPERLINK("http://evil";"Åse")');
    const { file } = await written();
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text).toContain('"\t=HYPERLINK(""http://evil"";""Åse"")"');
    expect(rowsOf(file)[0]?.['Besøkende']).toBe('=HYPERLINK("http://evil";"Åse")');
  });

  it('holds those who came on an earlier day and were still here', async () => {
    const vigil = checkIn(at.protocol, { permitClass: 'vigil' });
    const gone = checkIn(at.protocol);
    const leave = (visitId: string) =>
      at.protocol.transaction(() =>
        at.protocol.append({
          type: 'visit.checked-out',
          visitId,
          actor: 'visitor',
          body: { left: seenAt(at.protocol.now(), 'scanned') },
        }),
      );
    leave(gone);
    at.clock.set('2026-03-11T12:00:00.000Z');
    const next = checkIn(at.protocol);
    leave(vigil);
    const ids = async (day: string) => rowsOf((await written(day)).file).map((row) => row['Besøks-id']);
    expect(await ids('2026-03-10')).toEqual([vigil, gone]);
    expect(await ids('2026-03-11')).toEqual([vigil, next]);
    at.clock.set('2026-03-12T12:00:00.000Z');
    expect(await ids('2026-03-12')).toEqual([next]);
    expect(daysWithVisits(at.db)).toEqual([
      { day: '2026-03-11', visits: 1 },
      { day: '2026-03-10', visits: 2 },
    ]);
  });

  it('has a vigil that goes in and out in one row, on each day that it was inside', async () => {
    const vigil = checkIn(at.protocol, { permitClass: 'vigil' });
    const leave = () =>
      at.protocol.append({
        type: 'visit.checked-out',
        visitId: vigil,
        actor: 'visitor',
        body: { left: seenAt(at.protocol.now(), 'scanned') },
      });
    at.clock.set('2026-03-10T22:30:00.000Z');
    at.protocol.transaction(leave);
    at.clock.set('2026-03-11T05:00:00.000Z');
    at.protocol.transaction(() =>
      at.protocol.append({
        type: 'visit.resumed',
        visitId: vigil,
        actor: 'visitor',
        body: withoutIdentity(openedBody(at.protocol.now())),
      }),
    );
    at.clock.set('2026-03-11T12:00:00.000Z');
    at.protocol.transaction(leave);
    for (const day of ['2026-03-10', '2026-03-11']) {
      const rows = rowsOf((await written(day)).file);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({
        'Tidligere inne': '10.03.2026 13:00:00 – 10.03.2026 23:30:00',
        Ankomst: '11.03.2026 06:00:00',
        Utgang: '11.03.2026 13:00:00',
      });
    }
  });

  it('names all who came along to a vigil, whenever it was', async () => {
    const vigil = checkIn(at.protocol, { permitClass: 'vigil' });
    const byStaff = { visitId: vigil, actor: by } as const;
    const corrected = (...names: string[]) =>
      at.protocol.append({
        ...byStaff,
        type: 'visit.corrected',
        personal: { companions: names.map((name) => ({ name })), reasonText: 'Navn' },
        body: { reason: 'wrong-party', changes: {} },
      });
    const goesOutAndIn = (...names: string[]) => {
      const left = seenAt(at.protocol.now(), 'scanned');
      at.protocol.append({ ...byStaff, type: 'visit.checked-out', body: { left } });
      at.protocol.append({
        ...byStaff,
        type: 'visit.resumed',
        personal: { companions: names.map((name) => ({ name })) },
        body: withoutIdentity(openedBody(at.protocol.now())),
      });
    };
    at.protocol.transaction(() => {
      corrected('Lise Sake');
      corrected('Lise Sakte');
      goesOutAndIn('Ánne', 'Lise Sakte');
      goesOutAndIn();
    });
    expect(rowsOf((await written()).file)[0]).toMatchObject({ Følge: 'Lise Sakte, Ánne' });
    expect(at.protocol.personal(vigil)).toMatchObject({ companions: [] });
  });

  it.each([
    ['nn', 'besoksprotokoll', 'Bebuar', 'sleppte inn'],
    ['da', 'besoegsprotokol', 'Beboer', 'lukket ind'],
    ['en', 'visit-protocol', 'Resident', 'let in'],
  ] as const)('speaks the language of the house: %s', async (language, name, resident, outcome) => {
    checkIn(at.protocol);
    const house = { ...settings, institution: { ...settings.institution, language } };
    const exports = createExports({
      db: at.db,
      protocol: at.protocol,
      settings: house,
      rulebook: { rulesOf: () => null },
      dataDir: at.folder,
      log: { write: () => undefined },
    });
    const result = await exports.dailyLog(TODAY, { by, opener: null });
    if (!result.ok) throw new Error(result.problem);
    expect(result.answer.file).toBe(`${name}-solbakken-${TODAY}.csv`);
    const [row] = rowsOf(result.answer.file);
    expect(row?.[resident]).toBe('Ola Li');
    expect(Object.values(row ?? {})).toContain(outcome);
  });

  it('of a past day has the names for the lead who is signed in, and empty cells without the key', async () => {
    const kioskKey = at.secrets.kioskKey;
    await addStaff({ db: at.db }, { id: 'ivar', name: 'Ivar', role: 'infection-control', pin: '730164' });
    await giveKeyUnderPin((...known) => at.protocol.addRecipient(...known), 'ivar', '730164', kioskKey);
    const visitId = checkIn(at.protocol, { outcome: 'postpone' });
    await at.protocol.ensureDayKey();
    at.clock.set('2026-03-11T12:00:00.000Z');
    at.protocol.closePastDays();
    expect(at.protocol.personal(visitId)).toBe('closed');

    const without = await written();
    expect(without).toMatchObject({ rows: 1, closed: 1 });
    expect(rowsOf(without.file)[0]).toMatchObject({ 'Besøks-id': visitId, Besøkende: '', Beboer: '' });

    const enter = createSignIn({ db: at.db, clock: at.clock, kioskKey, log: { write: () => undefined } });
    const signedIn = await enter('Ivar', '730164');
    if (signedIn.kind !== 'signed-in') throw new Error(signedIn.kind);
    const withKey = await written(TODAY, { by, opener: signedIn.opener });
    expect(withKey).toMatchObject({ rows: 1, closed: 0 });
    expect(rowsOf(withKey.file)[0]).toMatchObject({ Besøkende: 'Åse Øverås', Beboer: 'Ola Li' });
  });
});

describe('the export folder', () => {
  it('is made when it is missing, and gets the log and a signed head that covers the export itself', async () => {
    checkIn(at.protocol);
    const { file, sha256: told } = await written();
    expect(readdirSync(folder).sort()).toEqual([file, file.replace('.csv', '.head.jws')]);
    expect(told).toBe(sha256(file));
    expect(exportEvents()).toEqual([{ day: TODAY, rows: 1, sha256: told }]);
    const jws = readFileSync(join(folder, file.replace('.csv', '.head.jws')), 'utf8').trim();
    expect(await verifyHead(jws, publicKeyOf(at.secrets.signingKey))).toMatchObject({
      length: at.protocol.length(),
    });
    expect(logged).toEqual([{ event: 'export-written', day: TODAY, rows: 1 }]);
    if (process.platform !== 'win32') expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  });

  it('keeps every export: the second of a day is -2, also when two are asked for at once', async () => {
    checkIn(at.protocol);
    const first = (await written()).file;
    const before = readFileSync(join(folder, first), 'utf8');
    checkIn(at.protocol);
    const more = await Promise.all([written(), written()]);
    expect(more.map(({ file }) => file)).toEqual([
      'besoksprotokoll-solbakken-2026-03-10-2.csv',
      'besoksprotokoll-solbakken-2026-03-10-3.csv',
    ]);
    expect(readFileSync(join(folder, first), 'utf8')).toBe(before);
  });

  it('is not used when it is a link, and no link in it is followed', async () => {
    const elsewhere = join(at.folder, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, folder);
    expect(await exportDay(TODAY, { by, opener: null })).toEqual({ ok: false, problem: 'folder-is-a-link' });
    expect(readdirSync(elsewhere)).toEqual([]);
    await files.unlink(folder);
    mkdirSync(folder);
    symlinkSync(join(elsewhere, 'taken'), join(folder, 'besoksprotokoll-solbakken-2026-03-10.csv'));
    expect((await written()).file).toBe('besoksprotokoll-solbakken-2026-03-10-2.csv');
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('that cannot be made is a problem with a name, and nothing is recorded', async () => {
    writeFileSync(folder, 'a file is in the way');
    expect(await exportDay(TODAY, { by, opener: null })).toEqual({ ok: false, problem: 'not-writable' });
    expect(exportEvents()).toEqual([]);
    expect(existsSync(folder)).toBe(true);
  });
});

/** The disk that fails at its nth operation; `crash`: and at every one after it, as if the kiosk had been switched off. */
const failing = (nth: number, how: 'once' | 'crash', code: string) => {
  let count = 0;
  let reached = false;
  const step = <A extends unknown[], R>(work: (...given: A) => Promise<R>) => {
    return async (...given: A): Promise<R> => {
      count += 1;
      if (count === nth || (how === 'crash' && count > nth)) {
        reached = true;
        throw Object.assign(new Error(code), { code });
      }
      return work(...given);
    };
  };
  const ops = {
    mkdir: step(files.mkdir),
    lstat: step(files.lstat),
    rename: step(files.rename),
    unlink: step(files.unlink),
    readdir: step(files.readdir),
    open: step(async (...given: Parameters<typeof files.open>) => {
      const handle = await files.open(...given);
      const close = handle.close.bind(handle);
      return Object.assign(handle, {
        writeFile: step(handle.writeFile.bind(handle)),
        sync: step(handle.sync.bind(handle)),
        // The system closes what a crash leaves open.
        close: () => close(),
      });
    }),
  } as unknown as FileOps;
  return { ops, wasReached: () => reached };
};

describe('a disk that fails', () => {
  it.each(['once', 'crash'] as const)(
    'at any operation (%s) leaves no half file, and no file that the protocol does not know of',
    async (how) => {
      checkIn(at.protocol);
      let nth = 0;
      for (let reached = true; reached;) {
        nth += 1;
        rmSync(folder, { recursive: true, force: true });
        const { ops, wasReached } = failing(nth, how, 'EIO');
        const result = await exporting(ops)(TODAY, { by, opener: null });
        reached = wasReached();
        if (!result.ok) expect(result.problem).toBe('not-writable');
        expect(result.ok).toBe(!reached);

        const logs = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.csv')) : [];
        if (how === 'once' && reached) expect(logs).toEqual([]);
        for (const name of logs) {
          expect(exportEvents().map((event) => event.sha256)).toContain(sha256(name));
          expect(existsSync(join(folder, name.replace('.csv', '.head.jws')))).toBe(true);
        }
        await written();
        expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
      }
      expect(nth).toBeGreaterThan(10);
    },
  );

  it('for want of room says so', async () => {
    const { ops } = failing(6, 'once', 'ENOSPC');
    expect(await exporting(ops)(TODAY, { by, opener: null })).toEqual({ ok: false, problem: 'disk-full' });
  });

  it('with a fault of the program is not taken for a full disk', async () => {
    const { ops } = failing(3, 'once', 'oops');
    await expect(exporting(ops)(TODAY, { by, opener: null })).rejects.toThrow('oops');
    await expect(written()).resolves.toMatchObject({ rows: 0 });
  });
});
