/** A kiosk's data folder as after the demo's first sync: real settings, keys and database, today's bookings; the municipality is then gone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore } from '../../main/core/app.ts';
import { openPorts } from '../../main/platform/ports.ts';
import { demo } from '../municipality/demo/demo.ts';
import type { Letter } from '../municipality/demo/letters.ts';
import { municipalityFile, prepareDemo } from '../municipality/demo/prepare.ts';
import type { DemoStaff } from '../municipality/demo/staff.ts';
import { openStore } from '../municipality/store.ts';

export interface KioskFolder {
  readonly dataDir: string;
  readonly letters: readonly Letter[];
  readonly staff: readonly DemoStaff[];
  remove(): void;
}

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

export const makeKioskFolder = async (): Promise<KioskFolder> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'besoksvert-'));
  const store = openStore(municipalityFile(dataDir));
  const { staff } = await prepareDemo(dataDir, { municipalityUrl: NOWHERE });
  const now = Date.now();
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
