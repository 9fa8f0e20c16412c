import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../support/protocol.ts';

const CHILD = fileURLToPath(new URL('./database-child.ts', import.meta.url));

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = temporaryFolder();
  for (let count = 0; count < 2; count += 1) children.push(fork(CHILD));
  await Promise.all(children.map((child) => once(child, 'message')));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

it('two processes that make the first database at once both get the same whole one', async () => {
  const answers = children.map((child) => once(child, 'message'));
  for (const child of children) child.send(join(folder, 'kiosk.db'));
  expect(await Promise.all(answers)).toEqual([
    ['opened', undefined],
    ['opened', undefined],
  ]);
  expect(readdirSync(folder)).toEqual(['kiosk.db']);
});
