import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { hashInputs, isStale, markBuilt } from './stale.ts';

const FOLDERS = ['main', 'shared'];
const FILES = ['package.json', 'package-lock.json'];

/** Bundles main for packaging into dist/main: one file a program, everything inside but Electron and the database's binary. Returns whether it built. */
export const buildMain = async (root: string): Promise<boolean> => {
  const output = join(root, 'dist', 'main');
  const hash = hashInputs(root, FOLDERS, FILES);
  if (!isStale(output, hash)) return false;
  rmSync(`${output}.hash`, { force: true });
  const { build } = await import('vite');
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: ['electron', 'better-sqlite3'], target: 'node' },
    build: {
      ssr: true,
      outDir: output,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: false,
      license: { fileName: 'notices.md' },
      rolldownOptions: {
        input: {
          electron: join(root, 'main', 'host-electron', 'index.ts'),
          browser: join(root, 'main', 'host-browser', 'index.ts'),
          cli: join(root, 'main', 'cli', 'kiosk.ts'),
          // A thread's program: main/core/export/thread.ts looks for it beside the others.
          export: join(root, 'main', 'core', 'export', 'worker.ts'),
          verify: join(root, 'main', 'verifier', 'worker.ts'),
          'verify-beside': join(root, 'main', 'verifier', 'beside-worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[hash].js' },
      },
    },
  });
  markBuilt(output, hash);
  return true;
};
