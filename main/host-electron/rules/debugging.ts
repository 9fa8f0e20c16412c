import type { App } from 'electron';

/** No fuse covers these switches (electron.md §1): with one of them any program of this machine could steer the kiosk. */
const SWITCHES = ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk'];

/** True if the start was refused. The end-to-end flavour, and a start from the source folder, may be debugged. */
export const refuseDebugging = (
  app: Pick<App, 'commandLine' | 'exit' | 'isPackaged'>,
  flavour: string,
): boolean => {
  if (!app.isPackaged || flavour === 'e2e') return false;
  if (!SWITCHES.some((name) => app.commandLine.hasSwitch(name))) return false;
  app.exit(1);
  return true;
};
