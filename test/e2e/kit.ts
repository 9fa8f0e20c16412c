/** What every story at the door needs: a demo kiosk with its municipality, a Chromium, and what is held to its camera. */
import { chromium, expect, test as base, type Browser, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Country, DemoStaff } from '../municipality/demo/house.ts';
import { HOUSES } from '../municipality/demo/houses.ts';
import type { Letter } from '../municipality/demo/letters.ts';
import { CHROMIUM_ARGS, cameraArgs, findChromium } from '../support/chromium.ts';
import { writeScene, type Scene } from '../support/frames.ts';
import { openSession, startKiosk, type KioskProcess } from '../support/kiosk.ts';

export interface Kiosk extends KioskProcess {
  readonly dataDir: string;
  /** Where the municipality answers. */
  readonly municipality: string;
  readonly country: Country;
  readonly staff: readonly DemoStaff[];
  /** One of the demo's letters by its name: a slot's (test/municipality/demo), or what is wrong with it. */
  letter(name: string): Letter;
}

export interface Camera {
  /** What a page sees that opens the camera from now on. */
  see(scene: Scene): Promise<void>;
  hold(letter: Letter): Promise<void>;
}

interface WorkerFixtures {
  browser: Browser;
  camera: Camera;
  cameraFile: string;
}
interface Options {
  /** Whose house, language and rules: `test.use({ country: 'DK' })`. */
  country: Country;
  /** Local minute of the day that the kiosk's clock begins at: early enough that today has a later, late enough that it has an earlier. */
  minute: number;
  /** kiosk-process.ts in another form; null: as it is. */
  program: string | null;
}
interface Fixtures {
  kiosk: Kiosk;
  /** Opens a page of the kiosk in a window of its own. */
  open: (path: string) => Promise<Page>;
  /** The visitor's screen, at its first picture. Nobody stands before the camera yet. */
  door: Page;
}

const temporary = (what: string): string => mkdtempSync(join(tmpdir(), `besoksvert-${what}-`));

/** The night's import has come: bookings are known by their word codes. */
const waitForBookings = async (kiosk: KioskProcess, letter: Letter): Promise<void> => {
  const ask = await openSession(kiosk);
  const shown = JSON.stringify({ code: letter.wordCode, via: 'word-code' });
  const look = async (): Promise<unknown> =>
    (await ask('/api/kiosk/code', { method: 'POST', body: shown })).json();
  await expect.poll(look, { timeout: 30_000 }).toMatchObject({ result: 'ok' });
};

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  country: ['NO', { option: true }],
  minute: [13 * 60, { option: true }],
  program: [null, { option: true }],
  cameraFile: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      const folder = temporary('camera');
      await use(join(folder, 'camera.y4m'));
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  browser: [
    async ({ cameraFile }, use) => {
      const { executablePath, env } = await findChromium();
      const browser = await chromium.launch({
        executablePath,
        args: [...CHROMIUM_ARGS, ...cameraArgs(cameraFile)],
        env: { ...process.env, ...env },
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  camera: [
    async ({ cameraFile }, use) => {
      const see = (scene: Scene) => writeScene(cameraFile, scene);
      await use({ see, hold: ({ code }) => see({ kind: 'held', code }) });
    },
    { scope: 'worker' },
  ],
  kiosk: async ({ country, minute, program }, use) => {
    const dataDir = temporary('kiosk');
    const kiosk = await startKiosk(dataDir, {
      demo: country,
      minute,
      ...(program !== null && { program }),
    });
    const { municipality } = kiosk;
    if (municipality === null) throw new Error('a demo has a municipality');
    const letters = (await (await fetch(`${municipality}/letters/letters.json`)).json()) as Letter[];
    const letter = (name: string): Letter => {
      const found = letters.find((one) => one.name === name);
      if (found === undefined) throw new Error(`the demo has no letter «${name}»`);
      return found;
    };
    await waitForBookings(kiosk, letter(country === 'NO' ? '12' : 'employee'));
    await use({ ...kiosk, dataDir, municipality, country, staff: HOUSES[country].staff, letter });
    await kiosk.stop();
    rmSync(dataDir, { recursive: true, force: true });
  },
  open: async ({ kiosk, country, browser }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (path) => {
      const context = await browser.newContext({
        viewport: { width: 1080, height: 1920 },
        locale: HOUSES[country].words.locale,
        permissions: ['camera'],
      });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(await kiosk.address(path));
      return page;
    });
    for (const context of contexts) await context.close();
  },
  door: async ({ open, camera }, use) => {
    await camera.see({ kind: 'nobody' });
    await use(await open('/'));
  },
});

export { expect } from '@playwright/test';
