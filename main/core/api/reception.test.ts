import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal, startDesk, walkIn, answerOf, NOW, type Desk } from '../../../test/support/desk.ts';
import { board, type VisitRow } from '../../../shared/api/staff.ts';

let at: Desk;
beforeEach(async () => {
  at = await startDesk();
});
afterEach(() => at.core.end());

describe('the board', () => {
  it('shows who is expected today and did not come yet, and nobody whose visit is cancelled', async () => {
    const [comes, cancelled, tomorrow] = [
      at.core.booking({ companions: [{ name: 'Per' }], partySize: 2 }),
      at.core.booking(),
      at.core.booking({ from: '2026-03-11T11:00:00.000Z', to: '2026-03-11T12:00:00.000Z' }),
    ];
    await at.core.send([comes, cancelled, tomorrow], { cancelled: [cancelled.jti] });
    const { expected, ...rest } = await at.theBoard();
    expect(expected.map(({ bookingId }) => bookingId)).toEqual([comes.id]);
    expect(expected[0]).toMatchObject({
      visitorName: 'Kari Prøvesen',
      companions: ['Per'],
      residentName: 'Olga Hemmelig',
      approver: 'Besøksutvalget',
    });
    expect(rest).toMatchObject({ now: NOW, zone: 'Europe/Oslo', waiting: [], inside: [], ended: [] });
  });

  it('moves a visitor from expected to inside, and from inside to ended', async () => {
    const visit = await at.fromBooking(at.core.booking());
    expect(await at.theBoard()).toMatchObject({ expected: [], inside: [{ visitId: visit.visitId }] });
    await at.tell(visit, 'check-out', { leftAt: null });
    expect(await at.theBoard()).toMatchObject({
      inside: [],
      ended: [{ visitId: visit.visitId, state: 'left' }],
    });
  });

  it('lists whoever waited since yesterday and is told no today, so that the reason and the slip can be reached', async () => {
    const visit = await at.waits();
    at.core.clock.set('2026-03-11T07:00:00.000Z');
    await at.signInAgain();
    expect((await at.theBoard()).ended).toEqual([]);
    await at.override(visit, 'postpone', { reason: 'no-capacity' });
    expect(await at.theBoard()).toMatchObject({
      waiting: [{ kind: 'visitor-waits', visit: { visitId: visit.visitId, reasonGiven: false } }],
      ended: [{ visitId: visit.visitId, state: 'closed', reasonGiven: false }],
    });
    at.core.clock.set('2026-03-12T07:00:00.000Z');
    await at.signInAgain();
    expect((await at.theBoard()).ended).toEqual([]);
  });

  it('lists a vigil that began yesterday as inside, and as ended on the day it ends', async () => {
    const visit = await at.checkedIn(walkIn({ permitClass: 'vigil' }));
    at.core.clock.set('2026-03-11T07:00:00.000Z');
    await at.signInAgain();
    expect((await at.theBoard()).inside.map(({ visitId }) => visitId)).toEqual([visit.visitId]);
    await at.tell(visit, 'check-out', { leftAt: null });
    expect((await at.theBoard()).ended.map(({ visitId }) => visitId)).toEqual([visit.visitId]);
  });

  it('answers a long poll as soon as something changes, with a higher revision', async () => {
    const { revision } = await at.theBoard();
    const polled = answerOf(board, at.core.get(`/api/reception/board?after=${revision}`, at.headers));
    await at.core.post('/api/kiosk/help', { screen: 'attract' });
    const after = await polled;
    expect(after.revision).toBeGreaterThan(revision);
    expect(after.waiting).toMatchObject([{ kind: 'help', detail: 'attract', since: NOW, visit: null }]);
  });

  it('shows no names to a poll whose session ended while it waited', async () => {
    const { revision } = await at.theBoard();
    const polled = at.core.get(`/api/reception/board?after=${revision}`, at.headers);
    await at.core.post('/api/staff/sign-out', {}, at.headers);
    await at.core.post('/api/kiosk/help', { screen: 'attract' });
    expect(await refusal(polled)).toMatchObject({ status: 401, error: 'not-signed-in' });
  });
});

describe('a task', () => {
  it('is closed when it is done, once', async () => {
    await at.core.post('/api/kiosk/help', { screen: 'attract' });
    const id = (await at.theBoard()).waiting[0]?.id ?? 0;
    const close = () => at.core.post(`/api/reception/tasks/${id}/close`, {}, at.headers);
    expect((await close()).status).toBe(200);
    expect((await at.theBoard()).waiting).toEqual([]);
    expect(await refusal(close())).toMatchObject({ status: 404 });
  });

  it('of a visitor who still waits is not closed; of one who was postponed it is', async () => {
    await at.waits();
    await at.postponed();
    const [waiting, told] = (await at.theBoard()).waiting;
    const close = (id = 0) => at.core.post(`/api/reception/tasks/${id}/close`, {}, at.headers);
    expect(await refusal(close(waiting?.id))).toMatchObject({ status: 400 });
    expect((await close(told?.id)).status).toBe(200);
    expect((await at.theBoard()).waiting).toHaveLength(1);
  });
});

describe('the look-up', () => {
  const look = async (q: string) => {
    const answer = await at.core.get(`/api/reception/lookup?q=${encodeURIComponent(q)}`, at.headers);
    const found = (await answer.json()) as { expected: { visitorName: string }[]; visits: VisitRow[] };
    return [...found.expected, ...found.visits].map(({ visitorName }) => visitorName);
  };

  it('finds the expected and those who are here, by any part and without marks', async () => {
    const booking = at.core.booking({
      visitor: { firstName: 'Đorđe', lastName: 'Çelik' },
      companions: [{ name: 'Zoë' }],
      resident: { id: 'r', name: 'Gunnhild Færøy' },
      wordCode: 'ACDEFH',
    });
    await at.core.send([booking]);
    const inside = await at.checkedIn(walkIn());
    for (const asked of ['dordE', 'celik dor', 'zoe', 'faeroy', 'acd efh', 'ACD'])
      expect(await look(asked), asked).toEqual(['Đorđe Çelik']);
    for (const asked of ['oyvind', 'ÅS ØY', 'anne', inside.receipt.toLowerCase()])
      expect(await look(asked), asked).toEqual(['Øyvind Ås']);
    expect(await look('nobody')).toEqual([]);
  });

  it('finds who is here by the word code that they came with', async () => {
    const visit = await at.fromBooking(at.core.booking({ wordCode: 'TWXY34' }));
    expect(await look('twxy34')).toEqual([visit.visitorName]);
  });

  it('asks for something', async () => {
    expect((await at.core.get('/api/reception/lookup?q=', at.headers)).status).toBe(400);
  });
});
