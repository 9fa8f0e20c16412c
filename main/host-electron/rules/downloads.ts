import type { Session } from 'electron';

/** No file leaves a screen. Exports are written by the core, to where the settings say. */
export const denyDownloads = (session: Pick<Session, 'on'>): void => {
  session.on('will-download', (event) => event.preventDefault());
};
