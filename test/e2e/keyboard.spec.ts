import type { Locator, Page } from '@playwright/test';
import { expect, test } from './kit.ts';
import { nb, seesHeading } from './visitor.ts';

/** Tab until it has the focus, as a person would; the focus must be seen there. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      const outline = await target.evaluate((element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      });
      expect(outline, 'the focus is seen').toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never came there');
};

test('the whole journey by keyboard alone, from the first screen to the last', async ({ door, kiosk }) => {
  const enter = async (name: string) => {
    await tabTo(door, door.getByRole('button', { name, exact: true }));
    await door.keyboard.press('Enter');
  };
  await seesHeading(door, nb.attract.title);
  await enter(nb.attract.arrive);
  await enter(nb.scan.wordCode);
  await tabTo(door, door.getByLabel(nb.wordCode.field));
  await door.keyboard.type(kiosk.letter('07').wordCode ?? '', { delay: 150 });
  await door.keyboard.press('Enter');
  await seesHeading(door, /Er noen med deg/);
  await enter(nb.companions.alone);
  await seesHeading(door, nb.phone.title);
  await enter(nb.go.skip);
  const heading = door.getByRole('heading', { level: 1 });
  for (;;) {
    await expect(heading).not.toHaveText(nb.phone.title);
    const text = await heading.innerText();
    if (text === nb.advice.title) break;
    await enter(nb.question.no);
    await expect(heading).not.toHaveText(text);
  }
  await enter(nb.advice.finish);
  await seesHeading(door, nb.outcome.admit.title);
  await enter(nb.go.done);
  await seesHeading(door, nb.attract.title);
});
