import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Language } from '../../shared/domain/language.ts';
import { LOCALES } from '../platform/locale.ts';
import type { Machine } from '../platform/data-dir.ts';

const ON_PATH = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const ON_WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
const ON_MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const candidates = ({ platform, env }: Machine): string[] => {
  if (platform === 'darwin') return ON_MAC;
  if (platform === 'win32')
    return [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => ON_WINDOWS.map((path) => join(folder, path)));
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name)));
};

/** The first Chromium, Chrome or Edge of this machine, or null. */
export const findChromium = (
  machine: Machine,
  exists: (file: string) => boolean = isProgram,
): string | null => candidates(machine).find(exists) ?? null;

/** Whether a window can be opened at all. */
export const hasDisplay = ({ platform, env }: Machine): boolean =>
  platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY);

/**
 * The environment of a kiosk's browser. On Linux it heeds this and not `--lang`: without it days in fields are written as the machine's
 * language does (seen with Chromium 153). It has no nynorsk of its own, and takes bokmål.
 */
export const kioskEnvironment = (language: Language, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const locale = LOCALES[language].replace('-', '_');
  return { ...env, LC_ALL: `${locale}.UTF-8`, LANGUAGE: language === 'nn' ? `${locale}:nb_NO` : locale };
};

/** The command line of a kiosk's browser (electron.md §5). `profile` is a folder of its own, empty at every start. */
export const kioskArguments = ({
  address,
  profile,
  language,
  fullScreen,
}: {
  address: string;
  profile: string;
  language: Language;
  fullScreen: boolean;
}): string[] => [
  ...(fullScreen ? ['--kiosk'] : []),
  `--app=${address}`,
  `--user-data-dir=${profile}`,
  `--lang=${LOCALES[language]}`,
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  '--password-store=basic',
  '--disable-features=Translate',
  '--disable-background-networking',
  '--disable-component-update',
];
