import type { Session } from 'electron';
import { isOurs } from '../origin.ts';

/** Electron grants everything unless told otherwise. The one thing a screen may have is the camera's picture, in its main frame. */
export const denyPermissions = (
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>,
): void => {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const types = 'mediaTypes' in details ? details.mediaTypes : undefined;
    const origin = 'securityOrigin' in details ? details.securityOrigin : undefined;
    callback(
      permission === 'media' &&
        details.isMainFrame &&
        isOurs(details.requestingUrl) &&
        (origin === undefined || isOurs(origin)) &&
        types?.length === 1 &&
        types[0] === 'video',
    );
  });
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin, details) =>
      permission === 'media' &&
      details.isMainFrame &&
      isOurs(requestingOrigin) &&
      details.mediaType === 'video',
  );
};
