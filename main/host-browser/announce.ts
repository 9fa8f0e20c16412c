import { createInterface } from 'node:readline';
import type { BrowserHost } from './host.ts';

const PAGES = [
  ['visitor', '/'],
  ['reception', '/reception/'],
  ['infection control', '/infection-control/'],
] as const;

const lines = (host: BrowserHost): string[] =>
  PAGES.map(([name, path]) => `  ${name.padEnd(18)} ${host.address(path)}`);

/** Prints an address for each kind of user, each good for one opening. */
export const announce = (host: BrowserHost): void => {
  const patience = host.settings.demo ? '' : ', within a minute';
  console.log(`Open in a browser on this machine (each address works once${patience}):`);
  console.log(lines(host).join('\n'));
};

/** At a terminal, Enter prints new addresses. Returns how to end that. */
export const announceOnEnter = (host: BrowserHost): (() => void) => {
  if (!process.stdin.isTTY) return () => undefined;
  const terminal = createInterface({ input: process.stdin, terminal: false });
  terminal.on('line', () => announce(host));
  console.log('Enter prints new addresses, Ctrl-C stops the kiosk.');
  return () => terminal.close();
};
