/** One visit in Electron: the same screens, the same words, no port and no token. */
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { buildMain } from '../../main/cli/build/main.ts';
import { buildRenderer } from '../../main/cli/build/renderer.ts';
import { findAppRoot } from '../../main/platform/app-root.ts';
import { goThrough, nb, scanWithHardware, seesHeading } from '../e2e/visitor.ts';
import { letter, makeKioskFolder, type KioskFolder } from '../support/kiosk-folder.ts';
import { findBinary } from './binary.ts';

const root = findAppRoot();
const binary = findBinary(root);

if ('missing' in binary) {
  const line = `NOT TESTED IN ELECTRON: ${binary.missing}.`;
  console.warn(`\n${'*'.repeat(line.length)}\n${line}\n${'*'.repeat(line.length)}\n`);
}

test.describe('in Electron', () => {
  test.skip('missing' in binary, 'missing' in binary ? binary.missing : '');
  let folder: KioskFolder;
  let electron: ElectronApplication;
  let door: Page;

  test.beforeEach(async () => {
    if ('missing' in binary) return;
    await buildRenderer(root);
    await buildMain(root);
    folder = await makeKioskFolder();
    electron = await _electron.launch({
      executablePath: binary.executable,
      args: [root, `--data=${folder.dataDir}`],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '' },
    });
    door = await electron.waitForEvent('window', {
      predicate: (page: Page) => page.url() === 'app://kiosk/',
    });
  });
  test.afterEach(async () => {
    await electron.close();
    folder.remove();
  });

  test('a visitor with a hardware scanner is let in', async () => {
    await seesHeading(door, nb.attract.title);
    await scanWithHardware(door, letter(folder.letters, '02').code);
    await goThrough(door);
    await seesHeading(door, nb.outcome.admit.title);
  });

  test('a page has neither Node nor a bridge, and goes nowhere else', async () => {
    await seesHeading(door, nb.attract.title);
    const found = await door.evaluate(() =>
      ['require', 'process', 'module'].filter((name) => name in globalThis),
    );
    expect(found).toEqual([]);
    await door.evaluate(() => {
      location.href = 'https://example.org/';
    });
    expect(door.url()).toBe('app://kiosk/');
    expect(await door.evaluate(() => isSecureContext)).toBe(true);
  });
});
