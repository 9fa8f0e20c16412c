import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Country } from '../../../test/municipality/demo/house.ts';
import { StartProblem } from '../../platform/problem.ts';

export interface Municipality {
  readonly url: string;
  close(): Promise<void>;
}

const ready = z.object({ url: z.url() });
const START_MS = 10_000;

/** The demo's reference municipality, in a process of its own. It ends with us, however we end: its standard input is a pipe from here. */
export const startMunicipality = async (
  root: string,
  database: string,
  { country, clockOffsetMs = 0 }: { country: Country; clockOffsetMs?: number | undefined },
): Promise<Municipality> => {
  const child = spawn(
    process.execPath,
    [
      join(root, 'main', 'cli', 'run.cjs'),
      join(root, 'test', 'municipality', 'main.ts'),
      '--db',
      database,
      '--demo',
      country,
      `--clock-offset=${clockOffsetMs}`,
      '--with-parent',
    ],
    // A process group of its own: Ctrl-C reaches the kiosk first, which then ends it in order.
    { stdio: ['pipe', 'pipe', 'inherit'], detached: process.platform !== 'win32' },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const firstLine = new Promise<string>((resolve, reject) => {
    const refuse = (): void => reject(new StartProblem('The demo’s municipality did not start.'));
    const timer = setTimeout(refuse, START_MS);
    child.once('exit', refuse);
    child.once('error', refuse);
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer);
      resolve(line);
    });
  });
  try {
    const { url } = ready.parse(JSON.parse(await firstLine));
    return {
      url,
      close: async () => {
        child.stdin.end();
        child.kill('SIGTERM');
        await ended;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
};
