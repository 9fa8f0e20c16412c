import { findChromium, hasDisplay } from '../../host-browser/chromium.ts';
import type { Machine } from '../../platform/data-dir.ts';
import type { Electron } from './electron.ts';

/** Which host starts, which browser it opens (null: print the address), and why, in one line. */
export type HostChoice =
  | { readonly host: 'electron'; readonly executable: string; readonly line: string }
  | { readonly host: 'browser'; readonly browser: string | null; readonly line: string };

export interface Wishes {
  readonly host?: 'electron' | 'browser' | undefined;
  /** False: no window, only addresses. */
  readonly open: boolean;
}

/** Chromium and Electron keep their sandbox, and will not start for root with it. */
const isRoot = (): boolean => process.getuid?.() === 0;

const withoutWindow = (why: string): HostChoice => ({
  host: 'browser',
  browser: null,
  line: `Host: browser, without a window, because ${why}`,
});

/** `electron` is asked for only where a window is possible and wanted: it may take seconds. */
export const chooseHost = async (
  wishes: Wishes,
  machine: Machine,
  electron: () => Promise<Electron>,
  browserOf: (machine: Machine) => string | null = findChromium,
  root: boolean = isRoot(),
): Promise<HostChoice> => {
  if (!wishes.open) return withoutWindow('--no-open says so');
  if (!hasDisplay(machine)) return withoutWindow('this machine has no display');
  if (root) return withoutWindow('a browser for the superuser would have no sandbox');
  const found: Electron =
    wishes.host === 'browser' ? { kind: 'none', why: '--host says so' } : await electron();
  if (found.kind === 'ready')
    return {
      host: 'electron',
      executable: found.executable,
      line: 'Host: Electron, because it is installed',
    };
  const browser = browserOf(machine);
  if (browser === null) return withoutWindow(`${found.why}, and there is no Chromium, Chrome or Edge here`);
  return { host: 'browser', browser, line: `Host: browser (${browser}), because ${found.why}` };
};
