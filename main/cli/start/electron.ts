import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An Electron that can be run here, or why there is none. */
export type Electron =
  { readonly kind: 'ready'; readonly executable: string } | { readonly kind: 'none'; readonly why: string };

/** A first start stays under ten seconds, fetched or not. */
const LIMITS = { fetchMs: 6_000, probeMs: 3_000 };
const TRY_AGAIN_AFTER_MS = 24 * 60 * 60_000;

const none = (why: string): Electron => ({ kind: 'none', why });

/** Runs a program quietly. True if it ended by itself, in time and well. */
const succeeds = (file: string, args: readonly string[], timeout: number): Promise<boolean> =>
  new Promise((resolve) => {
    execFile(file, args, { timeout, killSignal: 'SIGKILL', windowsHide: true }, (error) =>
      resolve(error === null),
    );
  });

/** The binary that the package `electron` has beside it, if it has. The package itself is not loaded: that alone would start a download. */
const installed = (folder: string): string | null => {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : null;
};

const triedLately = (mark: string, now: number): boolean => {
  const tried = statSync(mark, { throwIfNoEntry: false })?.mtimeMs;
  return tried !== undefined && now - tried < TRY_AGAIN_AFTER_MS;
};

/** Electron's own installer, for a bounded time. A try that failed is remembered for a day in `var/`, so that the next start does not wait for it. */
const fetchOnce = async (root: string, folder: string, fetchMs: number): Promise<boolean> => {
  const mark = join(root, 'var', 'electron-could-not-be-fetched');
  if (triedLately(mark, Date.now())) return false;
  const fetched = await succeeds(process.execPath, [join(folder, 'install.js')], fetchMs);
  if (fetched) rmSync(mark, { force: true });
  else {
    mkdirSync(join(root, 'var'), { recursive: true });
    writeFileSync(mark, '');
  }
  return fetched;
};

/** Finds Electron, fetching it if need be, and makes sure that it starts on this machine. */
export const findElectron = async (root: string, { fetchMs, probeMs } = LIMITS): Promise<Electron> => {
  const folder = join(root, 'node_modules', 'electron');
  if (!existsSync(folder)) return none('Electron is not installed');
  if (installed(folder) === null && !(await fetchOnce(root, folder, fetchMs)))
    return none('Electron is not here and could not be fetched quickly');
  const executable = installed(folder);
  if (executable === null) return none('Electron is not here');
  if (!(await succeeds(executable, ['--version'], probeMs)))
    return none('Electron is here but does not run on this machine');
  return { kind: 'ready', executable };
};
