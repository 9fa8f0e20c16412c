import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12))
  throw new Error(
    `Besøksvert's tests need Node 22.12 or newer, this is ${process.versions.node} (better-sqlite3 13 would crash on it): run them through npm («npm test», «npx vitest»), which uses the project's own Node 24.`,
  );

export default defineConfig({
  test: {
    include: [
      '{main,shared,renderer}/**/*.test.{ts,tsx}',
      'test/{properties,screening,contract,faults,municipality,support,packaging}/**/*.test.ts',
    ],
    // `require('electron')` in plain Node would try to download it.
    alias: { electron: fileURLToPath(new URL('./test/support/fake-electron.ts', import.meta.url)) },
    env: { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
    testTimeout: 20_000,
  },
});
