import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveKeyUnderPin } from '../../../test/support/lead-key.ts';
import { demoSettings } from '../../../test/municipality/demo/institution.ts';
import { dailyLogOf, LEAD, rowsOf, startExports, type TestExports } from '../../../test/support/exports.ts';
import {
  checkIn,
  openedBody,
  startProtocol,
  withoutIdentity,
  type TestProtocol,
} from '../../../test/support/protocol.ts';
import type { Exported } from '../../../shared/api/exports.ts';
import { seenAt } from '../../../shared/domain/presence.ts';
import { addStaff, createSignIn } from '../reception/index.ts';
import type { Exporter } from './exports.ts';
import { daysWithVisits } from './index.ts';

const TODAY = '2026-03-10';
const settings = demoSettings('http://127.0.0.1:9');
const { by } = LEAD;

let at: TestProtocol;
let exporting: TestExports;

beforeEach(() => {
  at = startProtocol();
  exporting = startExports(at);
});
afterEach(() => at.end());

const written = (day = TODAY, who: Exporter = LEAD) => exporting.written(dailyLogOf(day), who);
const textOf = ({ folder, file }: Exported) => readFileSync(join(folder, file), 'utf8');

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
    const log = await written();
    expect(log).toMatchObject({
      file: 'besoksprotokoll-solbakken-2026-03-10.csv',
      rows: 1,
      erased: 0,
      closed: 0,
    });
    expect(rowsOf(log)).toEqual([
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
    const log = await written();
    expect(rowsOf(log)).toMatchObject([
      { Overstyrt: 'ja', Overstyringer: 'venter på personalet → slippes inn: avtalt med leder', Utgang: '' },
    ]);
    expect(textOf(log)).not.toContain('Datteren');
  });

  it('lets no name become a formula, and gives it back to a machine as it was', async () => {
    checkIn(at.protocol, {}, '=HYPERLINK("http://evil";"Åse")');
    const log = await written();
    expect(textOf(log)).toContain('"\t=HYPERLINK(""http://evil"";""Åse"")"');
    expect(rowsOf(log)[0]?.['Besøkende']).toBe('=HYPERLINK("http://evil";"Åse")');
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
    const ids = async (day: string) => rowsOf(await written(day)).map((row) => row['Besøks-id']);
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
      const rows = rowsOf(await written(day));
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
    expect(rowsOf(await written())[0]).toMatchObject({ Følge: 'Lise Sakte, Ánne' });
    expect(at.protocol.personal(vigil)).toMatchObject({ companions: [] });
  });

  it.each([
    ['nn', 'besoksprotokoll', 'Bebuar', 'sleppte inn'],
    ['da', 'besoegsprotokol', 'Beboer', 'lukket ind'],
    ['en', 'visit-protocol', 'Resident', 'let in'],
  ] as const)('speaks the language of the house: %s', async (language, name, resident, outcome) => {
    checkIn(at.protocol);
    const house = { ...settings, institution: { ...settings.institution, language } };
    const log = await startExports(at, { settings: house }).written(dailyLogOf(TODAY));
    expect(log.file).toBe(`${name}-solbakken-${TODAY}.csv`);
    const [row] = rowsOf(log);
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
    expect(rowsOf(without)[0]).toMatchObject({ 'Besøks-id': visitId, Besøkende: '', Beboer: '' });

    const enter = createSignIn({ db: at.db, clock: at.clock, kioskKey, log: { write: () => undefined } });
    const signedIn = await enter('Ivar', '730164');
    if (signedIn.kind !== 'signed-in') throw new Error(signedIn.kind);
    const withKey = await written(TODAY, { ...LEAD, opener: signedIn.opener });
    expect(withKey).toMatchObject({ rows: 1, closed: 0 });
    expect(rowsOf(withKey)[0]).toMatchObject({ Besøkende: 'Åse Øverås', Beboer: 'Ola Li' });
  });
});
