import { spawn, type ChildProcess } from 'node:child_process';
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
let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Another process that holds the folder until it is killed; a lock that nobody holds on to would be collected. */
const holder = async () => {
  const module = new URL('./lock.ts', import.meta.url).href;
  const code = `const { lockFolder } = await import(${JSON.stringify(module)}); const lock = lockFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => lock, 1000);`;
  const started = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  await once(started.stdout, 'data');
  return started;
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
    const held = await holder();
    expect(isLocked(folder)).toBe(true);
    held.kill('SIGKILL');
    await once(held, 'exit');
    expect(isLocked(folder)).toBe(false);
  });
});
