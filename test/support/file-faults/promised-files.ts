/** The same for what the core writes with `node:fs/promises` (exports, backups): shown first, and broken on demand. One after the other only. */
import fs, { readlinkSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { devNull } from 'node:os';
import { basename } from 'node:path';
import { asFailure, type NodeFault, type NodeFileOperation } from './node-files.ts';

type AnyFunction = (this: unknown, ...words: unknown[]) => Promise<unknown>;
type Functions = Record<string, AnyFunction>;

/** Of a path; a rename is shown by the name that the file had. */
const OF_PATHS = ['open', 'rename', 'unlink'] as const;
/** Of an open file. */
const OF_HANDLES = ['write', 'writeFile', 'sync', 'datasync', 'truncate'] as const;

const promises = fs.promises as unknown as Functions;
const handles = await (async (): Promise<Functions> => {
  const handle = await open(devNull);
  await handle.close();
  return Object.getPrototypeOf(handle) as Functions;
})();
const realOf = (functions: Functions, names: readonly string[]): Functions =>
  Object.fromEntries(names.flatMap((name) => (functions[name] ? [[name, functions[name]]] : [])));
const [realPaths, realHandles] = [realOf(promises, OF_PATHS), realOf(handles, OF_HANDLES)];

const pathOf = (subject: unknown): string => {
  if (typeof subject === 'string') return subject;
  try {
    return readlinkSync(`/proc/self/fd/${(subject as FileHandle).fd}`).replace(/ \(deleted\)$/, '');
  } catch {
    return '?';
  }
};

export const decidePromisedFiles = (
  folder: string,
  ask: (operation: NodeFileOperation, path: string) => NodeFault | null,
): void => {
  const standIn = (name: string, real: AnyFunction, isOfHandle: boolean): AnyFunction =>
    async function (this: unknown, ...words) {
      const path = pathOf(isOfHandle ? this : words[0]);
      if (!path.startsWith(folder) || (name === 'open' && isForReading(words[1])))
        return real.apply(this, words);
      const bytes = name === 'write' || name === 'writeFile' ? piece(words) : null;
      const fault = ask({ name, file: basename(path), bytes: bytes?.length ?? 0 }, path);
      if (fault === null) return real.apply(this, words);
      if ('fail' in fault) throw asFailure(fault.fail, name);
      // It could be asked for the rest; what stops it half-way is a full disk.
      if (bytes !== null)
        await realHandles.writeFile?.call(this, bytes.subarray(0, Math.floor(bytes.length / 2)));
      throw asFailure('ENOSPC', name);
    };
  for (const [name, real] of Object.entries(realPaths)) promises[name] = standIn(name, real, false);
  for (const [name, real] of Object.entries(realHandles)) handles[name] = standIn(name, real, true);
  syncBuiltinESMExports();
};

const isForReading = (flags: unknown): boolean =>
  flags === undefined ||
  flags === 'r' ||
  (typeof flags === 'number' && (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) === 0);

/** What a write was given: all of it, or from a place on. */
const piece = ([bytes, from, length]: readonly unknown[]): Uint8Array => {
  if (!(bytes instanceof Uint8Array)) return Buffer.from(bytes as string);
  return typeof from === 'number' && typeof length === 'number' ? bytes.subarray(from, from + length) : bytes;
};

/** As before. */
export const leavePromisedFiles = (): void => {
  Object.assign(promises, realPaths);
  Object.assign(handles, realHandles);
  syncBuiltinESMExports();
};
