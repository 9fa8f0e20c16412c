import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { hashInputs, isStale, markBuilt } from './stale.ts';

const FOLDERS = ['renderer', 'shared', 'resources'];
const FILES = ['vite.config.ts', 'package.json', 'package-lock.json'];

/** Builds the screens into dist/renderer, with the notices of what is in them, unless they are there from the same inputs. Returns whether it built. */
export const buildRenderer = async (root: string): Promise<boolean> => {
  const output = join(root, 'dist', 'renderer');
  const hash = hashInputs(root, FOLDERS, FILES);
  if (!isStale(output, hash)) return false;
  rmSync(`${output}.hash`, { force: true });
  // Loaded only now: a start with nothing to build does without Vite.
  const { build } = await import('vite');
  await build({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, 'renderer'),
    logLevel: 'warn',
    // From this machine to itself: how large a chunk is when compressed does not matter, and takes time to find out.
    build: { reportCompressedSize: false, chunkSizeWarningLimit: 4_000 },
  });
  markBuilt(output, hash);
  return true;
};
