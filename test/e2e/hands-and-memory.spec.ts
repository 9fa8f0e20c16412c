import type { Page } from '@playwright/test';
import { expect, test } from './kit.ts';
import { nb, press, scanWithHardware, seesHeading } from './visitor.ts';

/** Everything that the page still holds, as Chromium's own snapshot of its memory says it. */
const memoryOf = async (page: Page): Promise<string> => {
  const devtools = await page.context().newCDPSession(page);
  let snapshot = '';
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    snapshot += chunk;
  });
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await devtools.detach();
  return snapshot;
};

test('a hand that taps twice answers one question, and the visitor who goes leaves nothing in memory', async ({
  door,
  kiosk,
}) => {
  await scanWithHardware(door, kiosk.letter('06').code);
  await seesHeading(door, /Hei, Marit/);
  await door.getByText(`Lille (${nb.companions.child})`, { exact: true }).click();
  await press(door, nb.go.on);
  await seesHeading(door, nb.phone.title);
  await door.getByRole('button', { name: nb.go.skip, exact: true }).dblclick();
  const first = nb.question.progress.replace('{{number}}', '1').split('{{')[0] ?? '';
  await expect(door.getByText(first)).toBeVisible();
  await door.getByRole('button', { name: nb.question.yes, exact: true }).dblclick();
  const second = nb.question.progress.replace('{{number}}', '2').split('{{')[0] ?? '';
  await expect(door.getByText(second)).toBeVisible();
  expect(await memoryOf(door)).toContain('"Lille"');

  const back = door.getByRole('button', { name: nb.go.back, exact: true });
  while (await back.isVisible()) await back.click();
  await seesHeading(door, nb.attract.title);
  const left = await memoryOf(door);
  for (const personal of ['"Marit"', '"Lille"']) expect(left).not.toContain(personal);
});
