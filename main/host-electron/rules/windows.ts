import type { WebContents } from 'electron';

/** A screen opens nothing: no window, no webview. */
export const denyWindows = (contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void => {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
};
