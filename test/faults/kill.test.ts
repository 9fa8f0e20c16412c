/**
 * The kiosk is killed at random moments while visitors check in, residents go out and gifts are left, two hundred times on the same data.
 * After each start the protocol holds, and every visit that a screen was told of is there with its outcome, every resident is out, and
 * every gift has its label.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyFile } from '../../main/verifier/verify.ts';
import { appPaths } from '../../main/platform/app-root.ts';
import { openSecrets } from '../../main/platform/secrets.ts';
import { readSettings } from '../../main/platform/settings.ts';
import {
  checkInAnswer,
  decision,
  giftAnswer,
  residentAnswer,
  type Decision,
} from '../../shared/api/kiosk.ts';
import type { PermitClass } from '../../shared/domain/outcome.ts';
import { dayIn, startOfDay } from '../../shared/domain/time.ts';
import { INSTITUTION, ZONE } from '../municipality/demo/institution.ts';
import { municipalityFile } from '../municipality/demo/prepare.ts';
import type { Key } from '../municipality/keys.ts';
import { openStore } from '../municipality/store.ts';
import { bookingToken } from '../municipality/tokens.ts';
import { arrival } from '../support/core.ts';
import { bundleKiosk } from '../support/kiosk-bundle.ts';
import { makeKioskFolder, type KioskFolder } from '../support/kiosk-folder.ts';
import { openSession, spawnKiosk, type Ask, type KioskProcess } from '../support/kiosk.ts';

const ROUNDS = 200;
/** The moments are random and the same every time: the numbers of Numerical Recipes' generator. */
let seed = 20_261_122;
const random = (below: number): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};

let folder: KioskFolder;
let screens: string;
let program: string;
let key: Key;

beforeAll(async () => {
  folder = await makeKioskFolder();
  program = await bundleKiosk();
  screens = join(folder.dataDir, 'screens');
  mkdirSync(screens);
  writeFileSync(join(screens, 'index.html'), '<!doctype html><title>visitor</title>');
  const store = openStore(municipalityFile(folder.dataDir));
  [key] = store.keys.signing;
  store.db.close();
});
afterAll(() => folder.remove());

/** An agreement that the kiosk has never heard of, as made a minute ago. */
const newCode = (cls: PermitClass = 'ordinary'): Promise<string> => {
  const today = startOfDay(ZONE, dayIn(ZONE, Date.now())) / 1000;
  const unique = randomBytes(6).toString('hex');
  const limits = { nbf: today - 86_400, exp: today + 3 * 86_400 };
  return bookingToken(
    {
      jti: `j${unique}`,
      sub: `b${unique}`,
      aud: INSTITUTION,
      cls,
      plc: 'besoksrom',
      pty: 1,
      ...limits,
    },
    key,
  );
};

/** Every fourth has symptoms and is not let in. */
const answers = (visitor: number) =>
  ['symptoms', 'exposure', 'area', 'risk-group'].map((linkId) => ({
    linkId,
    answer: [{ valueBoolean: linkId === 'symptoms' && visitor % 4 === 3 }],
  }));

/** Visitor after visitor until the kiosk is gone; what their screens were told goes to `tell`. */
const checkInForEver = async (
  ask: Ask,
  codes: readonly string[],
  tell: (told: Decision) => void,
): Promise<void> => {
  for (const [visitor, code] of codes.entries()) {
    const request = arrival(code, { party: [{ name: null, child: false, answers: answers(visitor) }] });
    const body = JSON.stringify(request);
    const heard: unknown = await ask('/api/kiosk/check-in', { method: 'POST', body })
      .then((response) => response.json())
      .catch(() => null);
    if (heard === null) return;
    const answer = checkInAnswer.parse(heard);
    if (answer.kind !== 'decided') throw new Error(`not decided: ${JSON.stringify(answer)}`);
    tell(answer.decision);
  }
};

/** Residents go out one after another, and somebody leaves a gift for each, until the kiosk is gone. */
const goOutForEver = async (ask: Ask, codes: readonly string[], told: Told): Promise<void> => {
  const post = (path: string, body: unknown): Promise<unknown> =>
    ask(path, { method: 'POST', body: JSON.stringify(body) })
      .then((response) => response.json())
      .catch(() => null);
  for (const code of codes) {
    const heard = await post('/api/kiosk/resident', {
      code,
      via: 'camera',
      going: 'out',
      attempt: randomUUID(),
    });
    if (heard === null) return;
    expect(residentAnswer.parse(heard).kind).toBe('out');
    told.away.push(code);
    const gift = { attempt: randomUUID(), kind: 'gift', visitorName: null, residentName: 'Ola Li' };
    const label = await post('/api/kiosk/gift', gift);
    if (label === null) return;
    told.gifts.push({ gift, label: giftAnswer.parse(label).label });
  }
};

const verdict = async () =>
  verifyFile(join(folder.dataDir, 'kiosk.db'), {
    migrationsDir: appPaths().migrations,
    settings: readSettings(folder.dataDir),
    secrets: await openSecrets(folder.dataDir),
  });

/** What screens were told. */
interface Told {
  readonly decisions: Decision[];
  /** Codes of residents who were told that they are out. */
  readonly away: string[];
  readonly gifts: { readonly gift: { readonly attempt: string }; readonly label: string }[];
}
const nothingYet = (): Told => ({ decisions: [], away: [], gifts: [] });

const expectAllThere = async (ask: Ask, told: Told): Promise<void> => {
  const post = async (path: string, body: unknown): Promise<unknown> =>
    (await ask(path, { method: 'POST', body: JSON.stringify(body) })).json();
  for (const code of told.away)
    expect(await post('/api/kiosk/code', { code, via: 'camera' })).toMatchObject({
      result: 'resident',
      away: true,
    });
  for (const { gift, label } of told.gifts)
    expect(await post('/api/kiosk/gift', gift)).toMatchObject({ label });
  for (const { visitId, outcome, receipt } of told.decisions) {
    const found = decision.parse(await (await ask(`/api/kiosk/visits/${visitId}`)).json());
    expect(found).toMatchObject({ visitId, outcome, receipt });
  }
};

/** Two visitors and a resident at a time; the power goes a random moment after a random one of them was told. */
const checkInUntilKilled = async (kiosk: KioskProcess, ask: Ask): Promise<Told> => {
  const told = nothingYet();
  const enough = Promise.withResolvers<undefined>();
  const wanted = random(6);
  const tell = (decision: Decision): void => {
    told.decisions.push(decision);
    if (told.decisions.length >= wanted) enough.resolve(undefined);
  };
  if (wanted === 0) enough.resolve(undefined);
  const codes = await Promise.all(Array.from({ length: 40 }, () => newCode()));
  const residents = await Promise.all(Array.from({ length: 20 }, () => newCode('resident')));
  const visitors = [
    checkInForEver(ask, codes.slice(0, 20), tell),
    checkInForEver(ask, codes.slice(20), tell),
    goOutForEver(ask, residents, told),
  ];
  // A visitor who never hears anything must fail the test, not hang it.
  await Promise.race([enough.promise, Promise.all(visitors)]);
  await wait(random(12));
  await kiosk.kill();
  await Promise.all(visitors);
  return told;
};

it(
  'killed 200 times during check-ins, it loses no visit, no outing and no gift that a screen confirmed',
  { timeout: 600_000 },
  async () => {
    const told = nothingYet();
    let before = nothingYet();
    let killedWhileStarting = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const started = spawnKiosk(folder.dataDir, { screens, program });
      if (random(10) === 0) {
        // The moment may also come while it is starting.
        started.ready.catch(() => undefined);
        await wait(random(400));
        started.child.kill('SIGKILL');
        await once(started.child, 'exit');
        killedWhileStarting += 1;
        continue;
      }
      const kiosk: KioskProcess = await started.ready;
      const ask = await openSession(kiosk);
      expect(await verdict()).toMatchObject({ status: 0, result: { findings: [] } });
      await expectAllThere(ask, before);
      before = await checkInUntilKilled(kiosk, ask);
      told.decisions.push(...before.decisions);
      told.away.push(...before.away);
      told.gifts.push(...before.gifts);
    }
    expect(told.decisions.length).toBeGreaterThan(ROUNDS);
    expect(told.away.length).toBeGreaterThan(ROUNDS / 2);
    expect(told.gifts.length).toBeGreaterThan(ROUNDS / 4);
    expect(killedWhileStarting).toBeGreaterThan(5);

    const last = await spawnKiosk(folder.dataDir, { screens, program }).ready;
    await expectAllThere(await openSession(last), told);
    await last.stop();
    expect(await verdict()).toMatchObject({ status: 0 });
  },
);
