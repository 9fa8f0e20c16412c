/** resources/docs/sync.openapi.yaml says what is really sent: it cannot drift from the shapes, nor from what goes over the line. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { booking } from '../../shared/domain/booking.ts';
import { eventShapes, personalFields } from '../../shared/domain/events.ts';
import { batch, batchAnswer, inbound, sentEvent } from '../../shared/domain/sync.ts';
import { checkIn, KIOSK } from '../support/protocol.ts';
import { startNight, TOKEN, type Night } from './night.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const isMap = (value: Json | undefined): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const document = parse(
  readFileSync(new URL('../../resources/docs/sync.openapi.yaml', import.meta.url), 'utf8'),
) as Json;

const at = (path: readonly string[]): Json => {
  let value: Json | undefined = document;
  for (const step of path) value = isMap(value) ? value[step] : undefined;
  if (value === undefined) throw new Error(`the document has no ${path.join(' / ')}`);
  return resolve(value);
};
/** With every reference replaced by what it points to. */
const resolve = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(resolve);
  if (!isMap(value)) return value;
  const { $ref, ...rest } = value;
  const target = typeof $ref === 'string' ? at($ref.slice(2).split('/')) : {};
  return Object.fromEntries(
    Object.entries({ ...(isMap(target) ? target : {}), ...rest }).map(([key, entry]) => [
      key,
      resolve(entry),
    ]),
  );
};
/** A schema without what is said to people, and without the regular expressions that only spell a format out. */
const bare = (schema: Json, isProperties = false): Json => {
  if (Array.isArray(schema)) return schema.map((entry) => bare(entry));
  if (!isMap(schema)) return schema;
  const dropped = isProperties ? [] : ['description', '$schema', ...('format' in schema ? ['pattern'] : [])];
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !dropped.includes(key))
      .map(([key, entry]) => [key, bare(entry, key === 'properties' && !isProperties)]),
  );
};
const sorted = (value: Json): Json => {
  if (Array.isArray(value))
    return value.map(sorted).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return isMap(value)
    ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, sorted(entry)]))
    : value;
};
const shapeOf = (shape: z.ZodType): Json => sorted(bare(z.toJSONSchema(shape, { io: 'input' }) as Json));

describe('the schemas', () => {
  it.each([
    ['Batch', batch],
    ['SentEvent', sentEvent],
    ['BatchAnswer', batchAnswer],
    ['Inbound', inbound],
    ['Booking', booking],
  ])('say of a %s what the program checks', (name, shape) => {
    expect(sorted(bare(at(['components', 'schemas', name])))).toEqual(shapeOf(shape));
  });
});

describe('the events’ bodies', () => {
  const bodies = Object.entries(eventShapes).flatMap(([type, versions]) =>
    Object.entries<z.ZodType>(versions).map(([version, shape]) => [`${type}/${version}`, shape] as const),
  );
  const place = ['components', 'schemas', 'EventBodies', 'properties'];

  it('are all described, and no others', () => {
    expect(Object.keys(at(place) as object).sort()).toEqual(bodies.map(([name]) => name).sort());
  });
  it.each(bodies)('say of %s what the program writes', (name, shape) => {
    expect(sorted(bare(at([...place, name])))).toEqual(shapeOf(shape));
  });
  it('are said of what is sealed, too', () => {
    expect(sorted(bare(at(['components', 'schemas', 'PersonalFields'])))).toEqual(shapeOf(personalFields));
  });
});

describe('what goes over the line', () => {
  interface Exchange {
    readonly request: Request;
    readonly response: Response;
    readonly answer: Json;
  }
  let night: Night;
  let exchanges: Exchange[];
  beforeEach(async () => {
    exchanges = [];
    night = await startNight(async (input, init) => {
      const request = new Request(input, init);
      const response = await fetch(request.clone());
      exchanges.push({ request, response, answer: (await response.clone().json()) as Json });
      return response;
    });
  });
  afterEach(() => night.end());

  const operationOf = ({ request }: Exchange): [path: string, method: string] => [
    new URL(request.url).pathname.replace(`/kiosks/${KIOSK}/`, '/kiosks/{kiosk}/'),
    request.method.toLowerCase(),
  ];

  it('is described, with its headers, parameters and answers', async () => {
    checkIn(night.kiosk.protocol);
    await night.sync.run();
    expect(exchanges.map(operationOf)).toEqual([
      ['/v1/kiosks/{kiosk}/inbound', 'get'],
      ['/v1/kiosks/{kiosk}/batches', 'post'],
    ]);
    for (const exchange of exchanges) {
      const { request, response } = exchange;
      const operation = ['paths', ...operationOf(exchange)];
      expect(request.headers.get('authorization')).toBe(`Bearer ${TOKEN}`);
      for (const parameter of at([...operation, 'parameters']) as {
        name: string;
        in: string;
        required: boolean;
      }[])
        if (parameter.required && parameter.in === 'header')
          expect(request.headers.has(parameter.name)).toBe(true);
        else if (parameter.required) expect(new URL(request.url).searchParams.has(parameter.name)).toBe(true);
      const content = at([...operation, 'responses', String(response.status), 'content']);
      expect(Object.keys(isMap(content) ? content : {})).toEqual([response.headers.get('content-type')]);
    }
    const [into, out] = exchanges;
    expect(inbound.safeParse(into?.answer).success).toBe(true);
    expect(batchAnswer.safeParse(out?.answer).success).toBe(true);
    expect(out?.request.headers.get('content-type')).toBe('application/json');
    expect(batch.safeParse(await out?.request.json()).success).toBe(true);
  });

  it('is refused as described', async () => {
    checkIn(night.kiosk.protocol);
    await night.sync.run();
    const [, sent] = exchanges;
    const body = (await sent?.request.text()) ?? '';
    const key = sent?.request.headers.get('idempotency-key') ?? '';
    const post = async (changes: { token?: string; key?: string; body?: string }) => {
      const response = await fetch(`${night.municipality.url}/v1/kiosks/${KIOSK}/batches`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${changes.token ?? TOKEN}`,
          'content-type': 'application/json',
          ...(changes.key === '' ? {} : { 'idempotency-key': changes.key ?? key }),
        },
        body: changes.body ?? body,
      });
      return { status: response.status, answer: (await response.json()) as Json };
    };
    const documented = at(['paths', '/v1/kiosks/{kiosk}/batches', 'post', 'responses']);
    const refusals = [
      [401, { token: 'somebody-elses-token' }],
      [400, { key: '' }],
      [400, { body: '{"events":[]}' }],
      [400, { body: body.replace(`"kiosk":"${KIOSK}"`, '"kiosk":"other"') }],
      [413, { body: ' '.repeat(1_048_577) }],
      [422, { body: `${body} ` }],
    ] as const;
    for (const [status, changes] of refusals) {
      const refused = await post(changes);
      expect(refused.status).toBe(status);
      expect(refused.answer).toEqual({ error: expect.any(String) as string });
      expect(documented).toHaveProperty(String(status));
    }
    expect(await post({})).toEqual({ status: 200, answer: sent?.answer });
  });
});

describe('the receiver’s own check of the chain', () => {
  let night: Night;
  beforeEach(async () => {
    night = await startNight();
    await night.sync.run();
  });
  afterEach(() => night.end());

  /** A kiosk that changes one event of what it sends. */
  const tampered = (change: (event: Record<string, unknown>) => void) =>
    night.again({
      fetch: (input, init) => {
        if (init?.method !== 'POST') return fetch(input, init);
        const sent = JSON.parse(init.body as string) as { events: Record<string, unknown>[] };
        const [first] = sent.events;
        if (first) change(first);
        return fetch(input, { ...init, body: JSON.stringify(sent) });
      },
    });

  it.each<[string, (event: Record<string, unknown>) => void]>([
    ['its hash is not the hash of what came', (event) => (event.at = '2020-01-01T00:00:00.000Z')],
    ['it does not continue the chain', (event) => (event.prevHash = event.hash)],
    [
      'its sealed fields are not those that the chain covers',
      (event) =>
        (event.sealed = [{ kind: 'identity', commitment: 'AAAA', digest: 'AAAA', ciphertext: null }]),
    ],
    ['its hash is not the hash of what came', (event) => (event.seq = 99)],
  ])('refuses an event: %s', async (reason, change) => {
    checkIn(night.kiosk.protocol);
    await tampered(change).run();
    const answers = night.municipality.store.db.prepare('SELECT answer FROM batch').pluck().all();
    expect(answers.join()).toContain(reason);
    expect(night.municipality.store.db.prepare('SELECT count(*) FROM event').pluck().get()).toBe(0);
  });

  it('follows the chain past an event that it refused for a reason of its own', async () => {
    for (let visits = 0; visits < 3; visits += 1) checkIn(night.kiosk.protocol);
    night.refuse((event) => (event.seq === 1 ? 'not that one' : null));
    expect(await night.sync.run()).toMatchObject({ acknowledged: 2, refused: 1 });
  });

  it('does not believe a head that another kiosk signed', async () => {
    checkIn(night.kiosk.protocol);
    const stranger = {
      kty: 'OKP',
      crv: 'Ed25519',
      kid: 'x',
      x: Buffer.alloc(32, 7).toString('base64url'),
    } as const;
    night.municipality.store.enrol({ id: KIOSK, token: TOKEN, publicKey: stranger });
    expect(await night.sync.run()).toMatchObject({ outcome: 'partly', acknowledged: 0, refused: 1 });
  });
});
