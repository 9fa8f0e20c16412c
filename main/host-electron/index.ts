/** The program that Electron starts. */
import { startElectronHost } from './host.ts';
import { readOptions } from './options.ts';

// Not awaited: Electron emits `ready` only once this module has ended, and the start waits for `ready`.
void startElectronHost(readOptions(process.argv));
