/** The packaged kiosk on plain Node: `node dist/main/browser.js [--data DIR] [--port N] [--no-open]`. */
import { parseArgs } from 'node:util';
import { defaultDataDir, thisMachine } from '../platform/data-dir.ts';
import { runProgram } from '../platform/run-program.ts';
import { findChromium, hasDisplay } from './chromium.ts';
import { runBrowserHost } from './run.ts';

await runProgram(async () => {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      data: { type: 'string', default: defaultDataDir() },
      port: { type: 'string' },
      open: { type: 'boolean', default: true },
    },
  });
  const machine = thisMachine();
  await runBrowserHost({
    dataDir: values.data,
    port: values.port === undefined ? undefined : Number(values.port),
    browser: values.open && hasDisplay(machine) ? findChromium(machine) : null,
  });
});
