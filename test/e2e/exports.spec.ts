import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { goodForAll } from './good-for-all.ts';
import { expect, test } from './kit.ts';
import { button, comes, part, signIn, staffText } from './staff.ts';

const words = staffText.exports;

const atExports = async (desk: Page): Promise<void> => {
  await signIn(desk, 'infection-control');
  await desk.getByRole('tab', { name: words.tab }).click();
};
const choose = (desk: Page, label: string, value: string) =>
  desk.getByLabel(label, { exact: true }).selectOption(value);

/** The name of the file that has just been written. */
const written = async (desk: Page): Promise<string> => {
  const said = part(desk, words.make).getByText(words.written.replace('{{file}}', ''));
  await expect(said).toBeVisible();
  return ((await said.textContent()) ?? '').split(': ').at(-1) ?? '';
};

test('the infection-control lead makes a daily log that opens right in Norwegian Excel, and it is seen who did and why', async ({
  open,
  kiosk,
}) => {
  await comes(kiosk, '05');
  const desk = await open('/infection-control/');
  await atExports(desk);
  await expect(button(desk, words.submit)).toBeDisabled();
  await choose(desk, words.purpose, 'municipal-doctor');
  await goodForAll(desk, 'the form of an export');
  await button(desk, words.submit).click();
  const file = await written(desk);
  await expect(desk.getByText('1 rad.')).toBeVisible();
  await goodForAll(desk, 'an export that was written');

  const bytes = readFileSync(join(kiosk.dataDir, 'exports', file));
  // A byte order mark, or Excel takes æøå for something else.
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const rows = bytes.toString('utf8').split('\r\n');
  expect(rows.find((row) => row.includes('Randi Øvingstad'))).toContain(';');

  const row = part(desk, words.earlier).getByRole('row').nth(1);
  await expect(row).toContainText('Dagslogg, CSV');
  await expect(row).toContainText(staffText.tracing.purpose['municipal-doctor']);
  await expect(row).toContainText(words.kiosk);
});

test('the register of postponements is made for paper, between two days', async ({ open, kiosk }) => {
  expect(await comes(kiosk, '02', ['symptoms'])).toMatchObject({ outcome: 'postpone' });
  const desk = await open('/infection-control/');
  await atExports(desk);
  await choose(desk, words.what, 'postponements');
  await choose(desk, words.format, 'pdf');
  await choose(desk, words.purpose, 'supervision');
  await button(desk, words.submit).click();
  const file = await written(desk);
  expect(file).toMatch(/^utsettelser-.*\.pdf$/);
  await expect(desk.getByText('1 rad.')).toBeVisible();
  await desk.getByText(/^Formatet har ikke plass til/).click();
  await goodForAll(desk, 'what paper has no place for');
  expect(
    readFileSync(join(kiosk.dataDir, 'exports', file))
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

test('a file for the municipality alone is encrypted, and says nothing to anybody else', async ({
  open,
  kiosk,
}) => {
  await comes(kiosk, '05');
  const desk = await open('/infection-control/');
  await atExports(desk);
  await choose(desk, words.what, 'protocol');
  await choose(desk, words.format, 'xlsx');
  await choose(desk, words.purpose, 'infection-in-house');
  await desk.getByLabel(words.encrypt).check();
  await button(desk, words.submit).click();
  const file = await written(desk);
  expect(file).toMatch(/\.xlsx\.age$/);
  const bytes = readFileSync(join(kiosk.dataDir, 'exports', file));
  expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
});
