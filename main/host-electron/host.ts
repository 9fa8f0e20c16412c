import { join } from 'node:path';
import { BrowserWindow, Menu, app, dialog, powerSaveBlocker, protocol, safeStorage, session } from 'electron';
import { appFlavour, appPaths, type AppPaths } from '../platform/app-root.ts';
import { openKiosk, type Kiosk } from '../platform/kiosk.ts';
import { LOCALES } from '../platform/locale.ts';
import { ensureDataDir } from '../platform/ports.ts';
import { EXIT, StartProblem } from '../platform/problem.ts';
import { provideProtector } from '../platform/secrets/protector.ts';
import { readSettings } from '../platform/settings.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { ElectronOptions } from './options.ts';
import { denyCertificates } from './rules/certificates.ts';
import { refuseDebugging } from './rules/debugging.ts';
import { denyDevices } from './rules/devices.ts';
import { denyDownloads } from './rules/downloads.ts';
import { guardKeys } from './rules/keys.ts';
import { guardNavigation } from './rules/navigation.ts';
import { denyPermissions } from './rules/permissions.ts';
import { dpapiOf } from './rules/safe-storage.ts';
import { registerScheme } from './rules/scheme.ts';
import { serveDoor } from './rules/serve.ts';
import { keepSingle } from './rules/single-instance.ts';
import { watch } from './rules/watchdog.ts';
import { PARTITION } from './rules/web-preferences.ts';
import { denyWindows } from './rules/windows.ts';
import { guardZoom } from './rules/zoom.ts';
import { screensOf, windowOptions, type Screen } from './window.ts';

const openScreen = (screen: Screen): void => {
  const window = new BrowserWindow(windowOptions(screen));
  window.once('ready-to-show', () => window.show());
  if (screen.kiosk) {
    guardKeys(window.webContents);
    guardZoom(window.webContents);
  }
  watch(app, window);
  // At once, so that whoever attaches to the window finds a page in it.
  void window.loadURL(screen.address);
};

/** Chromium's own things. On Windows what protects the kiosk's keys lies there. */
export const userDataOf = (dataDir: string): string => join(dataDir, 'electron');

/** Wrong settings are told of once there is a window to tell it in. */
const languageOf = (dataDir: string): Language | null => {
  try {
    return readSettings(dataDir).institution.language;
  } catch (error) {
    if (error instanceof StartProblem) return null;
    throw error;
  }
};

/** Before anything of the kiosk's data is touched, and before `ready`. */
const prepare = (dataDir: string): void => {
  app.enableSandbox();
  registerScheme(protocol);
  app.setPath('userData', userDataOf(dataDir));
  const language = languageOf(dataDir);
  if (language !== null) app.commandLine.appendSwitch('lang', LOCALES[language]);
  app.commandLine.appendSwitch('disable-pinch');
  app.commandLine.appendSwitch('overscroll-history-navigation', '0');
  Menu.setApplicationMenu(null);
  app.on('web-contents-created', (_event, contents) => {
    guardNavigation(contents);
    denyWindows(contents);
  });
  denyCertificates(app);
};

/** Every way out of the process waits for the core: a second request to end is not waited on. */
const endInOrder = (kiosk: Kiosk): void => {
  let ending = false;
  app.on('before-quit', (event) => {
    if (ending) return;
    ending = true;
    event.preventDefault();
    void kiosk.close().then(() => app.exit(0));
  });
  app.on('window-all-closed', () => app.quit());
  process.once('SIGTERM', () => app.quit());
  process.once('SIGINT', () => app.quit());
};

const sayAndExit = (error: unknown): void => {
  const problem = error instanceof StartProblem ? error : null;
  console.error(problem?.message ?? error);
  dialog.showErrorBox('Besøksvert', problem?.message ?? 'The kiosk could not start.');
  app.exit(problem?.exitCode ?? EXIT.failed);
};

/** The whole kiosk in Electron: the same core and screens as in the browser host, behind `app://kiosk`. */
export const startElectronHost = async (
  { dataDir, staff }: ElectronOptions,
  paths: AppPaths = appPaths(),
): Promise<void> => {
  if (refuseDebugging(app, appFlavour(paths.root))) return;
  ensureDataDir(dataDir);
  prepare(dataDir);
  const forward = (): void => BrowserWindow.getAllWindows()[0]?.focus();
  if (!keepSingle(app, forward)) return;
  await app.whenReady();
  try {
    provideProtector(await dpapiOf(safeStorage, userDataOf(dataDir)));
    const kiosk = await openKiosk(dataDir, 'electron', paths);
    endInOrder(kiosk);
    const own = session.fromPartition(PARTITION);
    denyPermissions(own);
    denyDevices(own);
    denyDownloads(own);
    serveDoor(own, kiosk.door);
    powerSaveBlocker.start('prevent-display-sleep');
    screensOf({ demo: kiosk.ports.settings.demo, staff }).forEach(openScreen);
  } catch (error) {
    sayAndExit(error);
  }
};
