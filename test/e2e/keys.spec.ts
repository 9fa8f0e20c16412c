/** The infection-control lead's own key: made at the first sign-in, tried out on paper, asked for when a past day is opened, replaced when it is forgotten. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { openDatabase } from '../../main/core/db/open.ts';
import { addStaff } from '../../main/core/reception/accounts.ts';
import { appPaths } from '../../main/platform/app-root.ts';
import { settingsFile } from '../../main/platform/settings.ts';
import { openSession, startKiosk, type KioskProcess } from '../support/kiosk.ts';
import { goodForAll } from './good-for-all.ts';
import { expect, test, type Kiosk } from './kit.ts';
import { button, comes, staffText } from './staff.ts';

const { keys, exports: words, common, refusal } = staffText;
const BERIT = { id: 'berit', name: 'Berit Nyansatt', role: 'infection-control', pin: '730164' } as const;
const FIRST = 'regnet faller på taket';
const SECOND = 'grønn kopp under trappa';
const DESK = { width: 1280, height: 800 };
const STANDING = { width: 1080, height: 1920 };
const DAY = 24 * 3_600_000;

test.setTimeout(240_000);

/** As `kiosk staff add` does it, beside the running kiosk. */
const addLead = async ({ dataDir }: Pick<Kiosk, 'dataDir'>, now: () => number): Promise<void> => {
  const opened = openDatabase(join(dataDir, 'kiosk.db'), { migrationsDir: appPaths().migrations, now });
  if (!opened.ok) throw new Error(opened.problem.message);
  const added = await addStaff({ db: opened.db }, BERIT);
  opened.db.close();
  if (!added.ok) throw new Error(added.problem);
};

const enter = async (page: Page): Promise<void> => {
  await page.getByLabel(staffText.signIn.name).fill(BERIT.name);
  await page.getByLabel(staffText.signIn.pin).fill(BERIT.pin);
  await button(page, staffText.signIn.submit).click();
};
const choosesPhrase = async (page: Page, passphrase: string): Promise<void> => {
  await page.getByLabel(keys.passphrase, { exact: true }).fill(passphrase);
  await page.getByLabel(keys.again).fill(passphrase);
  await button(page, keys.next).click();
};
/** What stands on the sheet, in its groups of four. */
const onPaper = async (page: Page): Promise<string> => {
  const groups = page.locator('.keys-paper span');
  await expect(groups).toHaveCount(11);
  return (await groups.allTextContents()).map((group) => group.trim()).join(' ');
};
const typesBack = async (page: Page, recoveryKey: string): Promise<void> => {
  await page.getByLabel(keys.recoveryKey, { exact: true }).fill(recoveryKey);
  await button(page, keys.try).click();
};
/** On a standing screen and on a desk's. */
const good = async (page: Page, screen: string): Promise<void> => {
  for (const size of [STANDING, DESK]) {
    await page.setViewportSize(size);
    await goodForAll(page, `${screen}, ${size.width}`);
  }
};

/** Comes, and goes: nothing of it is open when the day is closed. */
const visits = async (kiosk: Kiosk, name: string): Promise<void> => {
  await comes(kiosk, name);
  const ask = await openSession(kiosk);
  const answer = await ask('/api/kiosk/check-out', {
    method: 'POST',
    body: JSON.stringify({ code: kiosk.letter(name).code, via: 'scanner' }),
  });
  expect(answer.status).toBe(200);
};

/** Switched off, and on again a day later by its clock. */
const aDayLater = async (kiosk: Kiosk): Promise<KioskProcess> => {
  await kiosk.stop();
  const file = settingsFile(kiosk.dataDir);
  const settings = JSON.parse(readFileSync(file, 'utf8')) as { clockOffsetMs?: number };
  writeFileSync(
    file,
    JSON.stringify({ ...settings, clockOffsetMs: (settings.clockOffsetMs ?? 0) + DAY }, null, 2),
  );
  const later = await startKiosk(kiosk.dataDir);
  const folder = join(kiosk.dataDir, 'keys');
  const isClosed = () =>
    readdirSync(folder)
      .filter((name) => /^\d{4}-.*\.json$/.test(name))
      .some(
        (name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { kiosk: unknown }).kiosk === null,
      );
  await expect.poll(isClosed, { timeout: 90_000 }).toBe(true);
  return later;
};
const pageOf = async (browser: Browser, kiosk: KioskProcess): Promise<Page> => {
  const context = await browser.newContext({ viewport: DESK, locale: 'nb-NO' });
  const page = await context.newPage();
  await page.goto(await kiosk.address('/infection-control/'));
  return page;
};

test('a new lead makes a key, finds past days closed the day after, unlocks them, and gets over a forgotten passphrase', async ({
  kiosk,
  open,
  browser,
}) => {
  await visits(kiosk, '05');
  await addLead(kiosk, () => Date.now());
  const desk = await open('/infection-control/');
  await desk.setViewportSize(DESK);

  await enter(desk);
  await expect(desk.getByRole('heading', { name: keys.whyHeading })).toBeFocused();
  await good(desk, 'why');
  // In a hurry it can wait, and is not forgotten.
  await button(desk, keys.later).click();
  await button(desk, keys.weakShow).click();
  await expect(desk.getByText(keys.weak['lead-without-key'])).toBeVisible();
  await good(desk, 'the keys, with none of one’s own');
  await button(desk, keys.begin).click();
  await button(desk, keys.next).click();
  await expect(desk.locator('.keys-suggestion strong')).toHaveText(/^([a-z]+ ){4}[a-z]+$/);
  await desk.getByLabel(keys.passphrase, { exact: true }).fill(FIRST);
  await desk.getByLabel(keys.again).fill(SECOND);
  await button(desk, keys.next).click();
  await expect(desk.getByText(keys.notTheSame)).toBeVisible();
  await choosesPhrase(desk, 'tre korte ord');
  await expect(desk.getByText(refusal['passphrase-too-short'])).toBeVisible();
  await good(desk, 'the passphrase');
  await choosesPhrase(desk, FIRST);
  const paper = await onPaper(desk);
  await good(desk, 'the sheet');
  await button(desk, keys.sheetDone).click();
  await typesBack(desk, paper.replace(/^.{4}/, 'ACDE'));
  await expect(desk.getByText(refusal['bad-recovery-key'])).toBeVisible();
  await good(desk, 'trying it');
  await typesBack(desk, paper.toLowerCase());
  await expect(desk.getByRole('heading', { name: keys.doneHeading })).toBeFocused();
  await good(desk, 'done');
  await button(desk, keys.finish).click();
  await desk.getByRole('tab', { name: keys.tab }).click();
  await expect(desk.getByText(keys.own.open)).toBeVisible();
  await good(desk, 'the keys');
  await button(desk, common.signOut).click();

  const later = await aDayLater(kiosk);
  try {
    const next = await pageOf(browser, later);
    await enter(next);
    await next.getByRole('tab', { name: words.tab }).click();
    const day = next.getByLabel(words.day, { exact: true });
    // The days come from the core, and «another day» stands there before them.
    await expect(day.locator('option')).toHaveCount(2);
    await day.selectOption({ index: 0 });
    await next.getByLabel(words.purpose, { exact: true }).selectOption('municipal-doctor');
    await button(next, words.submit).click();
    await expect(next.getByText(keys.closedRows_one.replace('{{count}}', '1'))).toBeVisible();
    await button(next, keys.unlock).click();
    const dialog = next.getByRole('dialog');
    await dialog.getByLabel(keys.passphrase, { exact: true }).fill(SECOND);
    await button(dialog, keys.unlock).click();
    await expect(dialog.getByText(refusal['wrong-passphrase'])).toBeVisible();
    await good(next, 'unlocking');
    await dialog.getByLabel(keys.passphrase, { exact: true }).fill(FIRST);
    await button(dialog, keys.unlock).click();
    // Made again by itself, now with the names.
    await expect(button(next, keys.unlock)).toHaveCount(0);
    await expect(next.getByText('1 rad.', { exact: true })).toBeVisible();
    await expect(next.getByText(words.closed_one.replace('{{count}}', '1'))).toHaveCount(0);
    const exported = join(kiosk.dataDir, 'exports');
    const names = () =>
      readdirSync(exported)
        .filter((name) => name.endsWith('.csv'))
        .map((name) => readFileSync(join(exported, name), 'utf8'))
        .join();
    await expect.poll(names).toContain('Øvingstad');

    await button(next, common.signOut).click();
    await enter(next);
    await next.getByRole('tab', { name: keys.tab }).click();
    await button(next, keys.unlock).click();
    await button(next.getByRole('dialog'), keys.forgotten).click();
    await good(next, 'recovering');
    await next.getByLabel(keys.recoveryKey, { exact: true }).fill(paper);
    await button(next, keys.next).click();
    await choosesPhrase(next, SECOND);
    const newPaper = await onPaper(next);
    expect(newPaper).not.toBe(paper);
    await button(next, keys.sheetDone).click();
    await typesBack(next, newPaper);
    await button(next, keys.finish).click();
    await next.getByRole('tab', { name: keys.tab }).click();
    await expect(next.getByText(keys.own.open)).toBeVisible();

    await button(next, keys.giveTo.replace('{{name}}', 'Ivar Smittevern')).waitFor({ state: 'detached' });
    await button(next, keys.removeWho.replace('{{name}}', 'Ivar Smittevern')).click();
    await good(next, 'removing a lead');
    await button(next.getByRole('dialog'), keys.remove).click();
    await expect(next.getByText(keys.removed.replace('{{name}}', 'Ivar Smittevern'))).toBeVisible();
    await next.context().close();
  } finally {
    await later.stop();
  }
});
