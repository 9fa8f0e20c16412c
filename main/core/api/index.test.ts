import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hc } from 'hono/client';
import { errorBody, ERROR_CODES } from '../../../shared/api/error.ts';
import { startCore, type TestCore } from '../../../test/support/core.ts';
import type { App } from '../app.ts';

let kiosk: TestCore;
beforeEach(async () => {
  kiosk = await startCore();
});
afterEach(() => kiosk.end());

const refusalOf = async (response: Response) => {
  const body = errorBody.parse(await response.json());
  expect(response.status).toBe(ERROR_CODES[body.error]);
  return body;
};
const send = (path: string, init: RequestInit) => kiosk.core.fetch(new Request(`http://kiosk${path}`, init));
const json = { 'content-type': 'application/json' };

describe('every refusal has the shared shape', () => {
  it.each(['/api/kiosk/nothing', '/api/nothing', '/api/', '/nothing', '/api/kiosk/state/more'])(
    'not found: %s',
    async (path) => {
      expect((await refusalOf(await kiosk.get(path))).error).toBe('not-found');
    },
  );

  it('not found: a route by another method', async () => {
    expect((await refusalOf(await send('/api/kiosk/state', { method: 'DELETE' }))).error).toBe('not-found');
  });

  it.each([
    ['no JSON', '{'],
    ['an empty body', ''],
    ['another shape', '[]'],
    ['a field too many', '{"code":"x","via":"camera","more":1}'],
    ['a way in that only staff have', '{"code":"x","via":"staff"}'],
    ['a code longer than any', `{"code":"${'9'.repeat(4001)}","via":"camera"}`],
  ])('bad request: %s', async (_what, body) => {
    const response = await send('/api/kiosk/code', { method: 'POST', headers: json, body });
    expect((await refusalOf(response)).error).toBe('bad-request');
  });

  it('bad request: a body that is not said to be JSON', async () => {
    const body = '{"code":"ACDEFH","via":"word-code"}';
    const response = await send('/api/kiosk/code', { method: 'POST', body });
    expect((await refusalOf(response)).error).toBe('bad-request');
  });

  it('never repeats what was sent', async () => {
    const body = JSON.stringify({ code: 7, via: 'Kari Prøvesen', 'Olga Hemmelig': 1 });
    const response = await send('/api/kiosk/code', { method: 'POST', headers: json, body });
    const text = await response.text();
    expect(text).not.toContain('Kari');
    expect(text).not.toContain('Olga');
    expect(kiosk.log).toEqual([expect.objectContaining({ event: 'pack-activated' })]);
  });

  it('too large: over 64 KiB, announced or streamed', async () => {
    const body = JSON.stringify({ code: 'x'.repeat(70_000), via: 'camera' });
    const announced = await send('/api/kiosk/code', { method: 'POST', headers: json, body });
    expect((await refusalOf(announced)).error).toBe('too-large');
    const stream = new Blob([body]).stream();
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: json,
      body: stream,
      duplex: 'half',
    };
    expect((await refusalOf(await send('/api/kiosk/code', init))).error).toBe('too-large');
  });

  it('not signed in: staff’s doors without a session', async () => {
    for (const path of ['/api/reception/board', '/api/infection-control/days', '/api/infection-control/sync'])
      expect((await refusalOf(await kiosk.get(path))).error).toBe('not-signed-in');
  });

  it('unavailable: once the kiosk closes', async () => {
    await kiosk.core.close();
    expect((await refusalOf(await kiosk.get('/api/kiosk/state'))).error).toBe('unavailable');
  });
});

it('is typed for the renderer: the client knows the routes and what they take', async () => {
  const client = hc<App>('http://kiosk', {
    fetch: (input: RequestInfo | URL, init?: RequestInit) => kiosk.core.fetch(new Request(input, init)),
  });
  const state = await client.api.kiosk.state.$get();
  expect(state.status).toBe(200);
  const code = await client.api.kiosk.code.$post({ json: { code: 'ACDEFH', via: 'word-code' } });
  expect(await code.json()).toEqual({ result: 'not-ours' });
});
