import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { notices } from './notices.ts';
import { hashInputs, isStale, markBuilt } from './stale.ts';

const FOLDERS = ['renderer', 'shared', 'resources', 'main/cli/build'];
const FILES = ['vite.config.ts', 'package.json', 'package-lock.json'];

/** Built beside its place and moved there when it is whole: a build that fails, or two at once, leave no half one. */
const moveInto = (output: string, fresh: string): void => {
  rmSync(`${output}.hash`, { force: true });
  rmSync(output, { recursive: true, force: true });
  renameSync(fresh, output);
};

/** Builds the screens into dist/renderer, with the notices of what is in them, unless they are there from the same inputs. Returns whether it built. */
export const buildRenderer = async (root: string): Promise<boolean> => {
  const output = join(root, 'dist', 'renderer');
  const hash = hashInputs(root, FOLDERS, FILES);
  if (!isStale(output, hash)) return false;
  const fresh = `${output}.${process.pid}`;
  // Loaded only now: a start with nothing to build does without Vite.
  const { build } = await import('vite');
  try {
    await build({
      configFile: join(root, 'vite.config.ts'),
      root: join(root, 'renderer'),
      logLevel: 'warn',
      plugins: [notices(root)],
      build: {
        outDir: fresh,
        // From this machine to itself: how large a chunk is when compressed does not matter, and takes time to find out.
        reportCompressedSize: false,
        chunkSizeWarningLimit: 4_000,
      },
    });
    moveInto(output, fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  markBuilt(output, hash);
  return true;
};
