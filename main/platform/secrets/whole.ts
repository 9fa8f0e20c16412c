/** Small files that are there whole or not at all. */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '../problem.ts';

const flushFolder = (folder: string): void => {
  // Windows opens no folder for that.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** The finished bytes beside the file, on the disk; then `place` gives them its name. */
const written = (file: string, text: string, place: (unfinished: string) => void): void => {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    const handle = openSync(unfinished, 'wx', 0o600);
    try {
      // All of it or an error: writeSync may stop halfway on a full disk and say nothing.
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    place(unfinished);
    flushFolder(dirname(file));
  } finally {
    rmSync(unfinished, { force: true });
  }
};

/** Never over a file that is there: the name comes by a link, which fails where one exists. */
export const writeOnce = (file: string, text: string): void =>
  written(file, text, (unfinished) => {
    try {
      linkSync(unfinished, file);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  });

const zeroed = (file: string): void => {
  const handle = openSync(file, 'r+');
  try {
    writeSync(handle, Buffer.alloc(fstatSync(handle).size), 0, null, 0);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  rmSync(file);
};

const OLD = '.old';

/** The same bytes under two names. */
const isSame = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((path) => statSync(path, { bigint: true }));
  return a?.ino === b?.ino && a?.dev === b?.dev;
};

/** What a crash left of `replaceWhole`: its old bytes, or only their second name when the new ones were not there yet. */
export const clearAway = (file: string): void => {
  const folder = dirname(file);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(file)}.`) || !name.endsWith(OLD)) continue;
    const old = join(folder, name);
    if (isSame(old, file)) rmSync(old);
    else zeroed(old);
  }
};

/**
 * In the place of a file that is there, whose old bytes are overwritten with zeros: they may be keys in the clear. They keep a second
 * name meanwhile, for Windows gives no name to a new file that the old one is still open under.
 */
export const replaceWhole = (file: string, text: string): void => {
  linkSync(file, `${file}.${randomUUID()}${OLD}`);
  written(file, text, (unfinished) => renameSync(unfinished, file));
  clearAway(file);
};
