import type { BrowserWindowConstructorOptions } from 'electron';
import { ORIGIN } from './origin.ts';
import { WEB_PREFERENCES } from './rules/web-preferences.ts';

/** A page in a window: the visitor's is the kiosk; the staff's may stand on a second screen of the same machine. */
export interface Screen {
  readonly address: string;
  readonly kiosk: boolean;
}

const page = (path: string): string => `${ORIGIN}${path}`;

/** A real kiosk shows the visitor's page alone, and the staff's where asked for. A demo on somebody's desk shows all, in windows that can be closed. */
export const screensOf = ({ demo, staff }: { demo: boolean; staff: boolean }): Screen[] => [
  { address: page('/'), kiosk: !demo },
  ...(demo || staff
    ? ['/reception/', '/infection-control/'].map((path) => ({ address: page(path), kiosk: false }))
    : []),
];

export const windowOptions = ({ kiosk }: Screen): BrowserWindowConstructorOptions => ({
  // Shown when it has something to show: no white flash.
  show: false,
  autoHideMenuBar: true,
  backgroundColor: '#ffffff',
  webPreferences: WEB_PREFERENCES,
  ...(kiosk
    ? { kiosk: true, fullscreen: true, frame: false, alwaysOnTop: true, roundedCorners: false }
    : { width: 1280, height: 900 }),
});
