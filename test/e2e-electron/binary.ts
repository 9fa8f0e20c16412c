import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An Electron to test with, or why there is none. `KIOSK_ELECTRON` names a binary, or a package of the e2e flavour. */
export type Binary = { readonly executable: string } | { readonly missing: string };

export const findBinary = (root: string): Binary => {
  const named = process.env.KIOSK_ELECTRON;
  if (named !== undefined)
    return existsSync(named) ? { executable: named } : { missing: `there is no ${named}` };
  if (process.platform === 'linux' && !(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY))
    return { missing: 'this machine has no display (xvfb-run gives one)' };
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return { missing: 'the package electron is here without its binary' };
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? { executable } : { missing: `there is no ${executable}` };
};
