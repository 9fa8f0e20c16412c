import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** What the choice of a data folder hangs on; tests give their own. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

export const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  home: homedir(),
});

/** The data folder when none is named: `%LOCALAPPDATA%\Besoksvert` on Windows, the XDG data folder elsewhere. A relative XDG_DATA_HOME counts as unset, as its specification says. */
export const defaultDataDir = ({ platform, env, home }: Machine = thisMachine()): string => {
  if (platform === 'win32')
    return win32.join(env.LOCALAPPDATA ?? win32.join(home, 'AppData', 'Local'), 'Besoksvert');
  const xdg = env.XDG_DATA_HOME;
  const base = xdg !== undefined && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.local', 'share');
  return posix.join(base, 'besoksvert');
};
