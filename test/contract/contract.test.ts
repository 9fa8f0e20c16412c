/** One conversation over each way to the core: the same answers, the same errors (issue 2 §2). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorBody } from '../../shared/api/error.ts';
import { makeKioskFolder, type KioskFolder } from '../support/kiosk-folder.ts';
import { CONVERSATION, requestOf, type Known } from './conversation.ts';
import { WAYS, type Way } from './ways.ts';

/** What differs from kiosk to kiosk and moment to moment; everything else must be the same. */
const VARIABLE = new Set(
  'visitId outingId giftId receipt label session now attemptedAt at earliest latest since revision token from to agreed freeAt tomorrow'.split(
    ' ',
  ),
);
const withoutVariable = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, held: unknown) => (VARIABLE.has(key) && held !== null ? '*' : held)),
  ) as unknown;

const heard = new Map<string, unknown[]>();

describe.each(Object.entries(WAYS))('over %s', (name, open) => {
  let folder: KioskFolder;
  let way: Way;
  let known: Known;

  beforeAll(async () => {
    // An hour at which today has a later and an earlier.
    folder = await makeKioskFolder({ minute: 13 * 60 });
    way = await open(folder.dataDir);
    known = { folder };
    heard.set(name, []);
  }, 60_000);
  afterAll(async () => {
    await way.close();
    folder.remove();
  });

  it.each(CONVERSATION.map((step) => [step.name, step] as const))('%s', async (_name, step) => {
    const response = await way.ask(...requestOf(step, known));
    const text = await response.text();
    expect([response.status, text]).toEqual([step.status, text]);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const body: unknown = JSON.parse(text);
    if (step.error !== undefined) expect(errorBody.parse(body).error).toBe(step.error);
    if (step.holds !== undefined) expect(body).toMatchObject(step.holds);
    step.keep?.(known, body);
    heard.get(name)?.push([step.name, response.status, withoutVariable(body)]);
  });
});

it('says the same whichever way it is asked', () => {
  const [first, ...others] = [...heard.values()];
  expect(first).toHaveLength(CONVERSATION.length);
  for (const other of others) expect(other).toEqual(first);
});
