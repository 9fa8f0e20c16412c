import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLocked, lockFolder } from './lock.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'besoksvert-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Another process that holds the folder until it is killed. */
const holder = async () => {
  const module = new URL('./lock.ts', import.meta.url).href;
  const code = `const { lockFolder } = await import(${JSON.stringify(module)}); lockFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
};

describe('a data folder', () => {
  it('belongs to one at a time', () => {
    const first = lockFolder(folder);
    expect(isLocked(folder)).toBe(true);
    expect(() => lockFolder(folder)).toThrow('A kiosk is already running');
    first.release();
    expect(isLocked(folder)).toBe(false);
  });

  it('is free again the moment its process is killed', async () => {
    const child = await holder();
    expect(isLocked(folder)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isLocked(folder)).toBe(false);
  });
});
