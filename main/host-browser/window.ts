import { spawn, type ChildProcess } from 'node:child_process';
import type { Language } from '../../shared/domain/language.ts';
import { waitBeforeRestart } from '../platform/restarts.ts';
import { kioskArguments, kioskEnvironment } from './chromium.ts';
import { freshProfile, type Profile } from './profile.ts';

export interface KioskWindow {
  close(): Promise<void>;
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/**
 * Keeps a kiosk window open on the visitor's page. A browser that went away comes back with a new profile and a new launch token;
 * `onGone` is told when it went too often, or at once where it is not to come back (the demo: somebody closed the window).
 */
export const keepWindowOpen = (options: {
  executable: string;
  origin: string;
  address: () => string;
  language: Language;
  /** A kiosk's window fills the screen; an author's preview does not. */
  fullScreen: boolean;
  comesBack: boolean;
  onGone: () => void;
}): KioskWindow => {
  let closed = false;
  let child: ChildProcess;
  let profile: Profile;
  let timer: NodeJS.Timeout | undefined;
  const gone: number[] = [];

  const open = (): void => {
    profile = freshProfile(options.origin);
    const { language, fullScreen } = options;
    const words = kioskArguments({
      address: options.address(),
      profile: profile.folder,
      language,
      fullScreen,
    });
    child = spawn(options.executable, words, {
      stdio: 'ignore',
      env: kioskEnvironment(language, process.env),
    });
    child.once('error', afterwards);
    child.once('exit', afterwards);
  };
  const afterwards = (): void => {
    child.removeAllListeners();
    profile.remove();
    if (closed) return;
    const now = Date.now();
    const wait = options.comesBack ? waitBeforeRestart(gone, now) : null;
    gone.push(now);
    if (wait === null) options.onGone();
    else timer = setTimeout(open, wait);
  };

  open();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      child.kill();
      await ended(child);
      profile.remove();
    },
  };
};
