/** A pack and a phase go the whole way: made by the reference municipality, over HTTP, to the lead's desk and to the door. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inEarnest, programPack, startLead, type LeadAtWork } from '../support/lead.ts';
import { temporaryFolder, testClock } from '../support/protocol.ts';
import { DEMO_TOKEN, demoSettings, KIOSK } from './demo/institution.ts';
import { newKey } from './keys.ts';
import { startMunicipality, type RunningMunicipality } from './server.ts';
import { signedPack } from './tokens.ts';

const clock = testClock();
let municipality: RunningMunicipality;
let lead: LeadAtWork;
beforeEach(async () => {
  municipality = await startMunicipality({
    file: join(temporaryFolder(), 'municipality.db'),
    now: () => clock.now(),
  });
  const { store, url } = municipality;
  store.enrol({ id: KIOSK, token: DEMO_TOKEN });
  lead = await startLead({
    clock,
    fetch: globalThis.fetch,
    settings: () => inEarnest(store.keys.packs)(demoSettings(url)),
  });
});
afterEach(async () => {
  await lead.core.end();
  await municipality.close();
});
const newer = programPack('no-2020-05-27', { version: '9.0.0' });
const sync = () => lead.core.core.sync();

it('a pack that the municipality signed waits for the lead, and comes once', async () => {
  await municipality.store.putPack(newer);
  expect(await sync()).toMatchObject({ outcome: 'done', leftOut: [] });
  expect(await lead.row('9.0.0')).toMatchObject({
    state: 'ready',
    source: 'municipality',
    signedBy: municipality.store.keys.packs.kid,
  });
  expect((await lead.activatePack(newer)).status).toBe(200);
  expect(await lead.inForce()).toBe('no-2020-05-27 9.0.0');
  expect(await sync()).toMatchObject({ outcome: 'done', leftOut: [] });
});

it.each<[string, (municipality: RunningMunicipality) => Promise<void>]>([
  ['nobody signed', ({ store }) => store.putPack(newer, 'unsigned')],
  ['somebody else signed', async ({ store }) => store.putSigned(await signedPack(newer, newKey('Ed25519')))],
])('a pack that %s is left out with a sentence, and everything else comes', async (_who, put) => {
  await put(municipality);
  const report = await sync();
  expect(report).toMatchObject({ problem: 'some-left-out', leftOut: [expect.any(String)] });
  expect(await lead.row('9.0.0')).toBeUndefined();
});

it('a phase of the municipality is in effect in the whole house, until it ends', async () => {
  const from = new Date(clock.now()).toISOString();
  const until = new Date(clock.now() + 3_600_000).toISOString();
  municipality.store.setPhase({ phase: 'outbreak', from, until });
  await sync();
  const phases = async () =>
    (await lead.state()).wards.map(({ phase, scope }) => `${phase} ${String(scope)}`);
  expect(new Set(await phases())).toEqual(new Set(['outbreak municipality']));
  clock.advance(3_600_000);
  await lead.signInAgain();
  expect(new Set(await phases())).toEqual(new Set(['normal null']));
});
