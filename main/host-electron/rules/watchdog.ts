import type { App, BrowserWindow } from 'electron';
import { waitBeforeRestart } from '../../platform/restarts.ts';

/** The supervisor (systemd, Shell Launcher) starts the kiosk afresh on this status; never `app.relaunch()` (electron.md §2). */
export const GIVEN_UP = 70;
const PATIENCE_MS = 10_000;

/** Brings back a screen whose process died, and ends one that hangs; when it dies too often the whole kiosk ends. */
export const watch = (
  app: Pick<App, 'exit'>,
  window: Pick<BrowserWindow, 'on' | 'reload' | 'isDestroyed'> & {
    webContents: Pick<BrowserWindow['webContents'], 'on' | 'forcefullyCrashRenderer'>;
  },
  now: () => number = Date.now,
): void => {
  const gone: number[] = [];
  let hanging: NodeJS.Timeout | undefined;
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    clearTimeout(hanging);
    const wait = waitBeforeRestart(gone, now());
    gone.push(now());
    if (wait === null) app.exit(GIVEN_UP);
    else
      setTimeout(() => {
        if (!window.isDestroyed()) window.reload();
      }, wait);
  });
  window.on('unresponsive', () => {
    clearTimeout(hanging);
    hanging = setTimeout(() => window.webContents.forcefullyCrashRenderer(), PATIENCE_MS);
  });
  window.on('responsive', () => clearTimeout(hanging));
};
