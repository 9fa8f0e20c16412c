import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { STAFF_HEADER, signInAnswer } from '../../shared/api/staff.ts';
import { arrival, startCore, type TestCore } from '../../test/support/core.ts';
import { verdictOf } from '../../test/support/verdict.ts';
import { visitorAt, well } from '../../test/support/visitor.ts';
import { openProtocol } from './protocol/open.ts';
import { addStaff } from './reception/accounts.ts';

const MINUTE = 60_000;
const NOW = '2026-03-10T12:00:00.000Z';
const FAR_AHEAD = '2036-06-01T08:00:00.000Z';

let kiosk: TestCore;
beforeEach(async () => {
  kiosk = await startCore();
});
afterEach(() => kiosk.end());

const { show, decided, checkOut, sent, events } = visitorAt(() => kiosk);
const now = async () =>
  z.object({ now: z.string() }).parse(await (await kiosk.get('/api/kiosk/state')).json()).now;
const wentBack = () => kiosk.log.filter(({ event }) => event === 'clock-went-back');
const holds = async () => {
  const { settings, secrets } = kiosk.ports;
  expect(await verdictOf(kiosk.db.name, { settings, secrets })).toMatchObject({ findings: [] });
};
const dayOf = (visitId: string) =>
  kiosk.db.prepare<[string], string>('SELECT day FROM visit WHERE visit_id = ?').pluck().get(visitId);

describe('a clock that goes back a little', () => {
  it('is held at the last seen time, and told of once', async () => {
    expect(await now()).toBe(NOW);
    kiosk.clock.advance(-2 * MINUTE);
    expect(await now()).toBe(NOW);
    expect(await now()).toBe(NOW);
    expect(wentBack()).toEqual([{ event: 'clock-went-back', byMs: 2 * MINUTE }]);
    kiosk.clock.set('2026-03-10T12:00:01.000Z');
    expect(await now()).toBe('2026-03-10T12:00:01.000Z');
    kiosk.clock.advance(-MINUTE);
    await now();
    expect(wentBack()).toHaveLength(2);
  });

  it('is held after a restart, too', async () => {
    await now();
    await kiosk.core.close();
    kiosk.clock.advance(-MINUTE);
    await kiosk.restart();
    expect(await now()).toBe(NOW);
  });

  it('is not told of when time synchronisation moves it by less than a second', async () => {
    await now();
    kiosk.clock.advance(-999);
    expect(await now()).toBe(NOW);
    expect(wentBack()).toEqual([]);
  });
});

describe('a clock that once stood ten years ahead', () => {
  it('is followed again when it is put right, noticed once, also after a restart', async () => {
    const { code } = await sent();
    kiosk.clock.set(FAR_AHEAD);
    expect(await now()).toBe(FAR_AHEAD);
    expect(await show(code)).toMatchObject({ result: 'expired' });
    kiosk.clock.set(NOW);
    expect(await now()).toBe(NOW);
    expect(await show(code)).toMatchObject({ result: 'ok' });
    await kiosk.restart();
    expect(await now()).toBe(NOW);
    expect(await show(code)).toMatchObject({ result: 'ok' });
    expect(wentBack()).toHaveLength(1);
  });

  it('is found out by a start that comes after it was put right', async () => {
    const { code } = await sent();
    kiosk.clock.set(FAR_AHEAD);
    await now();
    await kiosk.core.close();
    kiosk.clock.set(NOW);
    await kiosk.restart();
    expect(await show(code)).toMatchObject({ result: 'ok' });
    expect(wentBack()).toHaveLength(1);
  });

  it('leaves the presence of later visitors alone, though their events stand after those of the future', async () => {
    kiosk.clock.set(FAR_AHEAD);
    await kiosk.post('/api/kiosk/help', { screen: 'attract' });
    kiosk.clock.set(NOW);
    const { code } = await sent();
    const { visitId } = await decided(arrival(code, { party: [well] }));
    kiosk.clock.advance(30 * MINUTE);
    await kiosk.restart();
    expect(await checkOut(code)).toMatchObject({ kind: 'left' });
    expect(dayOf(visitId)).toBe('2026-03-10');
    expect(events('visit.checked-in')).toMatchObject([
      { body: { attemptedAt: NOW, arrived: { at: NOW, evidence: 'scanned' } } },
    ]);
    expect(events('visit.checked-out')).toMatchObject([
      { body: { left: { at: '2026-03-10T12:30:00.000Z', evidence: 'scanned' } } },
    ]);
    expect(kiosk.db.prepare('SELECT max(at) AS at FROM event').get()).toEqual({ at: FAR_AHEAD });
    await holds();
  });

  it('lets out whoever came in meanwhile, and says between when they left', async () => {
    // No hour is held against a visitor of this class.
    const { code } = await sent({ permitClass: 'end-of-life', expires: '2037-01-01T00:00:00.000Z' });
    kiosk.clock.set(FAR_AHEAD);
    await decided(arrival(code, { party: [well] }));
    kiosk.clock.set(NOW);
    expect(await checkOut(code)).toMatchObject({ kind: 'left' });
    expect(events('visit.checked-out')).toMatchObject([
      { body: { left: { at: FAR_AHEAD, earliest: NOW, latest: FAR_AHEAD } } },
    ]);
    await holds();
  });

  it('closes no door though the key of today was closed meanwhile', async () => {
    const { code } = await sent();
    kiosk.clock.set(FAR_AHEAD);
    // What the minute's housekeeping does.
    openProtocol(kiosk.db, kiosk.ports).closePastDays();
    const { store } = openProtocol(kiosk.db, kiosk.ports).dayKeys;
    expect(store.read('2026-03-10.identity')).toMatchObject({ kiosk: null });
    kiosk.clock.set(NOW);
    const { visitId } = await decided(arrival(code, { party: [well] }));
    expect(dayOf(visitId)).toBe('2026-03-10');
    expect(openProtocol(kiosk.db, kiosk.ports).personal(visitId)).toMatchObject({
      visitorName: 'Kari Prøvesen',
    });
    await holds();
  });

  it('keeps nobody signed in longer, and nobody locked out for longer than an hour', async () => {
    const added = await addStaff({ db: kiosk.db }, { name: 'Rita', role: 'reception', pin: '835291' });
    expect(added.ok).toBe(true);
    const signIn = (pin: string) => kiosk.post('/api/staff/sign-in', { name: 'Rita', pin });
    kiosk.clock.set(FAR_AHEAD);
    const { session } = signInAnswer.parse(await (await signIn('835291')).json());
    for (let wrong = 0; wrong < 4; wrong += 1) await signIn('111112');
    const board = () => kiosk.get('/api/reception/board', { [STAFF_HEADER]: session });
    kiosk.clock.set(NOW);
    expect((await board()).status).toBe(200);
    kiosk.clock.advance(11 * MINUTE);
    expect((await board()).status).toBe(401);
    expect((await signIn('835291')).status).not.toBe(200);
    await kiosk.restart();
    kiosk.clock.advance(61 * MINUTE);
    expect((await signIn('835291')).status).toBe(200);
  });
});
