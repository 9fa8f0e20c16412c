import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { advice, decision, kioskState } from '../../../shared/api/kiosk.ts';
import { arrival, startCore, type TestCore } from '../../../test/support/core.ts';
import { ill, visitorAt, well } from '../../../test/support/visitor.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;

let kiosk: TestCore;
beforeEach(async () => {
  kiosk = await startCore();
});
afterEach(() => kiosk.end());

const { show, decided, checkOut, sent, events, tasks } = visitorAt(() => kiosk);

describe('sign-out', () => {
  it('is by the same code: thanks, the receipt code, and whom to call', async () => {
    const { code } = await sent();
    const told = await decided(arrival(code, { party: [well] }));
    expect(await show(code)).toMatchObject({ result: 'ok', next: 'leave', questionnaire: null });
    kiosk.clock.advance(30 * MINUTE);
    expect(await checkOut(code)).toEqual({
      kind: 'left',
      receipt: told.receipt,
      illnessPhone: kiosk.settings.phones.illness,
      mayReturn: false,
    });
    expect(events('visit.checked-out')).toMatchObject([
      { visit_id: told.visitId, body: { left: { at: '2026-03-10T12:30:00.000Z', evidence: 'scanned' } } },
    ]);
  });

  it('is by the word code or the receipt code, however it is typed', async () => {
    await sent({ wordCode: 'ACDEFH' });
    await decided(arrival('ACDEFH', { via: 'word-code', party: [well] }));
    expect(await checkOut('acd efh', 'word-code')).toMatchObject({ kind: 'left' });
    const { code } = await sent();
    const { receipt } = await decided(arrival(code, { party: [well] }));
    expect(await show(receipt, 'word-code')).toMatchObject({ result: 'ok', next: 'leave', firstName: null });
    expect(
      await checkOut(` ${receipt.slice(0, 3)} ${receipt.slice(3).toLowerCase()}`, 'word-code'),
    ).toMatchObject({
      kind: 'left',
      receipt,
    });
  });

  it('still works when the code is cancelled and expired meanwhile, and after a restart the next day', async () => {
    const { booking, code } = await sent();
    await decided(arrival(code, { party: [well] }));
    await kiosk.send([], { cancelled: [booking.jti] });
    kiosk.clock.advance(24 * HOUR);
    await kiosk.restart();
    expect(await checkOut(code)).toMatchObject({ kind: 'left' });
  });

  it('says that nobody is inside: before, afterwards, and for whoever waits', async () => {
    const { code } = await sent();
    expect(await checkOut(code)).toEqual({ kind: 'nobody-inside' });
    await decided(arrival(code, { party: [well] }));
    await checkOut(code);
    expect(await checkOut(code)).toEqual({ kind: 'nobody-inside' });
    const { code: other } = await sent({ permitClass: 'vigil' });
    await decided(arrival(other, { party: [ill] }));
    expect(await checkOut(other)).toEqual({ kind: 'nobody-inside' });
    expect(await checkOut('https://example.org')).toEqual({ kind: 'nobody-inside' });
  });

  it('asked for twice at once with the receipt code is one leaving', async () => {
    const { code } = await sent();
    const { receipt } = await decided(arrival(code, { party: [well] }));
    const both = await Promise.all([checkOut(receipt, 'word-code'), checkOut(receipt, 'word-code')]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['left', 'nobody-inside']);
    expect(events('visit.checked-out')).toHaveLength(1);
  });
});

describe('the visit that a screen watches', () => {
  const watch = (visitId: string, after?: number) =>
    kiosk.get(`/api/kiosk/visits/${visitId}${after === undefined ? '' : `?after=${after}`}`);

  it('is answered at once when there is news', async () => {
    const { code } = await sent();
    const told = await decided(arrival(code, { party: [well] }));
    expect(decision.parse(await (await watch(told.visitId)).json())).toEqual(told);
    expect(decision.parse(await (await watch(told.visitId, told.revision - 1)).json())).toEqual(told);
  });

  it('is answered when the visit changes, and not when another does', async () => {
    const { code } = await sent();
    const told = await decided(arrival(code, { party: [well] }));
    let isAnswered = false;
    const waiting = watch(told.visitId, told.revision).then((response) => {
      isAnswered = true;
      return response.json();
    });
    await kiosk.post('/api/kiosk/help', { screen: 'attract' });
    expect(isAnswered).toBe(false);
    await checkOut(code);
    const news = decision.parse(await waiting);
    expect(news.state).toBe('left');
    expect(news.revision).toBeGreaterThan(told.revision);
  });

  it('is answered as it is when the kiosk closes', async () => {
    const { code } = await sent();
    const told = await decided(arrival(code, { party: [well] }));
    const waiting = watch(told.visitId, told.revision);
    await kiosk.core.close();
    expect(decision.parse(await (await waiting).json())).toEqual(told);
  });

  it('is not found when there is none', async () => {
    expect((await watch(randomUUID())).status).toBe(404);
    expect((await watch('nonsense')).status).toBe(404);
  });
});

describe('the rest of the visitor’s door', () => {
  it('says where it stands and what time it is', async () => {
    const state = kioskState.parse(await (await kiosk.get('/api/kiosk/state')).json());
    expect(state).toMatchObject({
      institution: 'Solbakken sykehjem',
      entrance: { nb: 'Hovedinngangen' },
      zone: 'Europe/Oslo',
      now: '2026-03-10T12:00:00.000Z',
    });
  });

  it('says what applies today', async () => {
    const list = z.array(advice).parse(await (await kiosk.get('/api/kiosk/advice?place=furua-rom')).json());
    expect(list.length).toBeGreaterThan(0);
  });

  it('calls reception', async () => {
    const response = await kiosk.post('/api/kiosk/help', { screen: 'questions' });
    expect(await response.json()).toEqual({});
    expect(events('help.called')).toMatchObject([{ actor: 'visitor', body: { screen: 'questions' } }]);
    expect(tasks()).toEqual([{ kind: 'help', visit_id: null, detail: 'questions' }]);
  });

  it('keeps each call in the protocol, and one open call at the desk', async () => {
    await kiosk.post('/api/kiosk/help', { screen: 'questions' });
    await kiosk.post('/api/kiosk/help', { screen: 'scan' });
    expect(events('help.called')).toHaveLength(2);
    expect(tasks()).toHaveLength(1);
  });
});
