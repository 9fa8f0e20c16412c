/** The program that Electron starts: the kiosk, or with `--cli COMMAND …` an administrator's command line. */
import { app, safeStorage } from 'electron';
import { dataDirOf } from '../cli/kiosk/folder.ts';
import { provideProtector } from '../platform/secrets/protector.ts';
import { startElectronHost, userDataOf } from './host.ts';
import { readData, readOptions } from './options.ts';
import { dpapiOf } from './rules/safe-storage.ts';

/** On Windows a command opens the kiosk's keys as the kiosk does. Elsewhere it waits for no display. */
const protect = async (words: readonly string[]): Promise<void> => {
  if (process.platform !== 'win32') return;
  const userData = userDataOf(dataDirOf(readData(words)));
  app.setPath('userData', userData);
  await app.whenReady();
  provideProtector(await dpapiOf(safeStorage, userData));
};

/** The package brings no Node of its own that could run dist/main/cli.js. */
const runCommand = async (words: readonly string[]): Promise<void> => {
  await protect(words);
  process.argv = [process.execPath, 'kiosk', ...words];
  await import('../cli/kiosk.ts');
  app.exit(Number(process.exitCode ?? 0));
};

const at = process.argv.indexOf('--cli');
// Not awaited: Electron emits `ready` only once this module has ended, and the start waits for `ready`.
if (at === -1) void startElectronHost(readOptions(process.argv));
else void runCommand(process.argv.slice(at + 1));
