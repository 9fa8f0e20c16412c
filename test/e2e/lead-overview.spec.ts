import { readFileSync } from 'node:fs';
import { goodForAll } from './good-for-all.ts';
import { expect, test } from './kit.ts';
import { button, comes, part, signIn, staffText } from './staff.ts';

const { overview, outcome } = staffText;

test('the lead sees today in numbers, and opens each to its rows', async ({ open, kiosk }) => {
  await comes(kiosk, '05');
  await comes(kiosk, '01');
  await comes(kiosk, '02', ['symptoms']);
  const desk = await open('/infection-control/');
  await signIn(desk, 'infection-control');
  const inside = button(desk, new RegExp(overview.of.inside));
  await expect(inside).toContainText('2');
  await goodForAll(desk, 'today, in numbers');
  await inside.click();
  await expect(desk.getByRole('row')).toHaveCount(3);
  await goodForAll(desk, 'who is inside');
  await expect(desk.getByText('Randi Øvingstad')).toHaveCount(0);
  await button(desk, staffText.common.back).click();

  await button(desk, new RegExp(`^${outcome.postpone}: 1`)).click();
  await expect(desk.getByRole('row')).toHaveCount(2);
  await button(desk, staffText.common.back).click();

  await desk.getByLabel(overview.span).selectOption('7');
  await goodForAll(desk, 'bars that are buttons');
  await button(desk, overview.asTable).click();
  await goodForAll(desk, 'the days as a table');
  await part(desk, overview.figures).getByRole('button', { name: /^3:/ }).click();
  await expect(desk.getByRole('row')).toHaveCount(4);
});

test('the lead asks whether the protocol holds, and is told so', async ({ open, kiosk }) => {
  await comes(kiosk, '05');
  const desk = await open('/infection-control/');
  await signIn(desk, 'infection-control');
  await desk.getByRole('tab', { name: overview.tabHeads }).click();
  await button(desk, overview.verifyNow).click();
  await expect(desk.getByText(overview.holds)).toBeVisible();
  await desk.getByText(overview.verifyLine).click();
  await expect(desk.getByText(/^The visit protocol holds: /)).toBeVisible();
  await goodForAll(desk, 'the protocol holds');
  expect(readFileSync(`${kiosk.dataDir}/kiosk.log`, 'utf8')).not.toContain('Øvingstad');
});
