import { expect, type Page } from '@playwright/test';
import { findsNothing } from './axe.ts';

/** The house's rule for what is touched (renderer/styles/base.css). */
const FINGER = 56;

/** Buttons, links and fields that are smaller than a finger. A half pixel is rounding. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(
    (finger) =>
      [
        ...document.querySelectorAll<HTMLElement>('button, a, select, summary, textarea, [role=tab], input'),
      ].flatMap((target) => {
        // A tick is touched with its words.
        const ticks = target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type);
        const { width, height } = (ticks ? (target.labels?.[0] ?? target) : target).getBoundingClientRect();
        const seen = width > 0 && height > 0 && target.checkVisibility();
        return seen && Math.min(width, height) < finger - 0.5
          ? [`${target.outerHTML.slice(0, 100)} ${width} × ${height}`]
          : [];
      }),
    FINGER,
  );

/** For axe, for a finger, and for whoever reads with letters twice as large: then nothing is beside the page. */
export const goodForAll = async (page: Page, screen: string): Promise<void> => {
  await findsNothing(page, screen);
  expect(await tooSmall(page), screen).toEqual([]);
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    `${screen}, 200 %`,
  ).toBeLessThanOrEqual(0);
  await page.evaluate(() => (document.documentElement.style.fontSize = ''));
};
