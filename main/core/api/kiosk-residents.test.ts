import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giftAnswer, residentAnswer, type GiftRequest } from '../../../shared/api/kiosk.ts';
import { board, evacuation } from '../../../shared/api/staff.ts';
import { spokenCode } from '../../../shared/domain/ids.ts';
import { answerOf, refusal, startDesk, type Desk } from '../../../test/support/desk.ts';
import { visitorAt } from '../../../test/support/visitor.ts';

const HOUR = 3_600_000;
let at: Desk;
beforeEach(async () => {
  at = await startDesk();
});
afterEach(() => at.core.end());

const { show, checkOut, sent, events } = visitorAt(() => at.core);
const aResident = () =>
  sent({
    permitClass: 'resident',
    visitor: { firstName: 'Olga', lastName: 'Hemmelig' },
    expires: '2026-03-20T12:00:00.000Z',
  });
const goes = (code: string, going: 'out' | 'back', attempt: string = randomUUID()) =>
  answerOf(residentAnswer, at.core.post('/api/kiosk/resident', { code, via: 'camera', going, attempt }));
const theEvacuation = () => answerOf(evacuation, at.core.get('/api/reception/evacuation', at.headers));

describe('a resident with a code of their own', () => {
  it('is asked nothing and goes: out on the way out, back with word of hygiene', async () => {
    const { code } = await aResident();
    expect(await show(code)).toEqual({ result: 'resident', firstName: 'Olga', away: false });
    const out = await goes(code, 'out');
    expect(out).toMatchObject({ kind: 'out' });
    expect(await show(code)).toEqual({ result: 'resident', firstName: 'Olga', away: true });
    at.core.clock.advance(HOUR);
    const back = await goes(code, 'back');
    if (back.kind === 'code') throw new Error('refused');
    expect(back.kind).toBe('back');
    expect(back.texts.length + back.conditions.length).toBeGreaterThan(0);
    expect(events('resident.came-back')).toMatchObject([
      { body: { via: 'camera', back: { at: '2026-03-10T13:00:00.000Z' } } },
    ]);
  });

  it('is out on the evacuation list and the board until they are back', async () => {
    const { code } = await aResident();
    await goes(code, 'out');
    const out = [{ residentName: 'Olga Hemmelig', ward: 'furua', out: { at: '2026-03-10T12:00:00.000Z' } }];
    expect(await theEvacuation()).toMatchObject({ inside: [], out });
    expect(await at.theBoard()).toMatchObject({ out, expected: [] });
    await goes(code, 'back');
    expect((await theEvacuation()).out).toEqual([]);
  });

  it('is never stopped: out twice is out, back without having gone is welcome, and neither is written', async () => {
    const { code } = await aResident();
    expect((await goes(code, 'back')).kind).toBe('back');
    await goes(code, 'out');
    expect((await goes(code, 'out')).kind).toBe('out');
    expect(events('resident.went-out')).toHaveLength(1);
    expect(events('resident.came-back')).toEqual([]);
  });

  it('comes back with a code that was cancelled or has expired meanwhile', async () => {
    const { booking, code } = await aResident();
    await goes(code, 'out');
    await at.core.send([], { cancelled: [booking.jti] });
    at.core.clock.set('2026-03-21T12:00:00.000Z');
    expect((await goes(code, 'back')).kind).toBe('back');
    await at.signInAgain();
    expect((await theEvacuation()).out).toEqual([]);
  });

  it('who touches «I am leaving» is shown their own way', async () => {
    const { code } = await aResident();
    expect(await checkOut(code)).toEqual({ kind: 'resident', firstName: 'Olga', away: false });
  });

  it('is one outing for one attempt, also after a restart', async () => {
    const { code } = await aResident();
    const attempt = randomUUID();
    const first = await goes(code, 'out', attempt);
    await at.core.restart();
    await at.signInAgain();
    await goes(code, 'back');
    expect(await goes(code, 'out', attempt)).toEqual(first);
    expect(events('resident.went-out')).toHaveLength(1);
    expect((await theEvacuation()).out).toEqual([]);
  });

  it('is nobody with a visitor’s code: the answer says what that code is for', async () => {
    const { code } = await sent();
    expect(await goes(code, 'out')).toMatchObject({ kind: 'code', answer: { result: 'ok' } });
    expect(await goes('nonsense', 'out')).toMatchObject({ kind: 'code', answer: { result: 'not-ours' } });
    expect(events('resident.went-out')).toEqual([]);
  });
});

describe('a resident without a code', () => {
  const out = (residentName: string, attempt: string = randomUUID(), ward = 'furua') =>
    at.core.post('/api/reception/outings', { attempt, residentName, ward }, at.headers);
  const back = (outingId: string) => at.core.post(`/api/reception/outings/${outingId}/back`, {}, at.headers);

  it('goes out and comes back by the desk', async () => {
    const { outingId } = (await (await out('Kåre Bekkeklukk')).json()) as { outingId: string };
    expect((await theEvacuation()).out).toMatchObject([
      { outingId, residentName: 'Kåre Bekkeklukk', out: { evidence: 'seen-by-staff' } },
    ]);
    expect((await back(outingId)).status).toBe(200);
    expect((await theEvacuation()).out).toEqual([]);
    expect(await refusal(back(outingId))).toMatchObject({ status: 409, reason: 'not-out' });
    expect(await refusal(back(randomUUID()))).toMatchObject({ status: 404, reason: 'no-such-outing' });
  });

  it('who comes back with their own code is back, and is not out twice', async () => {
    const { code } = await aResident();
    await out('olga hemmelig');
    expect(await show(code)).toMatchObject({ result: 'resident', away: true });
    expect((await goes(code, 'out')).kind).toBe('out');
    expect((await theEvacuation()).out).toHaveLength(1);
    expect((await goes(code, 'back')).kind).toBe('back');
    expect((await theEvacuation()).out).toEqual([]);
    await out('Olga Hemmelig', randomUUID(), 'bjorka');
    await out('Birger Hemmelig');
    expect(await show(code)).toMatchObject({ result: 'resident', away: false });
  });

  it('is one outing for one attempt, is not out twice, and is of a ward that is there', async () => {
    const attempt = randomUUID();
    await out('Kåre Bekkeklukk', attempt);
    expect((await out('Kåre Bekkeklukk', attempt)).status).toBe(200);
    expect(await refusal(out('kare bekkeklukk'))).toMatchObject({ status: 409, reason: 'already-out' });
    expect(await refusal(out('Liv', randomUUID(), 'nybygget'))).toMatchObject({ reason: 'unknown-place' });
    expect((await theEvacuation()).out).toHaveLength(1);
  });

  it('who went out with a code is taken in by the desk as well', async () => {
    const { code } = await aResident();
    await goes(code, 'out');
    const [away] = (await theEvacuation()).out;
    expect((await back(away?.outingId ?? '')).status).toBe(200);
    expect(await show(code)).toMatchObject({ away: false });
  });
});

describe('a gift at the door', () => {
  const gift = (changes: Partial<GiftRequest> = {}): GiftRequest => ({
    attempt: randomUUID(),
    kind: 'gift',
    visitorName: 'Åse Øverås',
    residentName: 'Ola Li',
    ...changes,
  });
  const leave = (request: GiftRequest) => answerOf(giftAnswer, at.core.post('/api/kiosk/gift', request));
  const tasks = async () => (await at.theBoard()).waiting;

  it('gets a label that names nobody, and reception knows whose it is', async () => {
    const response = await at.core.post('/api/kiosk/gift', gift());
    const text = await response.text();
    const { label } = giftAnswer.parse(JSON.parse(text));
    expect(spokenCode.safeParse(label).success).toBe(true);
    expect(text).not.toMatch(/Øverås|Ola/);
    expect(await tasks()).toMatchObject([
      {
        kind: 'gift',
        visit: null,
        gift: { kind: 'gift', label, visitorName: 'Åse Øverås', residentName: 'Ola Li' },
      },
    ]);
    expect(at.core.db.serialize().toString('latin1')).not.toContain(Buffer.from('Øverås').toString('latin1'));
  });

  it('may be left without a name, and then has none', async () => {
    await leave(gift({ kind: 'goods', visitorName: null, residentName: null }));
    expect(await tasks()).toMatchObject([{ gift: { kind: 'goods', visitorName: null, residentName: null } }]);
  });

  it('is one gift with one label for one attempt, also after a restart', async () => {
    const request = gift();
    const first = await leave(request);
    await at.core.restart();
    expect(await leave(request)).toEqual(first);
    expect(events('gift.received')).toHaveLength(1);
  });

  it('is handed over when reception closes its task, once, and that is in the protocol', async () => {
    await leave(gift());
    const [task] = await tasks();
    const close = () => at.core.post(`/api/reception/tasks/${task?.id}/close`, {}, at.headers);
    expect((await close()).status).toBe(200);
    expect(await refusal(close())).toMatchObject({ status: 404 });
    expect(events('gift.handed-over')).toMatchObject([{ actor: 'staff:reception' }]);
    expect(answerOf(board, at.core.get('/api/reception/board', at.headers))).toBeDefined();
    expect(await tasks()).toEqual([]);
  });

  it.each([
    ['a kind that is none', { kind: 'bomb' }],
    ['a name with half a character', { visitorName: 'Kari \uD83D' }],
    ['no attempt', { attempt: 'x' }],
    ['more than it knows', { symptoms: true }],
  ])('is refused with %s', async (_what, changes) => {
    expect((await at.core.post('/api/kiosk/gift', { ...gift(), ...changes })).status).toBe(400);
    expect(events('gift.received')).toEqual([]);
  });
});
