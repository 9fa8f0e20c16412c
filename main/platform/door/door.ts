import { withSecurityHeaders } from './headers.ts';
import type { Pages } from './pages.ts';
import { asResponse, refusal } from './refusal.ts';

/** One way in, as both hosts use it. */
export interface Door {
  fetch(request: Request): Promise<Response>;
}

const pageAnswer = async (pages: Pages, request: Request, pathname: string): Promise<Response> => {
  const readable = request.method === 'GET' || request.method === 'HEAD';
  const page = readable ? await pages(pathname) : null;
  if (page === null) return asResponse(refusal('not-found', 'no such page'));
  return request.method === 'HEAD' ? new Response(null, page) : page;
};

/** What stands behind both hosts: the core under `/api/`, the screens elsewhere, the same headers on every answer. */
export const openDoor = (core: Door, pages: Pages): Door => ({
  fetch: async (request) => {
    const { pathname } = new URL(request.url);
    const answer = pathname.startsWith('/api/')
      ? await core.fetch(request)
      : await pageAnswer(pages, request, pathname);
    return withSecurityHeaders(answer);
  },
});
