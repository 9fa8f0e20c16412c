/** A folder that has the shape of an Electron distribution without being one (electron.md §3): enough for electron-builder to pack offline. */
import { appendFileSync, chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The fuse wire: a sentinel, version 1, nine fuses as Electron ships them. */
const WIRE = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100011'),
]);
const LANGUAGES = ['da', 'de', 'en-US', 'fr', 'nb'];

const common = (folder: string): void => {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  for (const language of LANGUAGES) writeFileSync(join(folder, 'locales', `${language}.pak`), '');
};

export const standInLinux = (folder: string): string => {
  common(folder);
  const program = join(folder, 'electron');
  writeFileSync(program, '#!/bin/sh\necho "this is no Electron" >&2\nexit 1\n# ');
  appendFileSync(program, WIRE);
  chmodSync(program, 0o755);
  return folder;
};

/** The program must be a real one for Windows with one version resource: 7-Zip's, which electron-builder's own dependencies carry. */
export const standInWindows = (folder: string, root: string): string => {
  common(folder);
  const program = join(folder, 'electron.exe');
  copyFileSync(join(root, 'node_modules', 'electron-winstaller', 'vendor', '7z-x64.exe'), program);
  appendFileSync(program, WIRE);
  return folder;
};
