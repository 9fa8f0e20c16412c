import { defineConfig } from '@playwright/test';

/** The same journey in Electron, where its binary is: `npx playwright test -c test/e2e-electron/playwright.config.ts`. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/electron',
  retries: 0,
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
});
