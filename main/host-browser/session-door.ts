import type { Door } from '../platform/door/door.ts';
import { asResponse, refusal } from '../platform/door/refusal.ts';

const bearer = (request: Request): string | null =>
  /^Bearer ([\w-]{43})$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;

/** `www-authenticate` tells the screen that the tab's session is meant, not the staff member's. */
const notOpened = (): Response =>
  asResponse(
    refusal('not-signed-in', 'open this page from the address that the kiosk gives', {
      headers: { 'www-authenticate': 'Bearer realm="kiosk"' },
    }),
  );

/**
 * The core is open to tabs with a session only. Judged on the same parsed address that the door behind it reads, so that no
 * spelling of `/api/` goes past.
 */
export const withSession = (door: Door, known: (session: string) => boolean): Door => ({
  fetch: async (request) => {
    if (!new URL(request.url).pathname.startsWith('/api/')) return door.fetch(request);
    const token = bearer(request);
    return token !== null && known(token) ? door.fetch(request) : notOpened();
  },
});
