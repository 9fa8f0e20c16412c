import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fileURLToPath } from 'node:url';

const page = (path: string) => fileURLToPath(new URL(`./renderer/${path}`, import.meta.url));

/** The screens: one page a kind of user, everything bundled, nothing fetched from the network. */
export default defineConfig({
  root: 'renderer',
  base: '/',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    // No inlined data: URLs for fonts, wasm and sounds: the content-security policy allows them from 'self' only.
    assetsInlineLimit: 0,
    license: { fileName: 'notices.md' },
    rolldownOptions: {
      input: {
        visitor: page('index.html'),
        reception: page('reception/index.html'),
        'infection-control': page('infection-control/index.html'),
      },
    },
  },
});
