/** Files that an author gives to a command: read, or refused in one sentence. */
import { readFileSync } from 'node:fs';
import { errorCode } from '../../platform/problem.ts';

/** A file that cannot be read as what it is to be; its message is one sentence for a person. */
export class Unreadable extends Error {}

export const INVALID = 1;
export const UNREADABLE = 2;

/** Throws Unreadable. */
export const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const why = errorCode(error) === 'ENOENT' ? 'There is no file' : 'This cannot be read:';
    throw new Unreadable(`${why} ${file}.`);
  }
};

/** Throws Unreadable. */
export const readJson = (file: string): unknown => {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable(`${file} is not JSON.`);
  }
};

export const printJson = (value: unknown): void => {
  console.log(JSON.stringify(value, null, 2));
};

/** Sets the exit status: 0 valid, 1 invalid, 2 a file that cannot be read. */
export const ending = async (command: () => number | Promise<number>): Promise<void> => {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    console.error(error.message);
    process.exitCode = UNREADABLE;
  }
};
