import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';

const PROGRAM = fileURLToPath(new URL('main.ts', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bv-municipality-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('says where it answers in one line of JSON, and ends with the program that started it', async () => {
  const child = spawn(
    process.execPath,
    [PROGRAM, '--db', join(folder, 'm.db'), '--demo', 'DK', '--with-parent'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { url } = z.strictObject({ url: z.url() }).parse(JSON.parse(line));
  expect((await fetch(`${url}/letters/`)).status).toBe(200);
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

it('does not start without a place to keep what it gets', async () => {
  const child = spawn(process.execPath, [PROGRAM, '--demo'], { stdio: 'ignore' });
  expect(await once(child, 'exit')).toEqual([1, null]);
});
