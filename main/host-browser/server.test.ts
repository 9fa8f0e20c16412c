import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorBody } from '../../shared/api/error.ts';
import { openDoor } from '../platform/door/door.ts';
import { openPages } from '../platform/door/pages.ts';
import { serveBrowser, type BrowserServer } from './server.ts';

/** A core that tells what reached it. */
const core = {
  fetch: async (asked: Request) =>
    Response.json({ path: new URL(asked.url).pathname, method: asked.method, body: await asked.text() }),
};

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Raw HTTP, so that every header (Host, Origin, Sec-Fetch-Site) can be whatever an attacker likes. */
const ask = (
  port: number,
  target: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: target, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => (text += piece));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

let folder = '';
let server: BrowserServer;
let port = 0;
let now = 1_000_000;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'besoksvert-pages-'));
  const screens = join(folder, 'renderer');
  for (const name of ['', 'reception', 'letters', 'assets'])
    mkdirSync(join(screens, name), { recursive: true });
  writeFileSync(join(screens, 'index.html'), '<!doctype html><title>visitor</title>');
  writeFileSync(join(screens, 'reception', 'index.html'), '<!doctype html><title>reception</title>');
  writeFileSync(join(screens, 'letters', 'index.html'), '<!doctype html><title>letters</title>');
  writeFileSync(join(screens, 'assets', 'reader.wasm'), 'wasm');
  writeFileSync(join(screens, 'assets', 'visitor.js.map'), '{}');
  writeFileSync(join(folder, 'secret.html'), 'secret');
  symlinkSync(join(folder, 'secret.html'), join(screens, 'link.html'));
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  now = 1_000_000;
  const pages = await openPages(join(folder, 'renderer'), { demo: false });
  server = await serveBrowser({
    door: openDoor(core, pages),
    clock: { now: () => now },
    port: 0,
    patience: { milliseconds: 60_000 },
  });
  port = Number(new URL(server.origin).port);
});
afterEach(() => server.close());

const launchToken = (): string => new URL(server.address('/')).hash.replace('#launch=', '');
const launch = (token: string, headers: Record<string, string> = {}) =>
  ask(port, '/launch', {
    method: 'POST',
    headers: { origin: server.origin, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ token }),
  });
const open = async (): Promise<string> =>
  (JSON.parse((await launch(launchToken())).body) as { session: string }).session;

describe('a tab that was opened from the printed address', () => {
  it('spends its launch token for a session and reaches the core with it', async () => {
    const session = await open();
    const answer = await ask(port, '/api/kiosk/state', { headers: { authorization: `Bearer ${session}` } });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ path: '/api/kiosk/state', method: 'GET' });
  });

  it('cannot spend the same token twice', async () => {
    const token = launchToken();
    expect((await launch(token)).status).toBe(200);
    expect((await launch(token)).status).toBe(401);
  });

  it('comes too late after sixty seconds', async () => {
    const token = launchToken();
    now += 60_001;
    expect((await launch(token)).status).toBe(401);
  });

  it('is refused with a token that was never minted, or with something else than a token', async () => {
    expect((await launch('A'.repeat(43))).status).toBe(401);
    const answer = await ask(port, '/launch', {
      method: 'POST',
      headers: { origin: server.origin },
      body: '{',
    });
    expect(answer.status).toBe(400);
    expect(errorBody.parse(JSON.parse(answer.body)).error).toBe('bad-request');
  });
});

describe('the core behind the host', () => {
  it.each(['/api/kiosk/state', '/x/../api/kiosk/state', '/./api/kiosk/state', '/%2e/api/kiosk/state'])(
    'is closed without a session: %s',
    async (target) => {
      const answer = await ask(port, target);
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="kiosk"');
      expect(errorBody.parse(JSON.parse(answer.body)).error).toBe('not-signed-in');
    },
  );

  it('is not reached by a doubled slash, an encoded letter or an address in full', async () => {
    for (const target of ['//api/kiosk/state', '/%61pi/kiosk/state', 'http://evil.test/api/kiosk/state']) {
      const answer = await ask(port, target);
      expect(answer.body).not.toContain('"path"');
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
  });

  it.each(['Bearer ', `Bearer ${'A'.repeat(43)}`, `Basic ${'A'.repeat(43)}`, 'A'.repeat(43)])(
    'does not open for «%s»',
    async (authorization) => {
      expect((await ask(port, '/api/kiosk/state', { headers: { authorization } })).status).toBe(401);
    },
  );

  it.each(['localhost', 'evil.test', '[::1]', '127.0.0.1'])(
    'is not there under the name %s',
    async (name) => {
      const session = await open();
      const headers = {
        host: `${name}:${name === '127.0.0.1' ? 1 : port}`,
        authorization: `Bearer ${session}`,
      };
      const answer = await ask(port, '/api/kiosk/state', { headers });
      expect(answer.status).toBe(421);
      expect(errorBody.parse(JSON.parse(answer.body)).error).toBe('not-allowed');
    },
  );

  it('takes a change from its own page only', async () => {
    const authorization = `Bearer ${await open()}`;
    const post = (headers: Record<string, string>) =>
      ask(port, '/api/kiosk/help', { method: 'POST', headers: { authorization, ...headers }, body: '{}' });
    expect((await post({ origin: server.origin })).status).toBe(200);
    for (const origin of [
      'http://evil.test',
      `http://localhost:${port}`,
      `https://127.0.0.1:${port}`,
      'null',
    ])
      expect((await post({ origin })).status).toBe(403);
    expect((await post({})).status).toBe(403);
  });

  it('is not read by a page of another origin', async () => {
    const headers = { authorization: `Bearer ${await open()}`, origin: 'http://127.0.0.1:1' };
    expect((await ask(port, '/api/kiosk/state', { headers })).status).toBe(403);
  });

  it.each(['cross-site', 'same-site', 'anything'])(
    'does not answer what a browser calls %s',
    async (site) => {
      const headers = { authorization: `Bearer ${await open()}`, 'sec-fetch-site': site };
      expect((await ask(port, '/api/kiosk/state', { headers })).status).toBe(403);
      expect((await ask(port, '/', { headers })).status).toBe(403);
    },
  );

  it('answers no preflight', async () => {
    const headers = { origin: 'http://evil.test', 'access-control-request-method': 'POST' };
    const answer = await ask(port, '/api/kiosk/help', { method: 'OPTIONS', headers });
    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('turns away a body that is announced as too large, unread', async () => {
    const headers = {
      authorization: `Bearer ${await open()}`,
      origin: server.origin,
      'content-length': '6000000',
    };
    const answer = await ask(port, '/api/kiosk/help', { method: 'POST', headers });
    expect(answer.status).toBe(413);
    expect(errorBody.parse(JSON.parse(answer.body)).error).toBe('too-large');
  });
});

describe('the screens', () => {
  it('come with the headers that keep them alone', async () => {
    const answer = await ask(port, '/');
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<title>visitor</title>');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(answer.headers['permissions-policy']).toContain('camera=(self)');
    expect(answer.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; /,
    );
    expect(answer.headers['content-security-policy']).not.toMatch(/'unsafe-(inline|eval)'/);
  });

  it('are found with or without the slash', async () => {
    expect((await ask(port, '/reception/')).body).toContain('<title>reception</title>');
    expect(await ask(port, '/reception')).toMatchObject({
      status: 308,
      headers: { location: '/reception/' },
    });
  });

  it('serve a file under its own type', async () => {
    expect((await ask(port, '/assets/reader.wasm')).headers['content-type']).toBe('application/wasm');
  });

  it.each([
    '/secret.html',
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/assets/..%5c..%5csecret.html',
    '/link.html',
    '/assets/visitor.js.map',
    '/letters/',
    '/letters/index.html',
    '/nothing',
  ])('do not hold %s', async (target) => {
    const answer = await ask(port, target);
    expect(answer.status).toBe(404);
    expect(errorBody.parse(JSON.parse(answer.body)).error).toBe('not-found');
  });
});

describe('the port', () => {
  // The other loopback addresses are there on Linux only.
  it.runIf(process.platform === 'linux')('is listened to on 127.0.0.1 only', async () => {
    // Had the kiosk taken every address, this one could not be taken too.
    const other = createServer();
    await new Promise<void>((resolve, reject) => {
      other.once('error', reject);
      other.listen({ host: '127.0.0.2', port }, resolve);
    });
    other.close();
  });

  it('that is taken is named in a sentence', async () => {
    const second = serveBrowser({ door: core, clock: { now: () => now }, port, patience: 'until-used' });
    await expect(second).rejects.toThrow(`Port ${port} on this machine is taken`);
  });
});
