/** A form that somebody is writing, in the visitor's screens: any code begins it, and its end says that nothing was kept. */
import { readFileSync } from 'node:fs';
import { servePreview } from '../../main/cli/kiosk/preview/serve.ts';
import { loadQuestionnaire } from '../../shared/questions/index.ts';
import daPreview from '../../resources/text/da/preview.json' with { type: 'json' };
import { expect, test } from './kit.ts';
import { da, goThrough, press, scanWithHardware, seesHeading } from './visitor.ts';

test('a form is gone through in the screens of the door, and nothing is behind them', async ({ browser }) => {
  const file = new URL('../../resources/questionnaires/dk-2020-05-13.json', import.meta.url);
  const loaded = loadQuestionnaire(JSON.parse(readFileSync(file, 'utf8')));
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  const preview = await servePreview(loaded.questionnaire, 'da');
  const page = await browser.newPage();
  await page.goto(preview.address());
  await expect(page.getByText(daPreview.house)).toBeVisible();
  for (const symptoms of [false, true]) {
    await seesHeading(page, da.attract.title);
    await scanWithHardware(page, `BV1${'12'.repeat(150)}`);
    await goThrough(page, { words: da, symptoms });
    await expect(page.getByText(daPreview.done)).toBeVisible();
    await press(page, da.go.done);
  }
  await page.close();
  await preview.close();
});
