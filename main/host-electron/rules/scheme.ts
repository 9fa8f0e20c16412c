import type { Protocol } from 'electron';
import { SCHEME } from '../origin.ts';

/** `app:` is a web origin like https: (secure, so the camera works), with none of the privileges that go round its policy. Before `ready`, once. */
export const registerScheme = (protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
