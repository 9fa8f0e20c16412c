/** A file that takes a while: how far it is stands on the screen, and whoever ends it finds nothing of it left. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { goodForAll } from './good-for-all.ts';
import { expect, test } from './kit.ts';
import { button, part, signIn, staffText } from './staff.ts';

const words = staffText.exports;

// So many have been here that drawing them all on paper takes a good while.
test.use({ program: fileURLToPath(new URL('../support/kiosk-of-many.ts', import.meta.url)) });

test('a file that takes long shows how far it is, and when it is cancelled nothing of it is left', async ({
  open,
  kiosk,
}) => {
  const folder = join(kiosk.dataDir, 'exports');
  const files = () => (existsSync(folder) ? readdirSync(folder) : []);
  const desk = await open('/infection-control/');
  await desk.setViewportSize({ width: 1280, height: 800 });
  await signIn(desk, 'infection-control');
  await desk.getByRole('tab', { name: words.tab }).click();
  const make = part(desk, words.make);
  const choose = (label: string, value: string) =>
    make.getByLabel(label, { exact: true }).selectOption(value);
  await choose(words.what, 'protocol');
  await choose(words.format, 'pdf');
  await choose(words.purpose, 'supervision');
  await button(make, words.submit).click();

  const bar = make.getByRole('progressbar');
  await expect(bar).toHaveAccessibleName(/Hele besøksprotokollen.*: [\d\s]+ av 8\s000/);
  await expect(bar).toHaveAttribute('max', '8000');
  const done = async () => Number(await bar.getAttribute('value'));
  const before = await done();
  await expect.poll(done).toBeGreaterThan(before);
  await expect(button(make, words.submit)).toBeDisabled();
  await goodForAll(desk, 'a file that is being made');
  await expect.poll(files).toHaveLength(1);

  await button(make, words.cancel).click();
  await expect(make.getByText(words.cancelled)).toBeVisible();
  await expect(bar).toHaveCount(0);
  expect(files()).toEqual([]);
  await expect(part(desk, words.earlier)).toContainText(words.none);
  await goodForAll(desk, 'a file that was cancelled');

  // Nothing stands in the way of the next.
  await choose(words.format, 'csv');
  await button(make, words.submit).click();
  await expect(make.getByText(words.written.replace('{{file}}', ''))).toBeVisible();
  expect(files().filter((name) => name.endsWith('.csv'))).toHaveLength(1);
  await expect(part(desk, words.earlier).getByRole('row')).toHaveCount(2);
});
