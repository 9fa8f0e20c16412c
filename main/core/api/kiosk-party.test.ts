import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { visitRow } from '../../../shared/api/staff.ts';
import { arrival, startCore, type TestCore } from '../../../test/support/core.ts';
import { addTestStaff, answerOf, signInAs } from '../../../test/support/desk.ts';
import { ill, visitorAt, well } from '../../../test/support/visitor.ts';

let kiosk: TestCore;
beforeEach(async () => {
  kiosk = await startCore();
});
afterEach(() => kiosk.end());

const { show, decided, sent, events, tasks } = visitorAt(() => kiosk);
const child = { ...well, name: 'Lise', child: true };
const rowOf = async (visitId: string) => {
  await addTestStaff(kiosk, 'reception');
  const headers = await signInAs(kiosk, 'reception');
  return answerOf(visitRow, kiosk.get(`/api/reception/visits/${visitId}`, headers));
};

describe('a child in the party', () => {
  it('is on the agreement as a child, answered for by an adult, and counted', async () => {
    const { code } = await sent({ companions: [{ name: 'Lise Prøvesen', child: true }], partySize: 2 });
    expect(await show(code)).toMatchObject({ companions: [{ name: 'Lise', child: true }] });
    const told = await decided(arrival(code, { party: [well, child] }));
    expect(told.state).toBe('inside');
    expect(events('visit.checked-in')[0]?.body).toMatchObject({ partySize: 2, children: 1 });
    expect(await rowOf(told.visitId)).toMatchObject({ children: 1, companions: ['Lise Prøvesen'] });
  });

  it('without an adult is met by staff, kindly, and never sent away', async () => {
    const { code } = await sent();
    const told = await decided(arrival(code, { party: [{ ...child, name: null }] }));
    expect(told).toMatchObject({ outcome: 'wait-for-staff', state: 'waiting' });
    expect(events('visit.referred')[0]?.body).toMatchObject({ rules: ['child-alone'] });
  });
});

describe('each of a party', () => {
  it('is screened: when one of two must not come in, a person sorts it out', async () => {
    const { code } = await sent({ companions: [{ name: 'Ola Prøvesen' }], partySize: 2 });
    const told = await decided(arrival(code, { party: [well, { ...ill, name: 'Ola' }] }));
    expect(told).toMatchObject({ outcome: 'wait-for-staff', state: 'waiting' });
  });

  it('beyond those who were agreed goes to staff, not away', async () => {
    const { code } = await sent();
    const told = await decided(arrival(code, { party: [well, { ...well, name: 'Siv' }] }));
    expect(told).toMatchObject({ outcome: 'wait-for-staff', state: 'waiting' });
    expect(tasks()).toMatchObject([{ kind: 'visitor-waits', visit_id: told.visitId }]);
  });
});

describe('a visit to two residents', () => {
  const beside = { resident: { id: 'bjorka-2', name: 'Kåre Løyndal' }, place: 'bjorka-rom' };

  it('is one visit that shows both ways, with both places in the protocol and both residents sealed', async () => {
    const { code } = await sent({ alsoVisits: [beside] });
    const way = [{ place: { nb: 'Beboerens rom på Bjørka' } }];
    expect(await show(code)).toMatchObject({ also: way });
    const told = await decided(arrival(code, { party: [well] }));
    expect(told).toMatchObject({ state: 'inside', also: way });
    expect(events('visit.checked-in')[0]?.body).toMatchObject({
      ward: 'furua',
      also: [{ ward: 'bjorka', place: 'bjorka-rom' }],
    });
    expect(kiosk.db.serialize().toString('latin1')).not.toContain(Buffer.from('Løyndal').toString('latin1'));
    expect(await rowOf(told.visitId)).toMatchObject({
      residentName: 'Olga Hemmelig',
      alsoVisits: [{ residentName: 'Kåre Løyndal', place: 'bjorka-rom' }],
    });
  });

  it('never shows a resident’s name on the visitor’s screen', async () => {
    const { code } = await sent({ alsoVisits: [beside] });
    const response = await kiosk.post('/api/kiosk/code', { code, via: 'camera' });
    expect(await response.text()).not.toMatch(/Løyndal|Hemmelig/);
  });
});

describe('staff who come along', () => {
  it('are called to whoever is let in but must not be alone: they are inside, and it is a task', async () => {
    const { code } = await sent({ permitClass: 'provider' });
    await kiosk.send([], {
      phases: [{ phase: 'outbreak', from: '2026-03-10T00:00:00.000Z', until: null }],
    });
    const told = await decided(arrival(code, { party: [well] }));
    expect(told).toMatchObject({ state: 'inside', callsStaff: true });
    expect(tasks()).toEqual([{ kind: 'accompany', visit_id: told.visitId, detail: null }]);
  });

  it('are called to a private home under a contact decision, and nobody is stopped there', async () => {
    const { code } = await sent({ ward: 'lia', place: 'lia-leilighet', contactLimited: true });
    expect(await decided(arrival(code))).toMatchObject({
      outcome: 'right-of-access',
      state: 'inside',
      callsStaff: true,
    });
  });
});

describe('a no', () => {
  it('comes with its ground, what can be had instead, and how to complain', async () => {
    const { code } = await sent();
    const told = await decided(arrival(code, { party: [ill] }));
    expect(told).toMatchObject({ outcome: 'postpone', newTime: null, callsStaff: false });
    expect(told.ground?.nb.length).toBeGreaterThan(5);
    expect(told.alternatives.length).toBeGreaterThan(0);
    expect(told.complaint?.nb).toMatch(/klag/i);
  });

  it('is not spoken of to whoever is let in', async () => {
    const { code } = await sent();
    const told = await decided(arrival(code, { party: [well] }));
    expect(told).toMatchObject({ ground: null, alternatives: [], complaint: null });
  });
});
