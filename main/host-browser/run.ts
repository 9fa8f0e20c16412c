import { askedToStop } from '../platform/stop.ts';
import { announce, announceOnEnter } from './announce.ts';
import { openBrowserHost } from './host.ts';
import { keepWindowOpen } from './window.ts';

/** Runs a kiosk in the browser host until it is asked to stop, or its window is gone for good. `browser` null opens no window. */
export const runBrowserHost = async (options: {
  dataDir: string;
  port?: number | undefined;
  browser: string | null;
  /** Said once the addresses stand there. */
  afterwards?: () => void;
}): Promise<void> => {
  const stop = askedToStop();
  const host = await openBrowserHost(options);
  // Under a supervisor what is printed is kept: no token then, unless it is the only way in.
  if (host.settings.demo || options.browser === null || process.stdout.isTTY) announce(host);
  options.afterwards?.();
  const quiet = announceOnEnter(host);
  const { browser } = options;
  const windowGone = Promise.withResolvers<undefined>();
  const window =
    browser === null
      ? null
      : keepWindowOpen({
          executable: browser,
          origin: host.origin,
          address: () => host.address('/'),
          language: host.settings.institution.language,
          fullScreen: true,
          comesBack: !host.settings.demo,
          onGone: () => windowGone.resolve(undefined),
        });
  await Promise.race([stop, windowGone.promise]);
  quiet();
  await window?.close();
  await host.close();
};
