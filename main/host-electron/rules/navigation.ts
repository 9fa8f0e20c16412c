import type { WebContents } from 'electron';
import { isOurs } from '../origin.ts';

/** A screen goes to our own pages only, in any frame, by whatever way. */
export const guardNavigation = (contents: Pick<WebContents, 'on'>): void => {
  contents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
};
