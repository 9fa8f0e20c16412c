/**
 * The story of the demo: the reference municipality has made the day's agreements, the kiosk syncs with it over HTTP, and every letter
 * is held to the kiosk. Each does what it says it does, and every outcome can be reached with some letter.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkInAnswer, codeAnswer } from '../../shared/api/kiosk.ts';
import { OUTCOMES, type Outcome } from '../../shared/domain/outcome.ts';
import { arrival, startCore, type TestCore } from '../support/core.ts';
import { temporaryFolder, testClock } from '../support/protocol.ts';
import { demo } from './demo/demo.ts';
import { demoSettings } from './demo/institution.ts';
import type { Letter } from './demo/letters.ts';
import { startMunicipality, type RunningMunicipality } from './server.ts';

const clock = testClock();
let municipality: RunningMunicipality;
let kiosk: TestCore;
let letters: Letter[];
const reached = new Set<Outcome>();

beforeAll(async () => {
  municipality = await startMunicipality({
    file: join(temporaryFolder(), 'municipality.db'),
    now: () => clock.now(),
    demo,
  });
  demo.seed(municipality.store, clock.now());
  kiosk = await startCore({ clock, settings: () => demoSettings(municipality.url), fetch: globalThis.fetch });
  expect(await kiosk.core.sync()).toMatchObject({ outcome: 'done', problem: null });
  letters = await demo.letters(municipality.store, clock.now());
});
afterAll(async () => {
  await kiosk.end();
  await municipality.close();
});

const letterNamed = (name: string): Letter => {
  const letter = letters.find((one) => one.name === name);
  if (letter === undefined) throw new Error(`no letter ${name}`);
  return letter;
};
const show = async (code: string) =>
  codeAnswer.parse(await (await kiosk.post('/api/kiosk/code', { code, via: 'camera' })).json());
/** Comes with a letter: everyone of the party well, or all with symptoms. */
const come = async (name: string, symptoms: boolean): Promise<Outcome> => {
  const { code } = letterNamed(name);
  const shown = await show(code);
  if (shown.result !== 'ok') throw new Error(`${name} is ${shown.result}`);
  const values = { symptoms, exposure: false, area: false, 'risk-group': false };
  const answers = Object.entries(values).map(([linkId, valueBoolean]) => ({
    linkId,
    answer: [{ valueBoolean }],
  }));
  const party = Array.from({ length: shown.partySize }, () => ({ name: null, answers }));
  const response = await kiosk.post('/api/kiosk/check-in', arrival(code, { party }));
  const answer = checkInAnswer.parse(await response.json());
  if (answer.kind !== 'decided') throw new Error(JSON.stringify(answer));
  const { decision } = answer;
  expect(decision.texts, `${name} explains ${decision.outcome}`).not.toEqual([]);
  reached.add(decision.outcome);
  return decision.outcome;
};

it('every letter is answered as it says', async () => {
  for (const { name, code, result } of letters)
    expect({ name, result: (await show(code)).result }).toEqual({ name, result });
});

it('every word code is answered as its letter', async () => {
  for (const { name, wordCode, result } of letters)
    if (wordCode !== null) expect({ name, result: (await show(wordCode)).result }).toEqual({ name, result });
});

it.each<[string, string, boolean, Outcome]>([
  ['an ordinary visit, well', '01', false, 'admit'],
  ['an ordinary visit, with symptoms', '02', true, 'postpone'],
  ['the end of life, with symptoms', '04', true, 'escorted-route'],
  ['a vigil, well', '05', false, 'admit'],
  ['a child, with symptoms', '06', true, 'wait-for-staff'],
  ['a volunteer, well', '09', false, 'admit-with-conditions'],
  ['care housing, with symptoms', '13', true, 'right-of-access'],
  ['an agreement newer than the sync', '17', false, 'admit'],
])('%s', async (_what, name, symptoms, outcome) => {
  expect(await come(name, symptoms)).toBe(outcome);
});

it('reaches all six outcomes', () => {
  expect([...reached].sort()).toEqual([...OUTCOMES].sort());
});
