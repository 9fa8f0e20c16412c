import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrival } from '../../../test/support/core.ts';
import { refusal, startDesk, type Desk } from '../../../test/support/desk.ts';
import { visitorAt, well } from '../../../test/support/visitor.ts';

let at: Desk;
beforeAll(async () => {
  at = await startDesk();
});
afterAll(() => at.core.end());

const { decided, sent, events } = visitorAt(() => at.core);
const length = () => at.core.db.prepare('SELECT count(*) FROM event').pluck().get();

/** What a door must not swallow, in place of each field in turn. */
const HOSTILE: readonly unknown[] = [
  null,
  undefined,
  0,
  -1,
  1.5,
  '',
  ' ',
  '\u0000',
  '\uD83D',
  "'; DROP TABLE event; --",
  '__proto__',
  'x'.repeat(5000),
  [],
  {},
  [[[[]]]],
  { toString: 1 },
  Number.MAX_SAFE_INTEGER,
  true,
];

const code = 'ACDEFH';
const KIOSK: readonly [string, Record<string, unknown>, readonly string[]][] = [
  ['/api/kiosk/resident', { code, via: 'camera', attempt: randomUUID(), going: 'out' }, ['code']],
  [
    '/api/kiosk/gift',
    { attempt: randomUUID(), kind: 'gift', visitorName: null, residentName: null },
    ['visitorName', 'residentName'],
  ],
  ['/api/kiosk/check-in', { ...arrival(code) }, ['code', 'phone', 'place']],
];
const RECEPTION: readonly [string, Record<string, unknown>, readonly string[]][] = [
  ['reason', { reasonText: 'Avklart' }, ['reasonText']],
  [
    'reason-given',
    { revision: 1, reasonText: 'Avklart', ground: null, newTime: null, alternatives: [], toldHow: true },
    ['reasonText', 'alternatives', 'revision', 'newTime', 'toldHow', 'ground'],
  ],
  ['override', { revision: 1, to: 'admit', reason: 'other', reasonText: '' }, ['reasonText', 'revision']],
];

describe('a body that is not what the door asks for', () => {
  it.each(KIOSK)('at %s is never a fault, and writes nothing', async (path, good, open) => {
    const before = length();
    for (const field of Object.keys(good))
      for (const bad of HOSTILE) {
        const { status } = await at.core.post(path, { ...good, [field]: bad });
        // Any text may be held to the kiosk as a code, and a name may be left out or be strange.
        expect(open.includes(field) ? [200, 400] : [400], `${field}: ${JSON.stringify(bad)}`).toContain(
          status,
        );
      }
    const { status } = await at.core.post(path, { ...good, unknown: 1 });
    expect(status).toBe(400);
    if (path !== '/api/kiosk/gift') expect(length()).toBe(before);
  });

  it.each(RECEPTION)('at the desk’s %s is never a fault, and writes nothing', async (what, good, open) => {
    const before = length();
    const nobody = { visitId: randomUUID() };
    for (const field of Object.keys(good))
      for (const bad of HOSTILE) {
        const { status } = await at.tell(nobody, what, { ...good, [field]: bad });
        expect(open.includes(field) ? [400, 404] : [400], `${field}: ${JSON.stringify(bad)}`).toContain(
          status,
        );
      }
    expect(length()).toBe(before);
  });
});

describe('one number for an attempt at two different things', () => {
  it('is two attempts: a gift is no visit, and an outing no gift', async () => {
    const attempt = randomUUID();
    const { code: own } = await sent({ permitClass: 'resident' });
    const { code: visitor } = await sent();
    const gift = { attempt, kind: 'gift', visitorName: null, residentName: null };
    expect((await at.core.post('/api/kiosk/gift', gift)).status).toBe(200);
    const out = { code: own, via: 'camera', going: 'out', attempt };
    expect((await at.core.post('/api/kiosk/resident', out)).status).toBe(200);
    expect((await decided({ ...arrival(visitor, { party: [well] }), attempt })).state).toBe('inside');
    expect([events('resident.went-out'), events('visit.checked-in')].map((list) => list.length)).toEqual([
      1, 1,
    ]);
  });
});

describe('an id that is another kind’s', () => {
  it('is no visit: a gift can be neither let in nor given a reason, nor an outing signed out', async () => {
    const gift = { attempt: randomUUID(), kind: 'gift', visitorName: null, residentName: null };
    await at.core.post('/api/kiosk/gift', gift);
    const giftId = events('gift.received').at(-1)?.visit_id ?? '';
    const body = { revision: 1, to: 'admit', reason: 'other', reasonText: 'Avklart' };
    expect(await refusal(at.tell({ visitId: giftId }, 'override', body))).toMatchObject({ status: 404 });
    expect(await refusal(at.tell({ visitId: giftId }, 'check-out', { leftAt: null }))).toMatchObject({
      reason: 'no-such-visit',
    });
    expect((await at.core.get(`/api/kiosk/visits/${giftId}`)).status).toBe(404);
    const back = at.core.post(`/api/reception/outings/${giftId}/back`, {}, at.headers);
    expect(await refusal(back)).toMatchObject({ reason: 'no-such-outing' });
  });
});
