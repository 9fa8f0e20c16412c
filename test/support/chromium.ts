/** Finds a Chromium for the tests and measurements: the machine's own, Playwright's, else the one in `@sparticuz/chromium`. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants, mkdir, mkdtemp, readFile, realpath, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium as playwright } from '@playwright/test';

const root = fileURLToPath(new URL('../../', import.meta.url));

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
].flatMap((name) => (process.platform === 'win32' ? [`${name}.exe`] : [name]));

/** Where Windows and macOS keep browsers that are not on the PATH. */
const elsewhere = (): string[] => {
  const windows = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const base = process.env[variable];
    return base === undefined
      ? []
      : [
          join(base, 'Google/Chrome/Application/chrome.exe'),
          join(base, 'Microsoft/Edge/Application/msedge.exe'),
        ];
  });
  return [...windows, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
};

export interface FoundChromium {
  readonly executablePath: string;
  /** Where it was found, for a line in the output. */
  readonly origin: 'CHROMIUM' | 'system' | 'playwright' | '@sparticuz/chromium';
  /** To be added to the browser's environment. */
  readonly env: Record<string, string>;
}

const runs = async (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

/** The screens are built for this one and newer (vite.config.ts). */
const OLDEST = 140;

/**
 * Whether a browser of the machine will do. A snap's cannot read our temporary files, and a distribution's stub («install the
 * snap») is none at all. On Windows asking for the version would open a window.
 */
const serves = async (file: string): Promise<boolean> => {
  if (!(await runs(file))) return false;
  if (process.platform === 'win32') return true;
  if ((await realpath(file)).startsWith('/snap/') || file.startsWith('/snap/')) return false;
  const version = await promisify(execFile)(file, ['--version'], { timeout: 20_000 }).catch(() => null);
  return Number(/ (\d+)\.\d+/.exec(version?.stdout ?? '')?.[1] ?? 0) >= OLDEST;
};

const onPath = async (): Promise<string | null> => {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const files = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...elsewhere()];
  for (const file of files) if (await serves(file)) return file;
  return null;
};

const ofPlaywright = async (): Promise<string | null> => {
  const file = playwright.executablePath();
  return file !== '' && (await runs(file)) ? file : null;
};

/**
 * Unpacks `@sparticuz/chromium` once (some 2 s, 200 MB) into node_modules/.cache. Several at once do no harm: each
 * unpacks for itself and the first to finish gives the folder its name. Rejects if the package is not installed.
 */
export const unpackedChromium = async (): Promise<string> => {
  const manifest = fileURLToPath(
    import.meta.resolve('@sparticuz/chromium').replace(/build\/.*$/, 'package.json'),
  );
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const cache = join(root, 'node_modules', '.cache', 'besoksvert');
  const folder = join(cache, `chromium-${version}`);
  const file = join(folder, 'chromium');
  if (existsSync(file)) return file;
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, 'unpacking-'));
  // The package unpacks into the temporary folder and nowhere else, and takes what already lies there for whole.
  const unpack = `import(${JSON.stringify(import.meta.resolve('@sparticuz/chromium'))}).then((it) => it.default.executablePath())`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', unpack], {
    env: { ...process.env, TMPDIR: fresh, TEMP: fresh, TMP: fresh },
  });
  try {
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(file)) throw error;
  }
  return file;
};

/** `$CHROMIUM` (a path, or `sparticuz` for the unpacked one), else the first that is there. Rejects when none can be had. */
export const findChromium = async (): Promise<FoundChromium> => {
  const wanted = process.env.CHROMIUM;
  if (wanted !== undefined && wanted !== '' && wanted !== 'sparticuz') {
    if (!(await runs(wanted))) throw new Error(`CHROMIUM names ${wanted}, which cannot be run.`);
    return { executablePath: wanted, origin: 'CHROMIUM', env: {} };
  }
  if (wanted !== 'sparticuz') {
    const system = await onPath();
    if (system !== null) return { executablePath: system, origin: 'system', env: {} };
    const own = await ofPlaywright();
    if (own !== null) return { executablePath: own, origin: 'playwright', env: {} };
  }
  const executablePath = await unpackedChromium();
  // A machine without fonts gets those of the package; without any, Chromium draws no text.
  const fonts = join(executablePath, '..', 'fonts');
  const bare = process.platform === 'linux' && !existsSync('/etc/fonts/fonts.conf');
  return { executablePath, origin: '@sparticuz/chromium', env: bare ? { FONTCONFIG_PATH: fonts } : {} };
};

/** Arguments without which a bare machine (no sandbox for root, no GPU) does not start it. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-dev-shm-usage',
];

/** What makes Chromium play a file as its camera, and never ask for leave. */
export const cameraArgs = (framesFile: string): readonly string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${framesFile}`,
];
