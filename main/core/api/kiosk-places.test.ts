import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeAnswer } from '../../../shared/api/kiosk.ts';
import type { Booking } from '../../../shared/domain/booking.ts';
import { arrival, startCore, type TestCore } from '../../../test/support/core.ts';
import { visitorAt, well } from '../../../test/support/visitor.ts';

let kiosk: TestCore;
beforeEach(async () => {
  kiosk = await startCore();
});
afterEach(() => kiosk.end());

const { show, checkIn, decided, checkOut, sent, events } = visitorAt(() => kiosk);

/** The municipality has set a phase with a plan; after the bookings, as each sync brings all phases. */
const heightened = () =>
  kiosk.send([], { phases: [{ phase: 'heightened', from: '2026-03-10T00:00:00.000Z', until: null }] });
const inRoom: Partial<Booking> = { place: 'besoksrom' };
/** So many visits in the visit room, which holds two. */
const fill = async (count: number, until = '2026-03-10T12:40:00.000Z'): Promise<string[]> => {
  const codes: string[] = [];
  for (let visit = 0; visit < count; visit += 1) {
    const { code } = await sent({ ...inRoom, to: until });
    await decided(arrival(code, { party: [well] }));
    codes.push(code);
  }
  return codes;
};
const fullOf = (answer: CodeAnswer) => (answer.result === 'ok' ? answer.full : undefined);

describe('a place that is full', () => {
  it('is said so, with where else they may go and when it is expected to be free', async () => {
    await fill(1, '2026-03-10T12:50:00.000Z');
    await fill(1, '2026-03-10T12:40:00.000Z');
    const { code } = await sent(inRoom);
    const full = fullOf(await show(code));
    expect(full?.freeAt).toBe('2026-03-10T12:40:00.000Z');
    expect(full?.offers.map(({ place }) => place)).toContain('hagen');
    for (const { place } of full?.offers ?? []) {
      const { kind, entrance } = kiosk.settings.places.find(({ id }) => id === place) ?? {};
      expect(entrance).toBe('hoved');
      expect(['own-room', 'home', 'common-area', 'day-centre']).not.toContain(kind);
    }
  });

  it('is nothing to whoever comes while there is room, or once somebody has left', async () => {
    const { code } = await sent(inRoom);
    expect(fullOf(await show(code))).toBeNull();
    const [first = ''] = await fill(2);
    expect(fullOf(await show(code))).not.toBeNull();
    await checkOut(first);
    expect(fullOf(await show(code))).toBeNull();
  });

  it('is staff’s to sort out for whoever goes on all the same', async () => {
    await fill(2);
    const { code } = await sent(inRoom);
    expect(await decided(arrival(code, { party: [well] }))).toMatchObject({ outcome: 'wait-for-staff' });
    expect(events('visit.referred')[0]?.body).toMatchObject({ rules: ['place-full'], place: 'besoksrom' });
  });

  it('lets in whoever chooses one of the places that were offered, and writes down where they are', async () => {
    await fill(2);
    const { code } = await sent(inRoom);
    const told = await decided(arrival(code, { party: [well], place: 'hagen' }));
    expect(told).toMatchObject({ state: 'inside', where: { place: { nb: 'Sansehagen' } } });
    expect(events('visit.checked-in').at(-1)?.body).toMatchObject({ place: 'hagen', ward: 'furua' });
  });

  it.each(['furua-rom', 'dagstua', 'paviljongen', 'lia-leilighet', 'loftet'])(
    'lets nobody choose %s, which was never theirs to choose',
    async (place) => {
      await fill(2);
      const { code } = await sent(inRoom);
      expect(await checkIn(arrival(code, { party: [well], place }))).toMatchObject({
        kind: 'code',
        answer: { result: 'ok', full: { freeAt: '2026-03-10T12:40:00.000Z' } },
      });
      expect(events('visit.checked-in')).toHaveLength(2);
    },
  );

  it.each(['end-of-life', 'vigil', 'child', 'critical-situation'] as const)(
    'is never held against a visitor of the class %s',
    async (permitClass) => {
      await fill(2);
      const { code } = await sent({ ...inRoom, permitClass });
      expect(fullOf(await show(code))).toBeNull();
      expect((await decided(arrival(code, { party: [well] }))).state).toBe('inside');
    },
  );

  it('holds less in a phase whose plan says so', async () => {
    await fill(1);
    const { code } = await sent(inRoom);
    expect(fullOf(await show(code))).toBeNull();
    await heightened();
    expect(fullOf(await show(code))).not.toBeNull();
  });

  it('counts those who come to it second, on a visit to two residents', async () => {
    await fill(1);
    const beside = { resident: { id: 'furua-2', name: 'Birger Hemmelig' }, place: 'besoksrom' };
    const { code } = await sent({ alsoVisits: [beside] });
    await decided(arrival(code, { party: [well] }));
    expect(fullOf(await show((await sent(inRoom)).code))).not.toBeNull();
  });
});

describe('a visitor who is early', () => {
  const agreed = { from: '2026-03-10T14:00:00.000Z', to: '2026-03-10T15:00:00.000Z' };
  it('waits, and is told when they may come in by the plan of the phase', async () => {
    const { code } = await sent({ ...agreed, expires: agreed.to });
    const early = { result: 'too-early', agreed: agreed.from, sameDay: true };
    expect(await show(code)).toEqual({ ...early, from: '2026-03-10T13:30:00.000Z' });
    await heightened();
    expect(await show(code)).toEqual({ ...early, from: '2026-03-10T13:45:00.000Z' });
  });

  it.each(['end-of-life', 'child'] as const)(
    'is not held up by any plan when the visit is of the class %s',
    async (permitClass) => {
      const { code } = await sent({ ...agreed, expires: agreed.to, permitClass });
      await heightened();
      expect(await show(code)).toMatchObject({ result: 'ok' });
    },
  );
});

describe('a visitor who is late', () => {
  it('is staff’s to decide about, while the letter holds', async () => {
    const { code } = await sent({
      from: '2026-03-10T11:00:00.000Z',
      to: '2026-03-10T11:45:00.000Z',
      expires: '2026-03-10T20:00:00.000Z',
    });
    await heightened();
    expect(await show(code)).toMatchObject({ result: 'ok' });
    expect(await decided(arrival(code, { party: [well] }))).toMatchObject({ outcome: 'wait-for-staff' });
    expect(events('visit.referred')[0]?.body).toMatchObject({
      rules: ['late'],
      phase: { id: 'heightened', scope: 'municipality' },
    });
  });

  it('is not late as far as anybody knows, when the booking is not known here', async () => {
    await sent();
    await heightened();
    const unknown = kiosk.booking({ expires: '2026-03-10T20:00:00.000Z' });
    const told = await decided(arrival(await kiosk.codeOf(unknown), { party: [well] }));
    expect(told.state).toBe('inside');
  });
});
