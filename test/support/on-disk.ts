/** What lies on the disk, whatever a program says of it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Of these bytes, those that stand in some file of the folder. A part in the middle will do: pages may split a long one. */
export const foundIn = (folder: string, wanted: readonly Buffer[]): number => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  return wanted.filter((bytes) => files.some((file) => file.includes(bytes.subarray(8, 40)))).length;
};
