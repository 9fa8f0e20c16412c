/**
 * The kiosk is killed at random moments while visitors check in, two hundred times on the same data. After each start the protocol holds, and
 * every visit that a screen was told of is there, with the outcome that was told.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyFile } from '../../main/core/protocol/verify.ts';
import { appPaths } from '../../main/platform/app-root.ts';
import { openSecrets } from '../../main/platform/secrets.ts';
import { readSettings } from '../../main/platform/settings.ts';
import { checkInAnswer, decision, type Decision } from '../../shared/api/kiosk.ts';
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
const newCode = (): Promise<string> => {
  const today = startOfDay(ZONE, dayIn(ZONE, Date.now())) / 1000;
  const unique = randomBytes(6).toString('hex');
  const limits = { nbf: today - 86_400, exp: today + 3 * 86_400 };
  return bookingToken(
    {
      jti: `j${unique}`,
      sub: `b${unique}`,
      aud: INSTITUTION,
      cls: 'ordinary',
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
    const request = arrival(code, { party: [{ name: null, answers: answers(visitor) }] });
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

const verdict = () =>
  verifyFile(join(folder.dataDir, 'kiosk.db'), {
    migrationsDir: appPaths().migrations,
    settings: readSettings(folder.dataDir),
    secrets: openSecrets(folder.dataDir),
  });

const expectAllThere = async (ask: Ask, told: readonly Decision[]): Promise<void> => {
  for (const { visitId, outcome, receipt } of told) {
    const found = decision.parse(await (await ask(`/api/kiosk/visits/${visitId}`)).json());
    expect(found).toMatchObject({ visitId, outcome, receipt });
  }
};

/** Two visitors at a time; the power goes a random moment after a random one of them was told. */
const checkInUntilKilled = async (kiosk: KioskProcess, ask: Ask): Promise<Decision[]> => {
  const told: Decision[] = [];
  const enough = Promise.withResolvers<undefined>();
  const wanted = random(6);
  const tell = (decision: Decision): void => {
    told.push(decision);
    if (told.length >= wanted) enough.resolve(undefined);
  };
  if (wanted === 0) enough.resolve(undefined);
  const codes = await Promise.all(Array.from({ length: 40 }, newCode));
  const visitors = [
    checkInForEver(ask, codes.slice(0, 20), tell),
    checkInForEver(ask, codes.slice(20), tell),
  ];
  // A visitor who never hears anything must fail the test, not hang it.
  await Promise.race([enough.promise, Promise.all(visitors)]);
  await wait(random(12));
  await kiosk.kill();
  await Promise.all(visitors);
  return told;
};

it(
  'killed 200 times during check-ins, it loses no visit that a screen confirmed',
  { timeout: 600_000 },
  async () => {
    const told: Decision[] = [];
    let before: Decision[] = [];
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
      const { status, line } = await verdict();
      expect(status, line).toBe(0);
      await expectAllThere(ask, before);
      before = await checkInUntilKilled(kiosk, ask);
      told.push(...before);
    }
    expect(told.length).toBeGreaterThan(ROUNDS);
    expect(killedWhileStarting).toBeGreaterThan(5);

    const last = await spawnKiosk(folder.dataDir, { screens, program }).ready;
    await expectAllThere(await openSession(last), told);
    await last.stop();
    expect(await verdict()).toMatchObject({ status: 0 });
  },
);
