import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compactVerify, importJWK } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromDigits } from '../../../main/core/bookings/digits.ts';
import { signingJwk, verifyBookingToken } from '../../../main/core/bookings/token.ts';
import { localText } from '../../../shared/domain/language.ts';
import { PERMIT_CLASSES } from '../../../shared/domain/outcome.ts';
import { inbound } from '../../../shared/domain/sync.ts';
import { addDays, dayIn, timeIn } from '../../../shared/domain/time.ts';
import { startMunicipality, type RunningMunicipality } from '../server.ts';
import { bookingId } from './bookings.ts';
import { demoOffset } from './clock.ts';
import { demoOf } from './demo.ts';
import { GROUPS, type Country } from './house.ts';
import { HOUSES } from './houses.ts';
import { DEMO_TOKEN } from './institution.ts';
import type { Letter } from './letters.ts';
import { prepareDemo } from './prepare.ts';

const MINUTE = 60_000;
const MORNING = '2026-11-22T08:00:00.000Z';
let folder: string;
let municipality: RunningMunicipality;
let now: number;
let country: Country;

const start = async (which: Country, at = MORNING): Promise<void> => {
  country = which;
  now = Date.parse(at);
  municipality = await startMunicipality({
    file: join(folder, 'municipality.db'),
    demo: demoOf(which),
    now: () => now,
  });
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bv-demo-'));
});
afterEach(async () => {
  await municipality.close();
  rmSync(folder, { recursive: true });
});

const house = () => HOUSES[country];
const zone = () => house().settings.institution.zone;
const ask = async (since = '') => {
  const response = await fetch(
    `${municipality.url}/v1/kiosks/${house().settings.kiosk.id}/inbound?since=${since}`,
    { headers: { authorization: `Bearer ${DEMO_TOKEN}` } },
  );
  expect(response.status).toBe(200);
  return inbound.parse(await response.json());
};
const letters = async () =>
  (await (await fetch(`${municipality.url}/letters/letters.json`)).json()) as Letter[];

describe.each<Country>(['NO', 'DK'])('the demo of %s', (which) => {
  beforeEach(() => start(which));

  it('has places, residents and groups that its visits know', async () => {
    const { settings, residents, slots } = house();
    expect(new Set(residents.map((one) => one.name)).size).toBe(residents.length);
    expect(new Set(slots.map((slot) => slot.no)).size).toBe(slots.length);
    expect((await ask()).bookings.length).toBeGreaterThan(3 * 15);
    for (const { name, directions } of [...settings.places, ...settings.entrances]) {
      localText.parse(name);
      // Short names are alike in many languages; whole sentences are not.
      const { nb, nn, da } = directions;
      expect(new Set([nb, nn, da]).size, nb).toBe(3);
    }
  });

  it('has a letter of each of its groups, and says what each shows', async () => {
    const book = await letters();
    expect(new Set(book.map((letter) => letter.group))).toEqual(new Set(GROUPS));
    for (const { situation, shows } of book) expect([situation, shows]).not.toContain('');
  });

  it('sends nothing twice, and the new day once midnight is past', async () => {
    const first = await ask();
    expect((await ask(first.cursor)).bookings).toEqual([]);
    now += 16 * 60 * MINUTE;
    const { bookings } = await ask(first.cursor);
    expect(bookings.map((one) => one.id)).toContain(bookingId('2026-11-24', house().slots[0]?.no ?? ''));
  });

  it('agrees on visits around the hour that it is, whatever the hour, with the same codes', async () => {
    const [plain] = house().slots;
    for (const hour of ['00:05', '08:00', '13:00', '23:30']) {
      now = Date.parse(`2026-11-23T${hour}:00.000Z`) - 60 * MINUTE;
      const today = dayIn(zone(), now);
      const sent = (await ask()).bookings.find((one) => one.id === bookingId(today, plain?.no ?? ''));
      expect(Date.parse(sent?.from ?? '')).toBeLessThanOrEqual(now);
      expect(now - Date.parse(sent?.from ?? '')).toBeLessThan(15 * MINUTE);
      expect(now).toBeLessThan(Date.parse(sent?.to ?? ''));
      const letter = (await letters()).find((one) => one.name === plain?.no);
      expect(letter?.booking).toEqual(sent);
    }
  });

  it('lets the agreements of the day follow the clock, a quarter of an hour at the most behind', async () => {
    const { cursor } = await ask();
    now += 9 * MINUTE;
    expect((await ask(cursor)).bookings).toEqual([]);
    now += 2 * MINUTE;
    expect((await ask(cursor)).bookings.length).toBeGreaterThan(0);
  });

  it('writes letters whose tokens the kiosk reads just as each letter says', async () => {
    const keys = (await ask()).jwks.keys.map((key) => signingJwk.parse(key));
    const results = new Map<string, string>();
    for (const letter of await letters()) {
      const jws = fromDigits(letter.code);
      if (jws === null) {
        results.set(letter.name, 'foreign');
        continue;
      }
      const read = await verifyBookingToken(jws, (kid) => keys.find((key) => key.kid === kid) ?? null);
      results.set(letter.name, read.result);
      if (read.result !== 'ok') continue;
      expect(read.claims.nbf * 1000 <= now).toBe(letter.result !== 'too-early');
      expect(now < read.claims.exp * 1000).toBe(letter.result !== 'expired');
    }
    const bad = [...results].filter(([, result]) => result !== 'ok');
    expect(Object.fromEntries(bad)).toEqual({
      'bad-signature': 'bad-signature',
      'unknown-key': 'unknown-key',
      foreign: 'foreign',
    });
  });

  it('has one booking that is newer than the last sync: a letter, but no row', async () => {
    const hidden = house().slots.find((slot) => slot.special === 'not-sent');
    const letter = (await letters()).find((one) => one.name === hidden?.no);
    expect(letter?.result).toBe('ok');
    expect((await ask()).bookings.map((one) => one.id)).not.toContain(letter?.booking?.id);
  });

  it('keeps a QR code small enough for a telephone at arm’s length', async () => {
    for (const { name } of await letters()) {
      const page = await fetch(`${municipality.url}/letters/${name}`);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      const modules = /viewBox="0 0 (\d+) /.exec(await page.text())?.[1];
      // Version 13 with its quiet zone is 77.
      expect(Number(modules), name).toBeLessThanOrEqual(77);
    }
  });

  it('shows all letters on one page by situation, for a telephone or a printer', async () => {
    const page = await (await fetch(`${municipality.url}/letters/`)).text();
    const count = house().slots.length + 6;
    expect(page.match(/<article/g)).toHaveLength(count);
    expect(page.match(/<svg/g)).toHaveLength(count);
    expect(page.match(/<h2>/g)).toHaveLength(GROUPS.length);
    expect(page).toContain(`lang="${house().settings.institution.language}"`);
    expect((await fetch(`${municipality.url}/letters/none`)).status).toBe(404);
  });

  it('makes a folder a demo kiosk, and only learns the new address when it is done again', async () => {
    const wanted = { municipalityUrl: 'http://127.0.0.1:4001', country: which, now };
    const first = await prepareDemo(folder, wanted);
    expect(first.settings.demo).toBe(true);
    expect(first.staff).toEqual(house().staff);
    const again = await prepareDemo(folder, { ...wanted, municipalityUrl: municipality.url });
    expect(again.settings).toEqual({
      ...first.settings,
      municipality: { ...first.settings.municipality, url: municipality.url },
    });
  });

  it('sends packs and phases that it is given, to who has its token', async () => {
    const { cursor } = await ask();
    const give = async (path: string, body: unknown, token = DEMO_TOKEN) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const request = { method: 'POST', headers, body: JSON.stringify(body) };
      return (await fetch(`${municipality.url}/demo/${path}`, request)).status;
    };
    const phase = { phase: 'outbreak', from: '2026-11-22T09:00:00.000Z', until: null };
    expect(await give('phases', phase, 'somebody-elses-token')).toBe(401);
    expect(await give('phases', { phase: 'outbreak' })).toBe(400);
    expect(await give('packs', [])).toBe(400);
    expect([await give('phases', phase), await give('packs?as=unsigned', { id: 'a-pack' })]).toEqual([
      204, 204,
    ]);
    expect(await ask(cursor)).toMatchObject({ packs: [{ id: 'a-pack' }], phases: [phase] });
    expect(await give('packs', { id: 'signed' })).toBe(204);
    expect((await ask(cursor)).packs).toEqual([{ id: 'a-pack' }, expect.any(String)]);
  });

  it('signs packs with the key that its kiosk’s settings name', async () => {
    const { settings } = await prepareDemo(folder, {
      municipalityUrl: municipality.url,
      country: which,
      now,
    });
    await municipality.store.putPack({ id: 'a-pack' });
    const [jws] = (await ask()).packs;
    const [key] = settings.municipality.packKeys;
    if (typeof jws !== 'string' || key === undefined) throw new Error('a signed pack and its key are there');
    const { protectedHeader, payload } = await compactVerify(jws, await importJWK(key, 'EdDSA'));
    expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'besoksvert-pack+jws', kid: key.kid });
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ id: 'a-pack' });
  });
});

describe('Norway', () => {
  it('sends bookings of every permit class for today and for tomorrow', async () => {
    await start('NO');
    const { bookings } = await ask();
    const today = dayIn(zone(), now);
    for (const day of [today, addDays(today, 1)]) {
      const classes = bookings
        .filter((one) => !one.cancelled && dayIn(zone(), Date.parse(one.notBefore)) === day)
        .map((one) => one.permitClass);
      expect(new Set(classes)).toEqual(new Set(PERMIT_CLASSES));
    }
    expect(new Set(bookings.map((one) => one.wordCode)).size).toBe(bookings.length);
  });

  it('has whole days on the day with 23 hours and the day with 25', async () => {
    await start('NO');
    for (const day of ['2027-03-28', '2026-10-25']) {
      now = Date.parse(`${day}T10:00:00.000Z`);
      const vigil = (await ask()).bookings.find((one) => one.id === bookingId(day, '05'));
      const plain = (await ask()).bookings.find((one) => one.id === bookingId(day, '01'));
      const hours = (Date.parse(vigil?.to ?? '') - Date.parse(vigil?.from ?? '')) / (60 * MINUTE);
      expect(hours).toBe(day === '2027-03-28' ? 23 : 25);
      expect(plain?.from).toBe(`${day}T10:00:00.000Z`);
    }
  });

  it('has the clock of the machine, or the time of day that was asked for', async () => {
    await start('NO');
    expect(demoOffset(folder, house(), now)).toBeUndefined();
    const offset = demoOffset(folder, house(), now, 13 * 60 + 5) ?? 0;
    expect([dayIn(zone(), now + offset), timeIn(zone(), now + offset)]).toEqual(['2026-11-22', '13:05']);
  });
});

describe('the Danish demo’s clock', () => {
  it('begins on 20 May 2020 at the time of day that it is, and goes on from start to start', async () => {
    await start('DK');
    const offset = demoOffset(folder, house(), now) ?? 0;
    expect([dayIn(zone(), now + offset), timeIn(zone(), now + offset)]).toEqual([
      '2020-05-20',
      timeIn(zone(), now),
    ]);
    await prepareDemo(folder, {
      municipalityUrl: municipality.url,
      country: 'DK',
      now,
      clockOffsetMs: offset,
    });
    now += 20 * 60 * MINUTE;
    expect(demoOffset(folder, house(), now)).toBe(offset);
  });
});
