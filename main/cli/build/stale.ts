import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const filesOf = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** One hash over the names and bytes of everything that goes into a build: `folders` whole (tests left out), `files` as they are. */
export const hashInputs = (root: string, folders: readonly string[], files: readonly string[]): string => {
  const hash = createHash('sha256');
  const all = [
    ...folders.flatMap((folder) => filesOf(join(root, folder))),
    ...files.map((file) => join(root, file)),
  ];
  for (const file of all) {
    const bytes = readFileSync(file);
    hash.update(`${relative(root, file)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
};

/** Whether `output` was built from other inputs than these, or never. The hash lies beside it, in `<output>.hash`. */
export const isStale = (output: string, hash: string): boolean =>
  !existsSync(output) ||
  !existsSync(`${output}.hash`) ||
  readFileSync(`${output}.hash`, 'utf8').trim() !== hash;

export const markBuilt = (output: string, hash: string): void => writeFileSync(`${output}.hash`, `${hash}\n`);
