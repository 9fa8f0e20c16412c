import { type Page } from '@playwright/test';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NO_ROOM } from '../support/no-room.ts';
import { findsNothing } from './axe.ts';
import { expect, test } from './kit.ts';
import { button, part, signIn, staffText } from './staff.ts';
import { comes, fits, like, nb, seesHeading, WORDS } from './visitor.ts';

test.use({ program: fileURLToPath(new URL('../support/kiosk-on-a-bad-disk.ts', import.meta.url)) });
test.skip(process.platform !== 'linux', 'the disk is filled under SQLite on Linux only');

const { trouble, board, evacuation, refusal, common } = staffText;

const pictured = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.PICTURES;
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
};

/** Also for whoever reads with letters twice as large: nothing is beside the page. */
const widens = async (page: Page, name: string): Promise<void> => {
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  await pictured(page, `${name}-200`);
  await page.evaluate(() => (document.documentElement.style.fontSize = ''));
};

test('the disk is full: the visitor is told calmly in every language, and is let in when there is room again', async ({
  door,
  kiosk,
}) => {
  const full = join(kiosk.dataDir, NO_ROOM);
  writeFileSync(full, '');
  await comes(door, kiosk.letter('01'), { companions: ['Ola'] });
  await seesHeading(door, nb.trouble['cannot-writeTitle']);
  await expect(door.getByText(nb.trouble['cannot-writeText'])).toBeVisible();
  await expect(door.getByText(nb.trouble.answersKept)).toBeVisible();
  await fits(door, 'cannot-write');
  await findsNothing(door, 'cannot write');
  for (const [language, words] of Object.entries(WORDS)) {
    await door.locator(`button[lang="${language}"]`).click();
    await seesHeading(door, words.trouble['cannot-writeTitle']);
    await fits(door, `cannot-write-${language}`);
  }
  await door.locator('button[lang="nb"]').click();
  rmSync(full);
  // Nobody touches the screen.
  await seesHeading(door, nb.outcome.admit.title);
});

test('the disk is full: staff are told, read their lists, and go on when there is room again', async ({
  kiosk,
  open,
}) => {
  const full = join(kiosk.dataDir, NO_ROOM);
  writeFileSync(full, '');
  const desk = await open('/reception/');
  await desk.setViewportSize({ width: 1280, height: 800 });
  // Signing in is what finds it out.
  await signIn(desk, 'reception');
  await expect(desk.getByText(like(trouble['disk-full']))).toBeVisible();
  await expect(desk.getByText(trouble.onPaper)).toBeVisible();
  await findsNothing(desk, 'the disk is full');
  await pictured(desk, 'staff-disk-full');
  await widens(desk, 'staff-disk-full');
  await button(desk, evacuation.heading).click();
  await expect(desk.getByText(evacuation.noVisitors).first()).toBeVisible();
  await button(desk, common.back).click();
  await button(part(desk, board.expected), `${board.arrive}: Kari Prøvesen`).click();
  const arriving = desk.getByRole('dialog');
  await button(arriving, board.arrive).click();
  await expect(arriving.getByText(refusal['disk-full'])).toBeVisible();
  rmSync(full);
  await button(arriving, board.arrive).click();
  await expect(part(desk, board.inside).getByText('Kari Prøvesen')).toBeVisible();
  await expect(desk.getByText(like(trouble['disk-full']))).toBeHidden();
});

test('what staff are told of the clock and of the room that is left', async ({ kiosk, open }) => {
  const desk = await open('/reception/');
  await desk.setViewportSize({ width: 1280, height: 800 });
  let isRight = false;
  const since = '2027-03-10T12:00:00.000Z';
  await desk.route('**/api/staff/troubles', (route) =>
    route.fulfill({
      json: {
        now: since,
        zone: 'Europe/Oslo',
        troubles: isRight
          ? []
          : [
              { kind: 'little-space', freeMb: 150 },
              { kind: 'clock-ahead', since, byMs: 365 * 86_400_000 },
            ],
      },
    }),
  );
  await desk.route('**/api/staff/clock-is-right', async (route) => {
    isRight = true;
    await route.continue();
  });
  await signIn(desk, 'reception');
  await expect(desk.getByText('Det er lite plass igjen på disken: 150 MB', { exact: false })).toBeVisible();
  await expect(desk.getByText('Klokka gikk 365 dager fram på en gang', { exact: false })).toBeVisible();
  await expect(desk.getByText('10. mars 2027', { exact: false })).toBeVisible();
  await findsNothing(desk, 'the clock is in doubt');
  await pictured(desk, 'staff-clock');
  await widens(desk, 'staff-clock');
  await button(desk, trouble['clock-right']).click();
  await expect(desk.getByText('Klokka gikk', { exact: false })).toBeHidden();
  expect(kiosk.staff.length).toBeGreaterThan(0);
});
