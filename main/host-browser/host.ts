import type { AppPaths } from '../platform/app-root.ts';
import { openKiosk } from '../platform/kiosk.ts';
import { KIOSK_PATIENCE } from './launch.ts';
import { serveBrowser } from './server.ts';
import type { Settings } from '../../shared/domain/settings.ts';

export interface BrowserHost {
  readonly settings: Settings;
  readonly origin: string;
  address(path: string): string;
  close(): Promise<void>;
}

/** A whole kiosk in the browser host. `port` overrides the settings' one; 0 takes any free one. In the demo a printed address waits until it is used. */
export const openBrowserHost = async (options: {
  dataDir: string;
  port?: number | undefined;
  paths?: AppPaths;
}): Promise<BrowserHost> => {
  const kiosk = await openKiosk(options.dataDir, 'browser', options.paths);
  const { settings, clock } = kiosk.ports;
  try {
    const server = await serveBrowser({
      door: kiosk.door,
      clock,
      port: options.port ?? settings.kiosk.port,
      patience: settings.demo ? 'until-used' : KIOSK_PATIENCE,
    });
    return {
      settings,
      origin: server.origin,
      address: (path) => server.address(path),
      close: async () => {
        // The core first: it answers the long polls that wait.
        await kiosk.close();
        await server.close();
      },
    };
  } catch (error) {
    await kiosk.close();
    throw error;
  }
};
