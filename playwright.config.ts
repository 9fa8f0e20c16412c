import { defineConfig } from '@playwright/test';
import { availableParallelism } from 'node:os';

/** End to end, in a real Chromium with a camera that plays files (test/e2e/kit.ts starts both kiosk and browser). */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  globalSetup: './test/e2e/build-screens.ts',
  // A failure is looked into, never tried away.
  retries: 0,
  workers: availableParallelism() >= 4 ? 2 : 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1080, height: 1920 },
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
