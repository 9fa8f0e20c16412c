/**
 * How a page reaches the core. In Electron (`app:`) the page is the core's own and needs nothing. In a browser the one-time launch token
 * of the address (`#launch=…`) becomes a session for this tab, sent as a bearer with every call; it is in no cookie and in no address.
 */
import './no-eval.ts';
import { hc } from 'hono/client';
import { z } from 'zod';
import type { App } from '../main/core/app.ts';

const SESSION = 'besoksvert-session';
const LAUNCH = /^#launch=([\w-]{1,100})$/;
const launchAnswer = z.object({ session: z.string() });

const exchange = async (): Promise<string | null> => {
  const token = LAUNCH.exec(location.hash)?.[1];
  if (token === undefined) return sessionStorage.getItem(SESSION);
  // Out of the address at once: an address is seen, shared and kept.
  history.replaceState(null, '', location.pathname + location.search);
  const response = await fetch('/launch', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (response.status === 401) return sessionStorage.getItem(SESSION);
  const { session } = launchAnswer.parse(await response.json());
  sessionStorage.setItem(SESSION, session);
  return session;
};

const isBrowserHost = location.protocol === 'http:';
let exchanged: Promise<string | null> | null = null;

/** `fetch` to the core, with this tab's session where the host asks for one. Rejects only when the core is not reached. A 401 without a staff session means that the kiosk must be started again. */
export const send = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
  if (!isBrowserHost) return fetch(input, init);
  exchanged ??= exchange();
  const session = await exchanged.catch((error: unknown) => {
    exchanged = null;
    throw error;
  });
  const headers = new Headers(init.headers);
  if (session !== null) headers.set('authorization', `Bearer ${session}`);
  return fetch(input, { ...init, headers });
};

/** The core's routes with their types. What comes back is parsed all the same, where it is used. */
export const client = hc<App>(location.origin, { fetch: send });
