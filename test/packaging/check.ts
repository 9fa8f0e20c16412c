/**
 * `npm run package:check`: packs for Linux and Windows against a stand-in Electron, without a network, and looks at what came out:
 * the list of files against the kept one, one binary of the database and the right one, the fuses; then runs it.
 * `-- --update` keeps the lists as they are now.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { buildMain } from '../../main/cli/build/main.ts';
import { buildRenderer } from '../../main/cli/build/renderer.ts';
import { findAppRoot } from '../../main/platform/app-root.ts';
import { makeKioskFolder } from '../support/kiosk-folder.ts';
import { wrongFuses } from './fuses.ts';
import { compareWithKept, keep, listing } from './listing.ts';
import { pack, type Packed } from './pack.ts';
import { smoke } from './smoke.ts';

const root = findAppRoot();
const update = process.argv.includes('--update');

/** One line a step; a step that throws or finds something is told, and the rest goes on. */
const step = async (what: string, work: () => Promise<string>): Promise<void> => {
  const start = performance.now();
  const seconds = (): string => ((performance.now() - start) / 1000).toFixed(1);
  try {
    console.log(`ok    ${what}: ${await work()} (${seconds()} s)`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`WRONG ${what}: ${error instanceof Error ? error.message : String(error)} (${seconds()} s)`);
  }
};
const wrong = (message: string): never => {
  throw new Error(message);
};

const WANTED_BINARY = { linux: 'linux-x64.node', win: 'win32-x64.node' } as const;

const look = async (packed: Packed): Promise<void> => {
  const found = listing(packed);
  const kept = join('test', 'packaging', `${packed.platform}.txt`);
  if (update) keep(join(root, kept), found);
  await step(`${packed.platform}: files`, async () => {
    const difference = compareWithKept(join(root, kept), found);
    if (difference !== null)
      wrong(`not those of ${kept}; «npm run package:check -- --update» keeps them\n${difference}\n `);
    return Promise.resolve(`${found.split('\n').length - 3}, as kept`);
  });
  await step(`${packed.platform}: the database’s binary`, async () => {
    const binaries = found.split('\n').filter((line) => line.includes('.node'));
    const [only = ''] = binaries;
    if (binaries.length !== 1 || !only.includes(WANTED_BINARY[packed.platform])) wrong(binaries.join(', '));
    return Promise.resolve(only);
  });
  await step(`${packed.platform}: fuses`, async () => {
    const bad = await wrongFuses(packed.executable);
    return bad.length === 0 ? 'as they must be' : wrong(bad.join(', '));
  });
};

const output = mkdtempSync(join(tmpdir(), 'besoksvert-package-'));
try {
  await step('build', async () => {
    const built = [await buildRenderer(root), await buildMain(root)];
    return built.some(Boolean) ? 'built' : 'nothing has changed';
  });
  for (const platform of ['linux', 'win'] as const) {
    const packed: Packed[] = [];
    await step(`${platform}: pack`, async () => {
      packed.push(await pack(root, platform, output));
      return 'packed';
    });
    for (const one of packed) await look(one);
  }
  await step('run from the Linux archive', async () => {
    const extracted = join(output, 'extracted');
    extractAll(join(output, 'linux-unpacked', 'resources', 'app.asar'), extracted);
    const kiosk = await makeKioskFolder();
    return smoke(extracted, kiosk).finally(() => kiosk.remove());
  });
} finally {
  rmSync(output, { recursive: true, force: true });
}
