import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PolicyChange } from '../../../shared/api/policy.ts';
import type { Booking } from '../../../shared/domain/booking.ts';
import { arrival } from '../../../test/support/core.ts';
import { addTestStaff, signInAs, walkIn } from '../../../test/support/desk.ts';
import { programPack, startLead, type LeadAtWork } from '../../../test/support/lead.ts';
import { answers, ill, visitorAt, well } from '../../../test/support/visitor.ts';

const NAME = 'no-2020-05-27';
let lead: LeadAtWork;
beforeEach(async () => {
  lead = await startLead();
});
afterEach(() => lead.core.end());

const { decided, sent } = visitorAt(() => lead.core);
const atRisk = { ...well, answers: answers({ 'risk-group': true }) };
const comes = async (changes: Partial<Booking>, ...party: (typeof well)[]) => {
  const { code } = await sent(changes);
  return decided(arrival(code, { party }));
};
/** For tomorrow at eleven, local time. */
const tomorrow = (changes: Partial<Booking> = {}) =>
  lead.core.booking({
    from: '2026-03-11T10:00:00.000Z',
    to: '2026-03-11T11:00:00.000Z',
    notBefore: '2026-03-11T09:00:00.000Z',
    expires: '2026-03-11T12:00:00.000Z',
    ...changes,
  });
const outbreak = (changes: object = {}): PolicyChange => ({
  kind: 'phase',
  scope: 'institution',
  ward: null,
  phase: 'outbreak',
  from: null,
  until: null,
  ...changes,
});
type Rules = Record<string, unknown>[];
/** The program's pack as another version, with its rules changed; it waits for the lead. */
const waiting = async (change: (rules: Rules) => Rules): Promise<PolicyChange> => {
  const own = programPack(NAME, { version: '9.0.0' });
  const pack = { ...own, rules: change(own.rules as Rules) };
  expect((await lead.core.send([], { packs: [pack] })).problems).toEqual([]);
  return { kind: 'pack', id: NAME, version: '9.0.0' };
};
/** One rule lets nobody in any more without staff. */
const strictly = (id: string) => (rules: Rules) =>
  rules.map((rule) => (rule.id === id ? { ...rule, outcome: 'wait-for-staff', conditions: [] } : rule));

describe('a rehearsal of a phase', () => {
  it('shows who of the last fortnight would have fared otherwise, by which rule, and with which citation', async () => {
    const { visitId } = await comes({}, well);
    await comes({}, ill);
    await comes({ permitClass: 'end-of-life' }, ill);
    const { visits, visitsHit, from, to } = await lead.rehearse(outbreak());
    expect({ visits, from, to }).toEqual({ visits: 3, from: '2026-02-25', to: '2026-03-10' });
    expect(visitsHit).toMatchObject([
      {
        visitId,
        permitClass: 'ordinary',
        ward: 'furua',
        before: 'admit',
        after: ['wait-for-staff'],
        certain: true,
        rules: [{ id: 'local-outbreak' }],
      },
    ]);
    expect(visitsHit[0]?.rules[0]?.citation.source).toMatch(/^S0:/);
  });

  it('of one ward hits nobody of another, nor a ward that has a setting of its own', async () => {
    await comes({}, well);
    await comes({ ward: 'bjorka', place: 'bjorka-rom' }, well);
    const hit = async (change: PolicyChange) =>
      (await lead.rehearse(change)).visitsHit.map(({ ward }) => ward);
    expect(await hit(outbreak({ scope: 'ward', ward: 'bjorka' }))).toEqual(['bjorka']);
    await lead.activate(outbreak({ scope: 'ward', ward: 'furua', phase: 'normal' }));
    expect(await hit(outbreak())).toEqual(['bjorka']);
  });

  it('takes the visits of fourteen days, today included, and no older ones', async () => {
    await comes({}, well);
    const visitsOn = async (day: string) => {
      lead.core.clock.set(`${day}T12:00:00.000Z`);
      await lead.signInAgain();
      return (await lead.rehearse(outbreak())).visits;
    };
    expect(await visitsOn('2026-03-23')).toBe(1);
    expect(await visitsOn('2026-03-24')).toBe(0);
  });

  it('lists tomorrow’s bookings that would fare otherwise, with whom to ring', async () => {
    const visitor = { firstName: 'Ola', lastName: 'Prøvesen', phone: '900 00 000' };
    await lead.core.send([
      tomorrow({ visitor }),
      tomorrow({ permitClass: 'end-of-life' }),
      tomorrow({ ward: 'lia', place: 'lia-leilighet' }),
      tomorrow({ cancelled: true }),
      lead.core.booking(),
    ]);
    const { bookings, bookingsHit, tomorrow: day } = await lead.rehearse(outbreak());
    expect({ bookings, day }).toEqual({ bookings: 3, day: '2026-03-11' });
    expect(bookingsHit).toMatchObject([
      {
        visitorName: 'Ola Prøvesen',
        phone: '900 00 000',
        residentName: 'Olga Hemmelig',
        before: 'admit',
        after: ['wait-for-staff'],
        from: '2026-03-11T10:00:00.000Z',
      },
    ]);
  });

  it('lists a booking whose second resident is in the ward that it is for', async () => {
    const alsoVisits = [{ resident: { id: 'bjorka-1', name: 'Birger Hemmelig' }, place: 'bjorka-rom' }];
    const both = tomorrow({ alsoVisits });
    await lead.core.send([tomorrow(), both]);
    const { bookingsHit } = await lead.rehearse(outbreak({ scope: 'ward', ward: 'bjorka' }));
    expect(bookingsHit.map(({ bookingId }) => bookingId)).toEqual([both.id]);
  });

  it('lists nobody who comes before it holds or when it is over', async () => {
    await lead.core.send([tomorrow()]);
    const hits = async (from: string, until: string | null) =>
      (await lead.rehearse(outbreak({ from, until }))).bookingsHit.length;
    expect(await hits('2026-03-11T10:00:00.000Z', null)).toBe(1);
    expect(await hits('2026-03-11T10:00:00.001Z', null)).toBe(0);
    expect(await hits('2026-03-10T20:00:00.000Z', '2026-03-11T10:00:00.000Z')).toBe(0);
  });

  it('foresees that a place is full when somebody comes', async () => {
    const place = { place: 'besoksrom' };
    await lead.core.send([
      tomorrow(place),
      tomorrow(place),
      tomorrow({ ...place, from: '2026-03-11T10:15:00.000Z' }),
    ]);
    const full = await waiting((rules) =>
      rules.map((rule) => (rule.id === 'place-full' ? { ...rule, outcome: 'admit' } : rule)),
    );
    expect((await lead.rehearse(full)).bookingsHit).toMatchObject([
      { from: '2026-03-11T10:15:00.000Z', before: 'wait-for-staff', after: ['admit'] },
    ]);
  });
});

describe('a rehearsal of a pack', () => {
  it('is certain where every answer that fits leads to one outcome', async () => {
    await comes({}, well);
    const change = await waiting(strictly('agreed-visit'));
    expect((await lead.rehearse(change)).visitsHit).toMatchObject([
      { before: 'admit', after: ['wait-for-staff'], certain: true },
    ]);
  });

  it('names what is possible where the answers decide, which are not kept', async () => {
    await comes({}, atRisk);
    await comes({}, ill);
    // Who has symptoms and who was exposed are told apart by a question that the old rule did not look at.
    const change = await waiting((rules) => {
      const symptoms = rules.find(({ id }) => id === 'symptoms');
      const exposure = rules.find(({ id }) => id === 'exposure');
      if (symptoms === undefined || exposure === undefined) throw new Error('the pack has other rules now');
      const staff = { ...exposure, outcome: 'wait-for-staff', conditions: [], ground: undefined };
      return rules.flatMap((rule) =>
        rule === symptoms ? [staff, symptoms] : rule === exposure ? [] : [rule],
      );
    });
    expect((await lead.rehearse(change)).visitsHit).toMatchObject([
      {
        before: 'postpone',
        after: expect.arrayContaining(['postpone', 'wait-for-staff']) as unknown,
        certain: false,
        rules: [{ id: 'exposure' }, { id: 'symptoms' }],
      },
    ]);
  });

  it('holds those whom staff took in without questions against nothing that nobody knows', async () => {
    await addTestStaff(lead.core, 'reception');
    const headers = await signInAs(lead.core, 'reception');
    const { booking } = await sent();
    const agreed = { kind: 'booking', attempt: randomUUID(), bookingId: booking.id, partySize: 1 };
    for (const request of [agreed, walkIn({ companions: [] })])
      expect((await lead.core.post('/api/reception/visits', request, headers)).status).toBe(200);
    const same = await waiting((rules) => rules);
    expect(await lead.rehearse(same)).toMatchObject({ visits: 2, visitsHit: [] });
    expect((await lead.rehearse(outbreak())).visitsHit).toMatchObject([
      { before: 'admit', after: ['wait-for-staff'], certain: false },
    ]);
  });

  it('of the same rules hits nobody', async () => {
    await lead.core.send([tomorrow()]);
    for (const [changes, person] of [
      [{}, well],
      [{}, ill],
      [{ permitClass: 'vigil' }, well],
      [{ ward: 'lia', place: 'lia-leilighet' }, ill],
    ] as const)
      await comes(changes, person);
    await comes({ partySize: 2 }, well, ill);
    const same = await waiting((rules) => rules);
    expect(await lead.rehearse(same)).toMatchObject({
      visits: 5,
      visitsHit: [],
      bookings: 1,
      bookingsHit: [],
    });
  });
});

it('A rehearsal is an event with how much was hit and nobody’s name, and changes nothing else', async () => {
  await comes({}, well);
  await lead.core.send([tomorrow()]);
  const before = await lead.state();
  await lead.rehearse(outbreak());
  expect(await lead.state()).toEqual(before);
  const event = lead.core.db.prepare('SELECT type, actor, body FROM event ORDER BY seq DESC LIMIT 1').get();
  expect(event).toMatchObject({ type: 'policy.rehearsed', actor: 'staff:infection-control' });
  expect(JSON.parse((event as { body: string }).body)).toEqual({
    pack: { id: NAME, version: programPack(NAME).version },
    phase: 'outbreak',
    visits: 1,
    visitsHit: 1,
    bookings: 1,
    bookingsHit: 1,
  });
});
