/** The kiosk's command line in tests: its commands here or in a process of their own, and files to give to them. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { vi } from 'vitest';
import { appPaths } from '../../main/platform/app-root.ts';

export interface Ended {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

const { root } = appPaths();
const PROGRAM = [join(root, 'main', 'cli', 'run.cjs'), join(root, 'main', 'cli', 'kiosk.ts')];

/** As a person starts it: a process, what it prints where, its exit status. */
export const kioskProcess = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [...PROGRAM, ...args], (error, out, err) =>
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

/** Asked anew: the compiler does not see a command set it. */
const exitStatus = (): number => Number(process.exitCode ?? 0);

/** The same commands in this process, which saves a start each time. One at a time: what is printed is the process's. */
export const kioskHere =
  (add: (program: Command) => unknown) =>
  async (...args: readonly string[]): Promise<Ended> => {
    const program = new Command('kiosk');
    add(program);
    const before = process.exitCode;
    const printed = { out: '', err: '' };
    const spies = [
      vi.spyOn(console, 'log').mockImplementation((text: unknown) => (printed.out += `${String(text)}\n`)),
      vi.spyOn(console, 'error').mockImplementation((text: unknown) => (printed.err += `${String(text)}\n`)),
    ];
    try {
      process.exitCode = undefined;
      await program.parseAsync(args, { from: 'user' });
      return { status: exitStatus(), ...printed };
    } finally {
      process.exitCode = before;
      for (const spy of spies) spy.mockRestore();
    }
  };

/** A folder of files that a test writes as it goes, each by its name: text as it is, anything else as JSON. */
export const givenFiles = () => {
  const folder = mkdtempSync(join(tmpdir(), 'besoksvert-given-'));
  return {
    folder,
    file: (name: string, content: unknown): string => {
      const path = join(folder, name);
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
      return path;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
};
