import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fromDigits } from '../../../main/core/bookings/digits.ts';
import { signingJwk, verifyBookingToken } from '../../../main/core/bookings/token.ts';
import { PERMIT_CLASSES } from '../../../shared/domain/outcome.ts';
import { inbound } from '../../../shared/domain/sync.ts';
import { addDays, dayIn } from '../../../shared/domain/time.ts';
import { startMunicipality, type RunningMunicipality } from '../server.ts';
import { demo } from './demo.ts';
import { DEMO_TOKEN, KIOSK, PLACES, ZONE } from './institution.ts';
import type { Letter } from './letters.ts';
import { RESIDENTS } from './people.ts';
import { prepareDemo } from './prepare.ts';
import { DEMO_STAFF } from './staff.ts';

const MORNING = Date.parse('2026-11-22T08:00:00.000Z');
let folder: string;
let municipality: RunningMunicipality;
let now: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bv-demo-'));
  now = MORNING;
  municipality = await startMunicipality({ file: join(folder, 'municipality.db'), demo, now: () => now });
});
afterEach(async () => {
  await municipality.close();
  rmSync(folder, { recursive: true });
});

const ask = async (since = '') => {
  const response = await fetch(`${municipality.url}/v1/kiosks/${KIOSK}/inbound?since=${since}`, {
    headers: { authorization: `Bearer ${DEMO_TOKEN}` },
  });
  expect(response.status).toBe(200);
  return inbound.parse(await response.json());
};
const letters = async () =>
  (await (await fetch(`${municipality.url}/letters/letters.json`)).json()) as Letter[];

it('has some twenty residents on three wards, and places that settings accept', () => {
  expect(RESIDENTS).toHaveLength(20);
  expect(new Set(RESIDENTS.map((one) => one.ward)).size).toBe(3);
  expect(new Set(RESIDENTS.map((one) => one.name)).size).toBe(20);
});

it('sends bookings of every permit class for today and for tomorrow', async () => {
  const { bookings } = await ask();
  const today = dayIn(ZONE, now);
  for (const day of [today, addDays(today, 1)]) {
    const classes = bookings
      .filter((one) => !one.cancelled && dayIn(ZONE, Date.parse(one.from)) === day)
      .map((one) => one.permitClass);
    expect(new Set(classes)).toEqual(new Set(PERMIT_CLASSES));
  }
  expect(new Set(bookings.map((one) => one.wordCode)).size).toBe(bookings.length);
  for (const one of bookings) expect(PLACES.map((place) => place.id)).toContain(one.place);
});

it('sends nothing twice, and the new day once midnight is past', async () => {
  const first = await ask();
  expect((await ask(first.cursor)).bookings).toEqual([]);
  now += 16 * 3_600_000;
  const next = await ask(first.cursor);
  expect(next.bookings.length).toBeGreaterThan(0);
  for (const one of next.bookings) expect(dayIn(ZONE, Date.parse(one.notBefore))).toBe('2026-11-24');
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
  expect(results.get('bad-signature')).toBe('bad-signature');
  expect(results.get('unknown-key')).toBe('unknown-key');
  expect(results.get('foreign')).toBe('foreign');
  expect([...results.values()].filter((result) => result !== 'ok')).toHaveLength(3);
});

it('has one booking that is newer than the last sync: a letter, but no row', async () => {
  const letter = (await letters()).find((one) => one.name === '17');
  expect(letter?.result).toBe('ok');
  expect((await ask()).bookings.map((one) => one.id)).not.toContain(letter?.booking?.id);
});

it('keeps a QR code small enough for a telephone at arm’s length', async () => {
  const page = await fetch(`${municipality.url}/letters/01`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const modules = /viewBox="0 0 (\d+) /.exec(await page.text())?.[1];
  // Version 13 with its quiet zone is 77.
  expect(Number(modules)).toBeLessThanOrEqual(77);
});

it('shows all letters on one page, for a telephone or a printer', async () => {
  const page = await (await fetch(`${municipality.url}/letters/`)).text();
  expect(page.match(/<article/g)).toHaveLength(23);
  expect(page.match(/<svg/g)).toHaveLength(23);
  expect((await fetch(`${municipality.url}/letters/none`)).status).toBe(404);
});

it('makes a folder a demo kiosk, and only learns the new address when it is done again', async () => {
  const first = await prepareDemo(folder, { municipalityUrl: 'http://127.0.0.1:4001', now });
  expect(first.settings.demo).toBe(true);
  expect(first.staff).toEqual(DEMO_STAFF);
  const again = await prepareDemo(folder, { municipalityUrl: municipality.url, now });
  expect(again.settings.municipality.url).toBe(municipality.url);
});

it('has the same bookings on the day with 23 hours and the day with 25', async () => {
  for (const day of ['2027-03-28', '2026-10-25']) {
    now = Date.parse(`${day}T10:00:00.000Z`);
    const vigil = (await ask()).bookings.find((one) => one.id === `B${day.slice(2).replaceAll('-', '')}-05`);
    const noon = (await ask()).bookings.find((one) => one.id === `B${day.slice(2).replaceAll('-', '')}-11`);
    const hours = (Date.parse(vigil?.to ?? '') - Date.parse(vigil?.from ?? '')) / 3_600_000;
    expect(hours).toBe(day === '2027-03-28' ? 23 : 25);
    expect(noon?.from).toBe(day === '2027-03-28' ? `${day}T10:00:00.000Z` : `${day}T11:00:00.000Z`);
  }
});
