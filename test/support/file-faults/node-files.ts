/** The same for what the core itself writes with `node:fs` on this thread (key files): shown first, and broken on demand. */
import fs, { closeSync, readlinkSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';

export const NODE_OPERATIONS = [
  'openSync',
  'writeSync',
  'writeFileSync',
  'fsyncSync',
  'renameSync',
  'linkSync',
  'unlinkSync',
] as const;
export type NodeOperation = (typeof NODE_OPERATIONS)[number];

type Code = 'EIO' | 'ENOSPC' | 'EROFS';
export type NodeFault = { readonly fail: Code } | { readonly short: number };
export interface NodeFileOperation {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

type AnyFunction = (...words: unknown[]) => unknown;
const real = Object.fromEntries(NODE_OPERATIONS.map((name) => [name, fs[name] as AnyFunction])) as Record<
  NodeOperation,
  AnyFunction
>;

export const asFailure = (code: Code, name: string): Error =>
  Object.assign(new Error(`${code}: a fault of the test, ${name}`), { code, syscall: name });

const pathOf = (subject: unknown): string => {
  if (typeof subject !== 'number') return String(subject);
  try {
    return readlinkSync(`/proc/self/fd/${subject}`).replace(/ \(deleted\)$/, '');
  } catch {
    return '?';
  }
};

const bytesOf = (name: NodeOperation, content: unknown): number =>
  name === 'writeSync' || name === 'writeFileSync' ? Buffer.from(content as string).length : 0;

/** Whoever imported these from `node:fs` calls ours from now on. Only files in `folder` are shown; the test's own use of them stays as it was. */
export const decideNodeFiles = (
  folder: string,
  ask: (operation: NodeFileOperation, path: string) => NodeFault | null,
): void => {
  let isAsking = false;
  const standIn =
    (name: NodeOperation): AnyFunction =>
    (...words) => {
      const path = pathOf(words[0]);
      const isReading = name === 'openSync' && words[1] === 'r';
      if (isAsking || isReading || !path.startsWith(folder)) return real[name](...words);
      const bytes = bytesOf(name, words[1]);
      isAsking = true;
      let fault: NodeFault | null;
      try {
        fault = ask({ name, file: basename(path), bytes }, path);
      } finally {
        isAsking = false;
      }
      if (fault === null) return real[name](...words);
      if ('fail' in fault) throw asFailure(fault.fail, name);
      // Node writes on until all is written: what stops it half-way is a full disk.
      if (bytes > 0) writeHalf(words);
      throw asFailure('ENOSPC', name);
    };
  for (const name of NODE_OPERATIONS) Object.assign(fs, { [name]: standIn(name) });
  syncBuiltinESMExports();
};

const writeHalf = ([subject, content]: unknown[]): void => {
  const bytes = Buffer.from(content as string);
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  if (typeof subject === 'number') real.writeSync(subject, half);
  else {
    const handle = Number(real.openSync(subject, 'w'));
    real.writeSync(handle, half);
    closeSync(handle);
  }
};

/** As before. */
export const leaveNodeFiles = (): void => {
  Object.assign(fs, real);
  syncBuiltinESMExports();
};
