/** The program that Electron starts: the kiosk, or with `--cli COMMAND …` an administrator's command line. */
import { app } from 'electron';
import { startElectronHost } from './host.ts';
import { readOptions } from './options.ts';

/** The package brings no Node of its own that could run dist/main/cli.js. */
const runCommand = async (words: readonly string[]): Promise<void> => {
  process.argv = [process.execPath, 'kiosk', ...words];
  await import('../cli/kiosk.ts');
  app.exit(Number(process.exitCode ?? 0));
};

const at = process.argv.indexOf('--cli');
// Not awaited: Electron emits `ready` only once this module has ended, and the start waits for `ready`.
if (at === -1) void startElectronHost(readOptions(process.argv));
else void runCommand(process.argv.slice(at + 1));
