import { appendFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

const FILE = 'notices.md';

/** The package that a file belongs to: its folder, or null for a file of our own. */
const packageOf = (file: string): string | null => {
  const found = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll('\\', '/'));
  return found?.[1] ?? null;
};

const licenceText = (folder: string): string => {
  const name = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry));
  return name === undefined ? '' : readFileSync(join(folder, name), 'utf8').trim();
};

const notice = (folder: string): { title: string; text: string } => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  return { title: `## ${name} - ${version} (${license ?? 'see below'})`, text: licenceText(folder) };
};

/** The packages that one of our style sheets takes in whole. */
const importedBy = (css: string): string[] =>
  [...css.matchAll(/@import\s+['"]((?:@[^/'"]+\/)?[^./'"][^/'"]*)/g)].flatMap(([, name]) => name ?? []);

/** Vite's notices name the packages of scripts. This adds those of style sheets, fonts and other files that are shipped. */
export const notices = (root: string): Plugin => {
  const folders = new Set<string>();
  return {
    name: 'besoksvert-notices',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('.css') || packageOf(id) !== null) return;
      for (const name of importedBy(code)) folders.add(join(root, 'node_modules', name));
    },
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        const files = output.type === 'asset' ? output.originalFileNames : [];
        for (const file of files) folders.add(packageOf(resolve(root, 'renderer', file)) ?? root);
      }
    },
    writeBundle({ dir = '' }) {
      folders.delete(root);
      const target = join(dir, FILE);
      const there = existsSync(target) ? readFileSync(target, 'utf8') : '';
      for (const { title, text } of [...folders].sort().map(notice))
        if (!there.includes(`${title}\n`)) appendFileSync(target, `\n${title}\n\n${text}\n`);
    },
  };
};
