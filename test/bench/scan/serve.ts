import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SECURITY_HEADERS } from '../../../main/platform/door/headers.ts';
import { openPages } from '../../../main/platform/door/pages.ts';

/** Serves a built page and pictures on a free port, under the very rules that the kiosk's pages live under. `/pictures/N` is the N-th file. */
export const serve = async (
  pageFolder: string,
  files: readonly string[],
): Promise<{ origin: string; close: () => void }> => {
  const pages = await openPages(pageFolder, { demo: false });
  const answer = async (path: string): Promise<{ status: number; type: string; body: Buffer }> => {
    const file = files[Number(/^\/pictures\/(\d+)$/.exec(path)?.[1] ?? Number.NaN)];
    if (file !== undefined)
      return { status: 200, type: 'application/octet-stream', body: await readFile(file) };
    const page = await pages(path);
    return {
      status: page?.status ?? 404,
      type: page?.headers.get('content-type') ?? 'text/plain',
      body: Buffer.from((await page?.arrayBuffer()) ?? new ArrayBuffer()),
    };
  };
  const server = createServer((request, response) => {
    answer(request.url ?? '/').then(
      ({ status, type, body }) =>
        response.writeHead(status, { ...SECURITY_HEADERS, 'content-type': type }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
