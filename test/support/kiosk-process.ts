/**
 * A kiosk in a process of its own, which tests may talk to and kill: `kiosk-process.ts FOLDER [--demo COUNTRY] [--screens FOLDER]`. With `--demo` it
 * makes the folder a demo and starts its municipality, as `npm start` does. It prints one line of JSON when it is ready;
 * each line it reads is a path, answered with an address that opens it once. It ends with its standard input.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { openBrowserHost } from '../../main/host-browser/host.ts';
import type { Country } from '../municipality/demo/house.ts';
import { appPaths } from '../../main/platform/app-root.ts';

/** The first line. */
export interface Ready {
  readonly origin: string;
  readonly municipality: string | null;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { demo: { type: 'string' }, minute: { type: 'string' }, screens: { type: 'string' } },
});
const [dataDir] = positionals;
if (dataDir === undefined) throw new Error('which folder?');

const paths = appPaths();
// Loaded only where it is wanted: a test that starts a kiosk two hundred times waits for every module.
const demo =
  values.demo === undefined
    ? null
    : await import('../../main/cli/start/demo.ts').then(({ startDemo }) =>
        startDemo(paths.root, dataDir, {
          country: values.demo as Country,
          minute: values.minute === undefined ? undefined : Number(values.minute),
        }),
      );
const host = await openBrowserHost({
  dataDir,
  port: 0,
  paths: { ...paths, renderer: values.screens ?? paths.renderer },
});
const ready: Ready = { origin: host.origin, municipality: demo?.municipality.url ?? null };
console.log(JSON.stringify(ready));

for await (const path of createInterface({ input: process.stdin })) console.log(host.address(path));
await host.close();
await demo?.municipality.close();
