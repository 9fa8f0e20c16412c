/**
 * `npm run bench:scan -- DIR`: reads every picture of a folder with the kiosk's own decoder, in Chromium, and prints one line of JSON.
 * `decoded` are those read right, `wrong` those read as something else; times are milliseconds for one frame.
 */
import { chromium, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts';
import type { Reading } from './scan/page.ts';
import { listPictures, tidy, type Picture } from './scan/pictures.ts';
import { serve } from './scan/serve.ts';

const LONGEST_MS = 60_000;

const buildPage = async (outDir: string): Promise<void> => {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('./scan/', import.meta.url)),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, target: 'chrome140', assetsInlineLimit: 0 },
  });
};

const openPage = async (page: Page, origin: string): Promise<void> => {
  await page.goto(origin);
  await page.waitForFunction(() => window.bench !== undefined, null, { timeout: 30_000 });
  if (!(await page.evaluate(() => window.bench?.works))) throw new Error('The decoder did not load.');
};

const readOne = async (page: Page, origin: string, index: number): Promise<Reading> => {
  const nothing: Reading = { text: null, ms: null };
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), LONGEST_MS);
  try {
    const reading = page.evaluate(
      (address) => window.bench?.read(address) ?? { text: null, ms: null },
      `/pictures/${index}`,
    );
    const first = await Promise.race([reading, late.promise]);
    if (first !== null) return first;
    reading.catch(() => undefined);
  } catch (error) {
    process.stderr.write(`picture ${index}: ${String(error)}\n`);
  } finally {
    clearTimeout(timer);
  }
  await openPage(page, origin);
  return nothing;
};

const quantile = (sorted: readonly number[], share: number): number | null => {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return value === undefined ? null : Math.round(value * 10) / 10;
};

const summary = (pictures: readonly Picture[], readings: readonly Reading[]) => {
  const verdicts = pictures.map(({ expected, name }, index) => {
    const { text, ms } = readings[index] ?? { text: null, ms: null };
    if (ms === null) return { name, verdict: 'unreadable' };
    if (text === null) return { name, verdict: 'not decoded' };
    return { name, verdict: expected === null || tidy(expected) === tidy(text) ? 'decoded' : 'wrong' };
  });
  for (const { name, verdict } of verdicts)
    if (verdict !== 'decoded') process.stderr.write(`${verdict}: ${name}\n`);
  const count = (verdict: string) => verdicts.filter((it) => it.verdict === verdict).length;
  const times = readings.flatMap(({ ms }) => (ms === null ? [] : [ms])).sort((one, other) => one - other);
  return {
    images: pictures.length,
    decoded: count('decoded'),
    wrong: count('wrong'),
    median: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    rate: pictures.length === 0 ? null : Math.round((1000 * count('decoded')) / pictures.length) / 1000,
    unreadable: count('unreadable'),
    withoutText: pictures.filter(({ expected }) => expected === null).length,
  };
};

const measure = async (folder: string) => {
  const pictures = await listPictures(folder);
  const { executablePath, env, origin: browserOrigin } = await findChromium();
  process.stderr.write(`${pictures.length} pictures in ${folder}; Chromium: ${browserOrigin}\n`);
  const outDir = await mkdtemp(join(tmpdir(), 'besoksvert-bench-'));
  try {
    await buildPage(outDir);
    const { origin, close } = await serve(
      outDir,
      pictures.map(({ file }) => file),
    );
    const browser = await chromium.launch({
      executablePath,
      args: [...CHROMIUM_ARGS],
      env: { ...process.env, ...env },
    });
    try {
      const page = await browser.newPage();
      page.on('pageerror', (error) => process.stderr.write(`${String(error)}\n`));
      await openPage(page, origin);
      const readings: Reading[] = [];
      for (const index of pictures.keys()) {
        readings.push(await readOne(page, origin, index));
        if (index % 50 === 49) process.stderr.write(`${index + 1} read\n`);
      }
      return summary(pictures, readings);
    } finally {
      await browser.close();
      close();
    }
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
};

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('Which folder? npm run bench:scan -- DIR\n');
  process.exitCode = 2;
} else {
  try {
    process.stdout.write(`${JSON.stringify(await measure(folder))}\n`);
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  }
}
