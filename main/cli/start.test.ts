/** `npm start` as whoever types it meets it, where it ends before anything runs. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { appPaths } from '../platform/app-root.ts';

// Each start is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

const { root } = appPaths();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'besoksvert-start-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const start = (...args: string[]): Promise<{ status: unknown; said: string }> =>
  new Promise((resolve) => {
    const program = [join(root, 'main', 'cli', 'run.cjs'), join(root, 'main', 'cli', 'start.ts')];
    execFile(process.execPath, [...program, '--no-open', '--data', folder, ...args], (error, out, err) =>
      resolve({ status: error?.code ?? 0, said: out + err }),
    );
  });

it('makes no demo of a real kiosk’s folder', async () => {
  writeFileSync(join(folder, 'settings.json'), '{}');
  for (const wish of [
    ['--country', 'DK'],
    ['--time', '13:00'],
  ])
    expect(await start(...wish)).toMatchObject({
      status: 78,
      said: expect.stringContaining('--country and --time are for the demo') as unknown,
    });
  expect(readdirSync(folder)).toEqual(['settings.json']);
});

it('knows two countries, and times of a day', async () => {
  for (const wish of [
    ['--country', 'SE'],
    ['--time', '25:00'],
    ['--time', 'noon'],
  ])
    expect(await start(...wish)).toMatchObject({
      status: 1,
      said: expect.stringContaining(wish[1] ?? '') as unknown,
    });
  expect(readdirSync(folder)).toEqual([]);
});
