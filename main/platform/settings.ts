import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { core } from 'zod';
import { settings as shape, type Settings } from '../../shared/domain/settings.ts';
import { EXIT, StartProblem, errorCode } from './problem.ts';

export const settingsFile = (dataDir: string): string => join(dataDir, 'settings.json');

const field = (path: readonly PropertyKey[]): string => path.map(String).join('.') || '(the whole file)';
const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (held, key) => (typeof held === 'object' && held !== null ? Reflect.get(held, key) : undefined),
    value,
  );
const asLines = (issues: readonly core.$ZodIssue[], read: unknown): string =>
  issues
    .map(({ path, message, code }) => {
      const missing = code !== 'custom' && valueAt(read, path) === undefined;
      return `  ${field(path)}: ${missing ? 'is missing' : message}`;
    })
    .join('\n');

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT')
      throw new StartProblem(
        `There is no ${file}. Write one with «kiosk init», or name another data folder with --data.`,
        EXIT.configuration,
        { cause: error },
      );
    throw new StartProblem(
      `${file} cannot be read (${errorCode(error) ?? 'unknown error'}). Let the kiosk's user read it and start again.`,
      EXIT.configuration,
      { cause: error },
    );
  }
};

const parseJson = (file: string, text: string): unknown => {
  try {
    // Notepad puts a byte-order mark first.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new StartProblem(
      `${file} is not JSON (${error instanceof Error ? error.message : 'unreadable'}). Correct it and start again; nothing was changed.`,
      EXIT.configuration,
      { cause: error },
    );
  }
};

/** The settings of a data folder. Throws a {@link StartProblem} that names each field which is wrong; there are no defaults (design.md §4). */
export const readSettings = (dataDir: string): Settings => {
  const file = settingsFile(dataDir);
  const read = parseJson(file, readText(file));
  const result = shape.safeParse(read);
  if (result.success) return result.data;
  throw new StartProblem(
    `${file} is not right:\n${asLines(result.error.issues, read)}\nresources/kiosk/README.md says what each is. Correct it and start again; nothing was changed.`,
    EXIT.configuration,
  );
};
