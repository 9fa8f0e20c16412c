import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { board } from '../../../shared/api/staff.ts';
import { arrival, startCore, type TestCore } from '../../../test/support/core.ts';
import { addTestStaff, answerOf, signInAs } from '../../../test/support/desk.ts';
import { ill, visitorAt, well } from '../../../test/support/visitor.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let kiosk: TestCore;
beforeEach(async () => {
  kiosk = await startCore();
});
afterEach(() => kiosk.end());

const { show, checkIn, decided, checkOut, sent, events, tasks } = visitorAt(() => kiosk);
/** A letter that holds for two days and nights. */
const aVigil = () =>
  sent({
    permitClass: 'vigil',
    partySize: 2,
    from: '2026-03-10T11:00:00.000Z',
    to: '2026-03-12T11:00:00.000Z',
    notBefore: '2026-03-10T11:00:00.000Z',
    expires: '2026-03-12T11:00:00.000Z',
  });
const theBoard = async () => {
  const headers = await signInAs(kiosk, 'reception');
  return answerOf(board, kiosk.get('/api/reception/board', headers));
};

describe('a vigil', () => {
  it('goes out and in as one visit: asked again each time, with each time inside kept', async () => {
    const { code } = await aVigil();
    const first = await decided(arrival(code, { party: [well] }));
    kiosk.clock.advance(30 * MINUTE);
    expect(await checkOut(code)).toMatchObject({ kind: 'left', mayReturn: true });
    kiosk.clock.advance(HOUR);
    expect(await show(code)).toMatchObject({
      result: 'ok',
      next: 'arrive',
      questionnaire: { resourceType: 'Questionnaire' },
    });
    const second = await decided(arrival(code, { party: [well, { ...well, name: 'Lise Sakte' }] }));
    expect(second).toMatchObject({ visitId: first.visitId, receipt: first.receipt, state: 'inside' });
    expect(events('visit.resumed')).toMatchObject([
      { visit_id: first.visitId, body: { partySize: 2, arrived: { at: '2026-03-10T13:30:00.000Z' } } },
    ]);
    expect(kiosk.db.prepare('SELECT count(*) AS visits FROM visit').get()).toEqual({ visits: 1 });
  });

  it('is met by staff when an answer on return opens the escorted route, and inside as before until then', async () => {
    const { code } = await aVigil();
    const { visitId } = await decided(arrival(code, { party: [well] }));
    await checkOut(code);
    kiosk.clock.advance(HOUR);
    const back = await decided(arrival(code, { party: [ill] }));
    expect(back).toMatchObject({ visitId, outcome: 'escorted-route', state: 'waiting' });
    expect(tasks()).toEqual([{ kind: 'visitor-waits', visit_id: visitId, detail: null }]);
    expect(await show(code)).toEqual({ result: 'waits', decision: back });
  });

  it('that was to be met by staff on return, went again and answers otherwise, is met by staff all the same', async () => {
    await addTestStaff(kiosk, 'reception');
    const { code } = await aVigil();
    const { visitId } = await decided(arrival(code, { party: [well] }));
    await checkOut(code);
    await decided(arrival(code, { party: [ill] }));
    const headers = await signInAs(kiosk, 'reception');
    await kiosk.post(`/api/reception/visits/${visitId}/check-out`, { leftAt: null }, headers);
    expect(await decided(arrival(code, { party: [well] }))).toMatchObject({
      outcome: 'escorted-route',
      state: 'waiting',
    });
  });

  it('is sent back to the answers that are missing on return, too', async () => {
    const { code } = await aVigil();
    await decided(arrival(code, { party: [well] }));
    await checkOut(code);
    expect(await checkIn(arrival(code))).toMatchObject({ kind: 'answers', person: 0 });
  });

  it('comes back with the receipt code as well', async () => {
    const { code } = await aVigil();
    const { receipt, visitId } = await decided(arrival(code, { party: [well] }));
    await checkOut(receipt, 'word-code');
    expect(await show(receipt, 'word-code')).toMatchObject({ result: 'ok', next: 'arrive' });
    const back = await decided(arrival(receipt, { via: 'word-code', party: [well] }));
    expect(back.visitId).toBe(visitId);
  });

  it('is expected back on staff’s board while it is out, and only then', async () => {
    await addTestStaff(kiosk, 'reception');
    const { booking, code } = await aVigil();
    const { visitId } = await decided(arrival(code, { party: [well] }));
    expect(await theBoard()).toMatchObject({ expected: [], inside: [{ visitId }] });
    await checkOut(code);
    expect(await theBoard()).toMatchObject({
      expected: [{ bookingId: booking.id }],
      inside: [],
      ended: [{ visitId }],
    });
    kiosk.clock.set('2026-03-12T11:00:00.000Z');
    expect((await theBoard()).expected).toEqual([]);
  });

  it('that staff take in again from the agreement goes on as the same visit', async () => {
    await addTestStaff(kiosk, 'reception');
    const { booking, code } = await aVigil();
    const { visitId } = await decided(arrival(code, { party: [well] }));
    await checkOut(code);
    const headers = await signInAs(kiosk, 'reception');
    const request = { kind: 'booking', attempt: randomUUID(), bookingId: booking.id, partySize: 1 };
    expect(await (await kiosk.post('/api/reception/visits', request, headers)).json()).toEqual({ visitId });
  });

  it('that comes back more than twelve hours after it left begins a visit of its own', async () => {
    const { code } = await aVigil();
    const first = await decided(arrival(code, { party: [well] }));
    await checkOut(code);
    kiosk.clock.advance(12 * HOUR + MINUTE);
    const second = await decided(arrival(code, { party: [well] }));
    expect(second.visitId).not.toBe(first.visitId);
    expect(second.state).toBe('inside');
  });

  it('is one visit for one attempt to come back, also after a restart', async () => {
    const { code } = await aVigil();
    await decided(arrival(code, { party: [well] }));
    await checkOut(code);
    const request = arrival(code, { party: [well] });
    const first = await decided(request);
    await kiosk.restart();
    expect(await decided(request)).toEqual(first);
    expect(events('visit.resumed')).toHaveLength(1);
  });
});
