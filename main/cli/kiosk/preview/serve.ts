import { serveBrowser } from '../../../host-browser/server.ts';
import { appPaths, type AppPaths } from '../../../platform/app-root.ts';
import { systemClock } from '../../../platform/clock.ts';
import { openDoor } from '../../../platform/door/door.ts';
import { openPages } from '../../../platform/door/pages.ts';
import type { Language } from '../../../../shared/domain/language.ts';
import type { Questionnaire } from '../../../../shared/questions/index.ts';
import { previewApp } from './app.ts';

export interface Preview {
  readonly origin: string;
  /** An address that opens the visitor's screen once. */
  address(): string;
  close(): Promise<void>;
}

/** A questionnaire behind the kiosk's own screens and door on any free port. It reads the built screens, and writes nothing. */
export const servePreview = async (
  questionnaire: Questionnaire,
  language: Language,
  paths: AppPaths = appPaths(),
): Promise<Preview> => {
  const closing = new AbortController();
  const app = previewApp({ questionnaire, language, clock: systemClock, closing: closing.signal });
  const pages = await openPages(paths.renderer, { demo: false });
  const server = await serveBrowser({
    door: openDoor({ fetch: async (request) => app.fetch(request) }, pages),
    clock: systemClock,
    port: 0,
    patience: 'until-used',
  });
  return {
    origin: server.origin,
    address: () => server.address('/'),
    close: () => {
      closing.abort();
      return server.close();
    },
  };
};
