import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts';
import { expect, test } from './kit.ts';
import { nb, press } from './visitor.ts';

const cameraOf = (page: Page) =>
  page.evaluate(() => {
    const stream = document.querySelector('video')?.srcObject;
    return stream instanceof MediaStream ? stream.getVideoTracks()[0]?.getSettings().deviceId : undefined;
  });

test('with two cameras the visitor may choose the other, and the choice is kept', async ({ kiosk }) => {
  const { executablePath, env } = await findChromium();
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...CHROMIUM_ARGS,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream=device-count=2',
    ],
    env: { ...process.env, ...env },
  });
  try {
    const context = await browser.newContext({ permissions: ['camera'] });
    const page = await context.newPage();
    await page.goto(await kiosk.address('/'));
    await press(page, nb.attract.arrive);
    const reading = page.locator('.camera-box[data-state="reading"]');
    await expect(reading).toBeVisible();
    const first = await cameraOf(page);
    await press(page, nb.scan.switchCamera);
    await expect.poll(() => cameraOf(page)).not.toBe(first);
    await expect(reading).toBeVisible();
    const second = await cameraOf(page);
    expect(second).toBeDefined();

    await press(page, nb.go.back);
    await press(page, nb.attract.arrive);
    await expect(reading).toBeVisible();
    expect(await cameraOf(page)).toBe(second);
  } finally {
    await browser.close();
  }
});
