import type { WebPreferences } from 'electron';

/** Not `persist:`: what a screen leaves behind is in memory, and gone with the process. */
export const PARTITION = 'kiosk';

/** Much of this is Electron's default; it is written out so that a changed default, or a change here, shows in a test. */
export const WEB_PREFERENCES = {
  partition: PARTITION,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  devTools: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  disableDialogs: true,
  // The idle clock and the long polls go on when the window is covered.
  backgroundThrottling: false,
} as const satisfies WebPreferences;
