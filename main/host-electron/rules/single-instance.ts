import type { App } from 'electron';

/** True for the first instance. A second one ends at once and brings the first one's window forward. */
export const keepSingle = (
  app: Pick<App, 'requestSingleInstanceLock' | 'exit' | 'on'>,
  forward: () => void,
): boolean => {
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return false;
  }
  app.on('second-instance', forward);
  return true;
};
