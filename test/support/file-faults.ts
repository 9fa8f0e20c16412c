/**
 * Stands between better-sqlite3 and the C library (Linux): each file operation of SQLite is shown to a test first, which may let it be, let it
 * fail, or end the process. The library is the real one, as installed: the words in its memory that hold the addresses of `pwrite64`,
 * `fsync` … are pointed at functions of ours, which ask, and then call the C library's.
 */
import { closeSync, openSync, readlinkSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { basename } from 'node:path';
import Database from 'better-sqlite3';
import koffi from 'koffi';
import { importSlots, loadedAt } from './file-faults/elf.ts';

/** What SQLite's unix VFS changes files by. Opening counts where it may make or write a file. */
export const FILE_OPERATIONS = [
  'open64',
  'pwrite64',
  'write',
  'ftruncate64',
  'fsync',
  'fdatasync',
  'unlink',
] as const;

export interface FileOperation {
  readonly name: (typeof FILE_OPERATIONS)[number];
  /** Its last part only. */
  readonly file: string;
  /** Of a write; 0 for anything else. */
  readonly bytes: number;
}

/** `fail`: it does nothing and says so. `short`: so many bytes are written, and that is what it says. */
export type Fault = { readonly fail: 'EIO' | 'ENOSPC' | 'EROFS' } | { readonly short: number };

/** Asked before each operation, with the whole path of its file or folder; null lets it be. It must not throw, nor use a database itself. */
export type Ask = (operation: FileOperation, path: string) => Fault | null;

let ask: Ask | null = null;

/** From now on `asked` decides; null: nobody does. Only for this thread's connections. */
export const decideFileOperations = (asked: Ask | null): void => {
  install();
  ask = asked;
};

const C_SHAPES: Record<
  FileOperation['name'],
  { readonly result: 'int' | 'int64_t'; readonly parameters: readonly string[] }
> = {
  open64: { result: 'int', parameters: ['str', 'int', 'int'] },
  pwrite64: { result: 'int64_t', parameters: ['int', 'uintptr_t', 'size_t', 'int64_t'] },
  write: { result: 'int64_t', parameters: ['int', 'uintptr_t', 'size_t'] },
  ftruncate64: { result: 'int', parameters: ['int', 'int64_t'] },
  fsync: { result: 'int', parameters: ['int'] },
  fdatasync: { result: 'int', parameters: ['int'] },
  unlink: { result: 'int', parameters: ['str'] },
};

/** Where a path or an open descriptor leads. */
const pathOf = (subject: unknown): string => {
  if (typeof subject === 'string') return subject;
  try {
    return readlinkSync(`/proc/self/fd/${String(subject)}`).replace(/ \(deleted\)$/, '');
  } catch {
    return '?';
  }
};

/** What stands in the place of a C function: asks, and then does as it is told. */
const standIn = (name: FileOperation['name'], real: (...words: unknown[]) => unknown) => {
  const isWrite = name === 'pwrite64' || name === 'write';
  return (...words: unknown[]): unknown => {
    if (ask === null) return real(...words);
    const path = pathOf(words[0]);
    const fault = ask({ name, file: basename(path), bytes: isWrite ? Number(words[2]) : 0 }, path);
    if (fault === null) return real(...words);
    if ('short' in fault) return isWrite ? real(...words.with(2, fault.short)) : real(...words);
    koffi.errno(constants.errno[fault.fail]);
    return -1;
  };
};

let isInstalled = false;

/** Writes the addresses through the process's own memory file, which asks for no permission of the page. Once, and for as long as the process lives. */
const install = (): void => {
  if (isInstalled) return;
  new Database(':memory:').close();
  const { file, base } = loadedAt(`/linux-${process.arch}.node`);
  const slots = importSlots(file);
  const libc = koffi.load('libc.so.6');
  const memory = openSync('/proc/self/mem', 'r+');
  for (const name of FILE_OPERATIONS) {
    const { result, parameters } = C_SHAPES[name];
    const real = libc.func(name, result, [...parameters]) as (...words: unknown[]) => unknown;
    const shape = koffi.pointer(koffi.proto(result, [...parameters]));
    const word = Buffer.alloc(8);
    word.writeBigUInt64LE(koffi.register(standIn(name, real), shape));
    for (const slot of slots.get(name) ?? []) writeSync(memory, word, 0, 8, base + slot);
  }
  closeSync(memory);
  isInstalled = true;
};
