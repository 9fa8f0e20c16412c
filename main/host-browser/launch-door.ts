import { z } from 'zod';
import { asResponse, refusal } from '../platform/door/refusal.ts';
import { withSecurityHeaders } from '../platform/door/headers.ts';
import type { Door } from '../platform/door/door.ts';
import type { Launches } from './launch.ts';

const launchRequest = z.strictObject({ token: z.string().max(100) });

const exchange = async (launches: Launches, request: Request): Promise<Response> => {
  const parsed = launchRequest.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return asResponse(refusal('bad-request', 'a launch token is wanted'));
  const session = launches.exchange(parsed.data.token);
  if (session === null)
    return asResponse(refusal('not-signed-in', 'this address has been used, or is too old'));
  return withSecurityHeaders(Response.json({ session }));
};

/** `POST /launch {token}` becomes a session; everything else goes on to the door. */
export const withLaunch = (door: Door, launches: Launches): Door => ({
  fetch: (request) =>
    request.method === 'POST' && new URL(request.url).pathname === '/launch'
      ? exchange(launches, request)
      : door.fetch(request),
});
