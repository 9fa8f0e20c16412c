/** Bodies that are written plainly are passed without being read twice: none of them may be one that reading would not pass. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, live, openHouse } from '../../test/support/life.ts';
import { ZONE } from '../../test/support/protocol.ts';
import { seeded, below } from '../../test/support/random.ts';
import { BODIES } from './bodies.ts';
import { canonicalJson, parsed } from './canonical.ts';
import { createCalendar } from './calendar.ts';
import { shapesOf } from './plain.ts';
import { opensVisit, takeVisitStep } from './visit-steps.ts';

interface Written {
  readonly type: string;
  readonly version: number;
  readonly body: string;
}

const SEED = 20200527;
/** Of a house that lived for some days. */
const bodies = async (): Promise<Written[]> => {
  const house = await openHouse();
  try {
    const [acts = []] = fc.sample(fc.array(act, { minLength: 150, maxLength: 150, size: 'max' }), {
      seed: SEED,
      numRuns: 1,
    });
    await live(house, acts);
    return house.kiosk.db.prepare<[], Written>('SELECT type, version, body FROM event').all();
  } finally {
    house.kiosk.end();
  }
};

const isPlain = ({ type, version, body }: Written): boolean =>
  shapesOf(type)?.get(version)?.read(body) !== undefined;
const isPassed = ({ type, version, body }: Written): boolean => {
  const read = parsed(body);
  return BODIES[type]?.[version]?.matches(read) === true && canonicalJson(read) === body;
};

const CHARACTERS = Array.from('09aZ"\\{}[],:. -_/~å\u0000\u001f\u2028').concat(
  '\ud83d',
  '\udca9',
  'null',
  '1e1',
);

describe('a body that is written plainly', () => {
  it('is one that is passed when it is read, whatever is changed in it', async () => {
    const all = await bodies();
    expect(all.filter((one) => isPlain(one) && !isPassed(one))).toEqual([]);
    expect(all.filter(isPlain).length).toBeGreaterThan(all.length / 2);
    const random = seeded(SEED);
    const wrong: string[] = [];
    let plain = 0;
    for (const one of all)
      for (let turn = 0; turn < 300; turn += 1) {
        const at = below(random, one.body.length + 1);
        const put = random() < 0.3 ? '' : (CHARACTERS[below(random, CHARACTERS.length)] ?? '');
        const body = one.body.slice(0, at) + put + one.body.slice(at + below(random, 3));
        const changed = { ...one, body };
        if (!isPlain(changed)) continue;
        plain += 1;
        if (!isPassed(changed)) wrong.push(`${one.type}: ${body}`);
      }
    expect(wrong).toEqual([]);
    expect(plain).toBeGreaterThan(1000);
  });

  it('says what follows from it as it does when all of it is read', async () => {
    const calendar = createCalendar(ZONE);
    const at = '9999-01-01T00:00:00.000Z';
    let compared = 0;
    for (const { type, version, body } of await bodies()) {
      const plain = shapesOf(type)?.get(version)?.read(body);
      if (plain === undefined) continue;
      compared += 1;
      const follows = (read: unknown) =>
        takeVisitStep(null, { seq: 1, type, at, visitId: 'v', refersTo: null, body: read }, calendar);
      if (opensVisit(type)) expect(follows(plain)).toEqual(follows(parsed(body)));
      else if (type === 'visit.checked-out') expect(plain).toEqual(parsed(body));
    }
    expect(compared).toBeGreaterThan(50);
  });

  it.each([
    '{"changes":{},"reason":"other"}',
    '{"changes":{"place":"a"},"reason":"other"}',
    '{"changes":{"partySize":10,"ward":"b"},"reason":"other"}',
    '{"changes":{"left":null,"place":"a"},"reason":"other"}',
  ])('may lack what it need not have: %s', (body) => {
    const one = { type: 'visit.corrected', version: 1, body };
    expect([isPlain(one), isPassed(one)]).toEqual([true, true]);
  });

  it.each([
    '{"changes":{"place":"a",},"reason":"other"}',
    '{"changes":{"partySize":11},"reason":"other"}',
    '{"changes":{"ward":"b","place":"a"},"reason":"other"}',
    '{"changes":{"place":"a""ward":"b"},"reason":"other"}',
    '{"changes":{},"reason":"other",}',
  ])('is none where it is of another shape: %s', (body) => {
    const one = { type: 'visit.corrected', version: 1, body };
    expect([isPlain(one), isPassed(one)]).toEqual([false, false]);
  });
});
