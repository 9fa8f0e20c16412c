import type { WebContents } from 'electron';

/** Fingers and the wheel do not zoom a kiosk's page; large text is a choice of the screen itself. */
export const guardZoom = (
  contents: Pick<WebContents, 'on' | 'setVisualZoomLevelLimits' | 'setZoomLevel'>,
): void => {
  contents.on('did-finish-load', () => void contents.setVisualZoomLevelLimits(1, 1));
  contents.on('zoom-changed', () => contents.setZoomLevel(0));
};
