import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Booking } from '../../../shared/domain/booking.ts';
import { arrival } from '../../../test/support/core.ts';
import { startLead, type LeadAtWork } from '../../../test/support/lead.ts';
import { visitorAt, well } from '../../../test/support/visitor.ts';

let lead: LeadAtWork;
beforeEach(async () => {
  lead = await startLead();
});
afterEach(() => lead.core.end());

const { show, checkIn, decided, sent, events } = visitorAt(() => lead.core);
const outbreakAt = async (ward: string) => {
  const change = { kind: 'phase', scope: 'ward', ward, phase: 'outbreak', from: null, until: null } as const;
  expect((await lead.activate(change)).status).toBe(200);
};
const also = (place: string): Partial<Booking> => ({
  alsoVisits: [{ resident: { id: 'also-1', name: 'Birger Hemmelig' }, place }],
});

describe('a visit to two residents', () => {
  it.each([
    ['first', { place: 'bjorka-rom', ward: 'bjorka', ...also('furua-rom') }],
    ['second', also('bjorka-rom')],
  ])('is staff’s to sort out when the %s is in a ward with an outbreak', async (_which, booking) => {
    await outbreakAt('bjorka');
    const { code } = await sent(booking);
    expect(await decided(arrival(code, { party: [well] }))).toMatchObject({ outcome: 'wait-for-staff' });
    expect(events('visit.referred')[0]?.body).toMatchObject({
      rules: expect.arrayContaining(['local-outbreak']) as unknown,
    });
  });

  it('goes in where neither ward has an outbreak', async () => {
    await outbreakAt('rypa');
    const { code } = await sent(also('bjorka-rom'));
    expect(await decided(arrival(code, { party: [well] }))).toMatchObject({ outcome: 'admit' });
  });

  it('is staff’s to sort out when the second place is full', async () => {
    const first = await sent({ place: 'samtalerom' });
    await decided(arrival(first.code, { party: [well] }));
    const { code } = await sent(also('samtalerom'));
    expect(await decided(arrival(code, { party: [well] }))).toMatchObject({ outcome: 'wait-for-staff' });
    expect(events('visit.referred')[0]?.body).toMatchObject({
      rules: expect.arrayContaining(['place-full']) as unknown,
    });
  });

  it('stays a right of access in private homes, whatever phase holds', async () => {
    await outbreakAt('lia');
    const { code } = await sent({ place: 'lia-leilighet', ward: 'lia', ...also('lia-leilighet') });
    expect(await decided(arrival(code, { party: [well] }))).toMatchObject({ outcome: 'right-of-access' });
  });
});

it('A place in a ward with an outbreak is not offered, and not to be had, by whoever finds their own place full', async () => {
  const first = await sent({ place: 'samtalerom' });
  await decided(arrival(first.code, { party: [well] }));
  const { code } = await sent({ place: 'samtalerom' });
  const offered = async () => {
    const answer = await show(code);
    return answer.result === 'ok' ? answer.full?.offers.map(({ place }) => place) : [];
  };
  expect(await offered()).toContain('glassrommet');
  await outbreakAt('bjorka');
  expect(await offered()).toEqual(['besoksrom', 'hagen']);
  expect(await checkIn(arrival(code, { party: [well], place: 'glassrommet' }))).toMatchObject({
    kind: 'code',
  });
});
