import { expect, type Page } from '@playwright/test';
import { findsNothing } from './axe.ts';
import { test } from './kit.ts';
import { button, card, comes, leavesGift, part, signIn, staffText } from './staff.ts';

const { board, given, outing, evacuation, infectionControl, policy, phases, rehearsal } = staffText;

/** Buttons, links and fields that are smaller than a finger. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a, select, summary, [role=tab], input')].flatMap(
      (target) => {
        // A tick is touched with its words.
        const ticks = target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type);
        const { width, height } = (ticks ? (target.labels?.[0] ?? target) : target).getBoundingClientRect();
        const seen = width > 0 && height > 0 && target.checkVisibility();
        return seen && Math.min(width, height) < 44
          ? [`${target.outerHTML.slice(0, 100)} ${width} × ${height}`]
          : [];
      },
    ),
  );

/** For axe, for a finger, and for whoever reads with letters twice as large: then nothing is beside the page. */
const goodForAll = async (page: Page, screen: string): Promise<void> => {
  await findsNothing(page, screen);
  expect(await tooSmall(page), screen).toEqual([]);
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    `${screen}, 200 %`,
  ).toBeLessThanOrEqual(0);
  await page.evaluate(() => (document.documentElement.style.fontSize = ''));
};

test('reception can be used by everybody', async ({ open, kiosk }) => {
  test.setTimeout(180_000);
  await comes(kiosk, '04', ['symptoms']);
  await comes(kiosk, '02', ['symptoms']);
  await comes(kiosk, '05');
  await leavesGift(kiosk, 'Nabo Nabosen', 'Fru Oppdiktet');
  const desk = await open('/reception/');
  await desk.setViewportSize({ width: 1280, height: 800 });
  await signIn(desk, 'reception');
  const dying = card(desk, 'Tor Prøvehaug');
  await dying.getByText(staffText.visit.why).click();
  await button(dying, board.letInNow).click();
  await goodForAll(desk, 'the board, with a question');
  await button(dying, staffText.common.cancel).click();
  await desk.emulateMedia({ forcedColors: 'active' });
  await findsNothing(desk, 'forced colours');
  await desk.emulateMedia({ forcedColors: 'none' });
  await button(card(desk, 'Snakk med Bjørn'), given.open).click();
  await goodForAll(desk, 'the reason given');
  await desk.getByLabel(given.text).fill('Du er forkjølet.');
  await button(desk, given.submit).click();
  await expect(desk.getByRole('article')).toBeVisible();
  await goodForAll(desk, 'the slip');
  await button(desk, staffText.common.back).click();
  await button(desk, evacuation.heading).click();
  await goodForAll(desk, 'the evacuation list');
  await button(desk, staffText.common.back).click();
  await button(desk, outing.goesOut).click();
  await goodForAll(desk, 'a resident goes out');
});

test('the lead’s pages can be used by everybody', async ({ open }) => {
  test.setTimeout(180_000);
  const desk = await open('/infection-control/');
  await desk.setViewportSize({ width: 1280, height: 800 });
  await signIn(desk, 'infection-control');
  await goodForAll(desk, 'logs');
  // The tabs are one stop; the arrows go between them.
  await desk.getByRole('tab', { name: infectionControl.tabLogs }).press('ArrowRight');
  await desk.keyboard.press('Enter');
  await expect(part(desk, policy.inForce)).toBeVisible();
  await goodForAll(desk, 'packs');
  await button(desk, new RegExp(`^${policy.read}`)).click();
  await expect(desk.getByRole('article').first()).toBeVisible();
  await goodForAll(desk, 'a pack that is read');
  await button(desk, staffText.reading.back).click();
  await desk.getByRole('tab', { name: infectionControl.tabPhases }).click();
  const set = part(desk, phases.set);
  await set.getByLabel(phases.phase, { exact: true }).selectOption('outbreak');
  await goodForAll(desk, 'phases');
  await button(set, phases.rehearse).click();
  await expect(part(desk, rehearsal.tomorrow)).toBeVisible();
  await goodForAll(desk, 'a rehearsal');
  await button(desk, rehearsal.printCallList).click();
  await goodForAll(desk, 'the call list');
});
