import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { StartProblem } from '../problem.ts';

/** What may be served, by the end of its name. A file with another ending is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.md': 'text/plain; charset=utf-8',
};

interface Page {
  readonly file: string;
  readonly type: string;
}

/** Answers a path of the screens, or null where there is none. */
export type Pages = (pathname: string) => Promise<Response | null>;

/** Plain files only, links not followed. Walked by hand because an asar archive knows no recursive listing. */
const listFiles = async (folder: string, prefix: string): Promise<[path: string, file: string][]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const lists = entries.map(async (entry): Promise<[string, string][]> => {
    const file = join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(file, `${prefix}${entry.name}/`);
    return entry.isFile() ? [[`${prefix}${entry.name}`, file]] : [];
  });
  return (await Promise.all(lists)).flat();
};

const collect = async (folder: string, demo: boolean): Promise<Map<string, Page>> => {
  const pages = new Map<string, Page>();
  for (const [path, file] of await listFiles(folder, '/')) {
    const type = TYPES[extname(file)];
    if (type === undefined || (!demo && path.startsWith('/letters/'))) continue;
    pages.set(path, { file, type });
    if (path.endsWith('/index.html')) pages.set(path.slice(0, -'index.html'.length), { file, type });
  }
  return pages;
};

/**
 * The built screens of `folder`. The list is made once: a path is looked up in it as it came, never joined to a folder, so that
 * nothing outside can be named. `/letters/` is there in the demo only.
 */
export const openPages = async (folder: string, { demo }: { demo: boolean }): Promise<Pages> => {
  const pages = await collect(folder, demo).catch((error: unknown) => {
    throw new StartProblem(`The screens are not built (${folder}). Run «npm run build».`, undefined, {
      cause: error,
    });
  });
  return async (pathname) => {
    const page = pages.get(pathname);
    if (page !== undefined) {
      const content = await readFile(page.file).catch(() => null);
      // Gone since the start: the screens were built again under a running kiosk.
      return content && new Response(content, { headers: { 'content-type': page.type } });
    }
    if (pages.has(`${pathname}/`))
      return new Response(null, { status: 308, headers: { location: `${pathname}/` } });
    return null;
  };
};
