/**
 * The story of the demos: the reference municipality has made the day's agreements, the kiosk syncs with it over HTTP, and every letter
 * is held to the kiosk. Each does what it says it does, and every outcome can be reached with some letter.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkInAnswer, codeAnswer, residentAnswer, type Decision } from '../../shared/api/kiosk.ts';
import { OUTCOMES, type Outcome } from '../../shared/domain/outcome.ts';
import { arrival, startCore, type TestCore } from '../support/core.ts';
import { temporaryFolder, testClock } from '../support/protocol.ts';
import { demoOf } from './demo/demo.ts';
import type { Country } from './demo/house.ts';
import { demoSettings } from './demo/institution.ts';
import type { Letter } from './demo/letters.ts';
import { receivedEvents } from './received.ts';
import { startMunicipality, type RunningMunicipality } from './server.ts';

/** How somebody comes: with symptoms or well, and with how many beside those who were agreed. */
type How = 'well' | 'with symptoms' | 'with one more';

interface Door {
  readonly letters: readonly Letter[];
  show(code: string): Promise<ReturnType<typeof codeAnswer.parse>>;
  come(name: string, how: How): Promise<Decision>;
  resident(name: string, going: 'out' | 'back'): Promise<ReturnType<typeof residentAnswer.parse>>;
  /** Leaves something for somebody. */
  gift(): Promise<number>;
  /** Syncs once more; the types and versions of the events that the municipality has then, and what was refused. */
  sent(): Promise<{ readonly received: readonly string[]; readonly refused: number }>;
  end(): Promise<void>;
}

const openDoorOf = async (country: Country, at: string): Promise<Door> => {
  const demo = demoOf(country);
  const clock = testClock(at);
  const municipality: RunningMunicipality = await startMunicipality({
    file: join(temporaryFolder(), 'municipality.db'),
    now: () => clock.now(),
    demo,
  });
  const kiosk: TestCore = await startCore({
    clock,
    settings: () => demoSettings(municipality.url, { country }),
    fetch: globalThis.fetch,
  });
  expect(await kiosk.core.sync()).toMatchObject({ outcome: 'done', problem: null });
  const letters = await demo.letters(municipality.store, clock.now());
  const codeOf = (name: string): string => {
    const letter = letters.find((one) => one.name === name);
    if (letter === undefined) throw new Error(`no letter ${name}`);
    return letter.code;
  };
  const show = async (code: string) =>
    codeAnswer.parse(await (await kiosk.post('/api/kiosk/code', { code, via: 'camera' })).json());
  return {
    letters,
    show,
    come: async (name, how) => {
      const code = codeOf(name);
      const shown = await show(code);
      if (shown.result !== 'ok') throw new Error(`${name} is ${shown.result}`);
      const values = { symptoms: how === 'with symptoms', exposure: false, area: false, 'risk-group': false };
      const answers = Object.entries(values)
        .filter(([linkId]) => JSON.stringify(shown.questionnaire).includes(`"linkId":"${linkId}"`))
        .map(([linkId, valueBoolean]) => ({ linkId, answer: [{ valueBoolean }] }));
      const children = shown.companions.filter(({ child }) => child).length;
      const people = shown.partySize + (how === 'with one more' ? 1 : 0);
      const party = Array.from({ length: people }, (_, index) => ({
        name: null,
        child: index >= people - children,
        answers,
      }));
      const response = await kiosk.post('/api/kiosk/check-in', arrival(code, { party }));
      const answer = checkInAnswer.parse(await response.json());
      if (answer.kind !== 'decided') throw new Error(`${name}: ${JSON.stringify(answer)}`);
      expect(answer.decision.texts, `${name} explains ${answer.decision.outcome}`).not.toEqual([]);
      return answer.decision;
    },
    resident: async (name, going) => {
      const { code, via, attempt } = arrival(codeOf(name));
      return residentAnswer.parse(
        await (await kiosk.post('/api/kiosk/resident', { code, via, attempt, going })).json(),
      );
    },
    gift: async () => {
      const gift = { attempt: randomUUID(), kind: 'gift', visitorName: null, residentName: null };
      return (await kiosk.post('/api/kiosk/gift', gift)).status;
    },
    sent: async () => {
      const { outcome, refused } = await kiosk.core.sync();
      expect(outcome).toBe('done');
      const events = receivedEvents(municipality.store, demo.house.settings.kiosk.id);
      return { received: events.map(({ type, version }) => `${type}/${version}`), refused };
    },
    end: async () => {
      await kiosk.end();
      await municipality.close();
    },
  };
};

const WHAT_COMES: Record<Country, readonly (readonly [name: string, how: How, outcome: Outcome])[]> = {
  NO: [
    ['01', 'well', 'admit'],
    ['02', 'with symptoms', 'postpone'],
    ['03', 'with one more', 'wait-for-staff'],
    ['04', 'with symptoms', 'escorted-route'],
    ['05', 'well', 'admit'],
    ['06', 'with symptoms', 'wait-for-staff'],
    ['child-resident', 'well', 'admit-with-conditions'],
    ['dementia', 'with symptoms', 'wait-for-staff'],
    ['critical', 'well', 'admit-with-conditions'],
    ['07', 'well', 'admit'],
    ['08', 'well', 'admit'],
    ['09', 'well', 'admit-with-conditions'],
    ['volunteer-untrained', 'well', 'wait-for-staff'],
    ['10', 'well', 'admit-with-conditions'],
    ['11', 'well', 'wait-for-staff'],
    ['12', 'well', 'admit-with-conditions'],
    ['delivery', 'well', 'admit-with-conditions'],
    ['employee', 'well', 'admit-with-conditions'],
    ['respite', 'well', 'admit-with-conditions'],
    ['respite-over', 'well', 'wait-for-staff'],
    ['13', 'with symptoms', 'right-of-access'],
    ['home-limited', 'well', 'right-of-access'],
    ['15', 'well', 'wait-for-staff'],
    ['17', 'well', 'admit'],
    ['two-residents', 'well', 'admit'],
    ['family', 'well', 'admit'],
    ['late', 'well', 'wait-for-staff'],
  ],
  DK: [
    ['ordinary', 'well', 'wait-for-staff'],
    ['fixed-outdoors', 'well', 'admit-with-conditions'],
    ['not-sent', 'with symptoms', 'postpone'],
    ['fixed-indoors', 'well', 'wait-for-staff'],
    ['fixed-indoors-agreed', 'well', 'admit-with-conditions'],
    ['party', 'well', 'wait-for-staff'],
    ['critical', 'with symptoms', 'escorted-route'],
    ['end-of-life', 'well', 'admit-with-conditions'],
    ['vigil', 'well', 'admit-with-conditions'],
    ['child', 'with symptoms', 'wait-for-staff'],
    ['dementia', 'well', 'admit-with-conditions'],
    ['service', 'well', 'admit-with-conditions'],
    ['provider', 'well', 'admit-with-conditions'],
    ['delivery', 'well', 'admit-with-conditions'],
    ['employee', 'well', 'admit-with-conditions'],
    ['exempt', 'with symptoms', 'admit-with-conditions'],
    ['limited', 'well', 'wait-for-staff'],
    ['late', 'well', 'wait-for-staff'],
  ],
};

describe.each([
  ['NO', '2026-03-10T12:00:00.000Z'],
  ['NO', '2026-03-10T23:20:00.000Z'],
  ['DK', '2020-05-20T21:40:00.000Z'],
] as const)('the letters of %s at %s', (country, at) => {
  let door: Door;
  beforeAll(async () => {
    door = await openDoorOf(country, at);
  });
  afterAll(() => door.end());

  it('are answered as each says, and their word codes the same', async () => {
    for (const { name, code, wordCode, result } of door.letters) {
      expect({ name, result: (await door.show(code)).result }).toEqual({ name, result });
      if (wordCode !== null)
        expect({ name, result: (await door.show(wordCode)).result }).toEqual({ name, result });
    }
  });

  it('tell who is early to wait, and who has the wrong day when to come', async () => {
    for (const [name, sameDay] of [
      ['early', true],
      ['too-early', false],
    ] as const)
      expect(await door.show(door.letters.find((letter) => letter.name === name)?.code ?? '')).toMatchObject({
        result: 'too-early',
        sameDay,
      });
  });

  it.each(WHAT_COMES[country])('%s %s: %s', async (name, how, outcome) => {
    expect((await door.come(name, how)).outcome).toBe(outcome);
  });

  it('let a resident out and home again', async () => {
    expect((await door.resident('resident', 'out')).kind).toBe('out');
    expect((await door.resident('resident', 'back')).kind).toBe('back');
  });

  it('leave a protocol that the municipality receives, every kind of event of it', async () => {
    expect(await door.gift()).toBe(200);
    const { received, refused } = await door.sent();
    expect(refused).toBe(0);
    expect(received).toEqual(
      expect.arrayContaining([
        'pack.activated/2',
        'visit.checked-in/2',
        'visit.referred/2',
        'visit.postponed/2',
        'resident.went-out/1',
        'resident.came-back/1',
        'gift.received/1',
        'code.rejected/1',
      ]),
    );
  });
});

it('a full room is told of when its first visit has begun, with another place to go', async () => {
  const door = await openDoorOf('NO', '2026-03-10T12:00:00.000Z');
  const taken = door.letters.find(({ name }) => name === 'room-taken')?.code ?? '';
  expect(await door.show(taken)).toMatchObject({ result: 'ok', full: null });
  expect((await door.come('room', 'well')).outcome).toBe('admit');
  const shown = await door.show(taken);
  if (shown.result !== 'ok') throw new Error(shown.result);
  expect(shown.full?.offers.length).toBeGreaterThan(0);
  await door.end();
});

it('the six outcomes are all reached', () => {
  const reached = new Set(Object.values(WHAT_COMES).flatMap((rows) => rows.map(([, , outcome]) => outcome)));
  expect([...reached].sort()).toEqual([...OUTCOMES].sort());
});
