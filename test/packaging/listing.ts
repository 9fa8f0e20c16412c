import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { listPackage, statFile } from '@electron/asar';
import type { Packed } from './pack.ts';

/** Vite names a bundle after its content: here that part of the name is the same for all, and how many parts it cut main into is its own affair. */
const withoutHash = (path: string): string =>
  path.replace(/\/chunks\/[\w-]{8}\.js$/, '/chunks/HASH.js').replace(/-[\w-]{8}(\.\w+)$/, '-HASH$1');

/** Every file of the archive; those that lie beside it are marked. */
const inArchive = ({ archive }: Packed): string[] =>
  listPackage(archive, { isPack: false })
    .map((path) => path.replace(/^[\\/]/, ''))
    .flatMap((path) => {
      const entry = statFile(archive, path);
      if ('files' in entry || 'link' in entry) return [];
      const beside = 'unpacked' in entry && entry.unpacked ? ' (beside the archive)' : '';
      return [withoutHash(path.split(sep).join('/')) + beside];
    });

/** Every other file of the installed folder. */
const aroundArchive = ({ folder }: Packed): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.startsWith('resources/app.asar'));

const once = (paths: readonly string[]): string[] => [...new Set(paths)].sort();

export const listing = (packed: Packed): string =>
  `${['# app.asar', ...once(inArchive(packed)), '# around it', ...once(aroundArchive(packed))].join('\n')}\n`;

const missing = (from: string, than: string): string[] => {
  const there = than.split('\n');
  return from.split('\n').filter((line) => !there.includes(line));
};

/** Compares with the kept list. Null if they agree, else what is there too much and what is missing. */
export const compareWithKept = (file: string, found: string): string | null => {
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (kept === found) return null;
  const lines = [
    ...missing(found, kept).map((path) => `  too much: ${path}`),
    ...missing(kept, found).map((path) => `  missing: ${path}`),
  ];
  return lines.join('\n');
};

export const keep = (file: string, found: string): void => writeFileSync(file, found);
