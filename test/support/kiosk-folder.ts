/** A kiosk's data folder as after the demo's first sync: real settings, keys and database, today's bookings; the municipality is then gone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore } from '../../main/core/app.ts';
import { openPorts } from '../../main/platform/ports.ts';
import { demoOf } from '../municipality/demo/demo.ts';
import type { Country, DemoStaff } from '../municipality/demo/house.ts';
import type { Letter } from '../municipality/demo/letters.ts';
import { demoOffset } from '../municipality/demo/clock.ts';
import { municipalityFile, prepareDemo } from '../municipality/demo/prepare.ts';
import { openStore } from '../municipality/store.ts';

export interface KioskFolder {
  readonly dataDir: string;
  readonly letters: readonly Letter[];
  readonly staff: readonly DemoStaff[];
  remove(): void;
}

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

/** `minute`: the local minute of the day that its clock begins at; as it is unless told. */
export const makeKioskFolder = async ({
  country = 'NO',
  minute,
}: { country?: Country; minute?: number } = {}): Promise<KioskFolder> => {
  const demo = demoOf(country);
  const dataDir = mkdtempSync(join(tmpdir(), 'besoksvert-'));
  const store = openStore(municipalityFile(dataDir));
  const clockOffsetMs = demoOffset(dataDir, demo.house, Date.now(), minute);
  const { staff } = await prepareDemo(dataDir, { municipalityUrl: NOWHERE, country, clockOffsetMs });
  const now = Date.now() + (clockOffsetMs ?? 0);
  demo.seed(store, now);
  const created = await createCore(await openPorts(dataDir));
  if (!created.ok) throw new Error(created.problem.message);
  await created.core.importInbound(store.inboundSince('', now));
  await created.core.close();
  const letters = await demo.letters(store, now);
  store.db.close();
  return {
    dataDir,
    letters,
    staff,
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
};

export const letter = (letters: readonly Letter[], name: string): Letter => {
  const found = letters.find((one) => one.name === name);
  if (found === undefined) throw new Error(`the demo has no letter «${name}»`);
  return found;
};
