import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartProblem } from './problem.ts';

const NAME = 'besoksvert';

const isRoot = (folder: string): boolean => {
  try {
    const content: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof content === 'object' && content !== null && 'name' in content && content.name === NAME;
  } catch {
    return false;
  }
};

/** The program's folder: the nearest one above `from` whose package.json is ours. The same from main/ and from dist/main/, in a folder or in an asar archive. */
export const findAppRoot = (from: string = import.meta.url): string => {
  let folder = dirname(fileURLToPath(from));
  for (;;) {
    if (isRoot(folder)) return folder;
    const above = dirname(folder);
    if (above === folder)
      throw new StartProblem(`The program's own folder (with its package.json) is not above ${from}.`);
    folder = above;
  }
};

/** Where the parts of the program lie. */
export interface AppPaths {
  readonly root: string;
  readonly resources: string;
  readonly migrations: string;
  /** The built screens. */
  readonly renderer: string;
}

export const appPaths = (root: string = findAppRoot()): AppPaths => ({
  root,
  resources: join(root, 'resources'),
  migrations: join(root, 'main', 'core', 'db', 'migrations'),
  renderer: join(root, 'dist', 'renderer'),
});

const packageField = (root: string, field: string): string | null => {
  const content: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const value: unknown = typeof content === 'object' && content !== null ? Reflect.get(content, field) : null;
  return typeof value === 'string' ? value : null;
};

export const appVersion = (root: string): string => packageField(root, 'version') ?? 'unknown';

/** `e2e` in a package that was made for end-to-end tests (electron-builder.yml), else `production`. */
export const appFlavour = (root: string): string => packageField(root, 'flavour') ?? 'production';
