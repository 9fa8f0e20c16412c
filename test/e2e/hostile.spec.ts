import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './kit.ts';

/** A page on another port of this machine, such as a program that a visitor's memory stick left. */
const hostilePage = async (): Promise<{ server: Server; address: string }> => {
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>hostile</title>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
};

const PATHS = ['/', '/api/kiosk/state', '/reception/', '/api/reception/board'];

test('a hostile page on another port of this machine gets nothing', async ({ kiosk, browser, door }) => {
  await expect(door.getByRole('heading', { level: 1 })).toBeVisible();
  const { server, address } = await hostilePage();
  // The same browser, the same cookies and cache as the kiosk's own window.
  const page = await door.context().newPage();
  try {
    await page.goto(address);
    const got = await page.evaluate(
      async ({ origin, paths }) => {
        const heard: string[] = [];
        const note = (what: string, text: string) => heard.push(`${what}: ${text.slice(0, 60)}`);
        for (const path of paths) {
          for (const init of [
            {},
            { credentials: 'include' },
            { method: 'POST', body: '{}' },
          ] as RequestInit[])
            await fetch(origin + path, init).then(
              async (response) => note(`fetch ${path}`, `${response.status} ${await response.text()}`),
              () => undefined,
            );
          const opaque = await fetch(origin + path, { mode: 'no-cors' }).catch(() => null);
          // An opaque answer cannot be read; refused by Cross-Origin-Resource-Policy it does not even come.
          if (opaque !== null) note(`no-cors ${path}`, `${opaque.type} ${await opaque.text()}`);
          await fetch(`${origin}/launch`, {
            method: 'POST',
            mode: 'no-cors',
            body: '{"token":"guess"}',
          }).catch(() => undefined);
          const stream = new EventSource(origin + path, { withCredentials: true });
          await new Promise<void>((resolve) => {
            stream.onmessage = (event) => note(`events ${path}`, String(event.data));
            stream.onopen = () => note(`events ${path}`, 'open');
            stream.onerror = () => resolve();
          });
          stream.close();
          const frame = document.createElement('iframe');
          frame.src = origin + path;
          await new Promise<void>((resolve) => {
            frame.onload = () => resolve();
            document.body.append(frame);
          });
          let inside: string | null = null;
          try {
            inside = frame.contentDocument?.body.innerText ?? null;
          } catch {
            // Another origin: not readable.
          }
          if (inside !== null && inside !== '') note(`frame ${path}`, inside);
          await new Promise<void>((resolve) => {
            const script = document.createElement('script');
            script.src = origin + path;
            script.onload = () => {
              note(`script ${path}`, 'ran');
              resolve();
            };
            script.onerror = () => resolve();
            document.body.append(script);
          });
        }
        return heard;
      },
      { origin: kiosk.origin, paths: PATHS },
    );
    expect(got).toEqual([]);
    // What it put in frames shows nothing of the kiosk.
    for (const frame of page.frames().slice(1))
      await expect(frame.getByRole('heading'), frame.url()).toHaveCount(0);

    // A form posts without asking leave: it must change nothing, and show nothing of worth.
    await page.setContent(
      `<form method="post" action="${kiosk.origin}/api/kiosk/help" enctype="text/plain">
        <input name='{"screen":"x","a":"' value='"}'><button>post</button></form>`,
    );
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/api/kiosk/help')),
      page.getByRole('button').click(),
    ]);
    expect(answer.status()).toBe(403);
  } finally {
    server.close();
    server.closeAllConnections();
  }

  // Nor does it stand open to a page that has a name for this machine.
  const context = await browser.newContext();
  const other = await context.newPage();
  const named = await other.goto(kiosk.origin.replace('127.0.0.1', 'localhost')).catch(() => null);
  expect([null, 421]).toContain(named === null ? null : named.status());
  await context.close();
});
