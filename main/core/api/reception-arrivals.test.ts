import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal, startDesk, walkIn, NOW, type Desk } from '../../../test/support/desk.ts';

let at: Desk;
beforeEach(async () => {
  at = await startDesk();
});
afterEach(() => at.core.end());

describe('check-in by staff', () => {
  it('from a booking puts the visitor inside, seen by staff, with the names of the agreement', async () => {
    const booking = at.core.booking({ companions: [{ name: 'Per' }], partySize: 2 });
    const visit = await at.fromBooking(booking, 2);
    expect(visit).toMatchObject({
      state: 'inside',
      outcome: 'admit',
      visitorName: 'Kari Prøvesen',
      companions: ['Per'],
      residentName: 'Olga Hemmelig',
      partySize: 2,
      overridden: false,
      arrived: { at: NOW, evidence: 'seen-by-staff', earliest: NOW, latest: NOW },
    });
    expect(at.core.db.prepare('SELECT type, actor FROM event WHERE visit_id = ?').all(visit.visitId)).toEqual(
      [{ type: 'visit.checked-in', actor: 'staff:reception' }],
    );
  });

  it('names no companion when fewer came than were agreed', async () => {
    const booking = at.core.booking({ companions: [{ name: 'Per' }, { name: 'Pål' }], partySize: 3 });
    expect(await at.fromBooking(booking, 2)).toMatchObject({ partySize: 2, companions: [] });
  });

  it('is nothing for a resident: their own code is for going out and coming back', async () => {
    const booking = at.core.booking({ permitClass: 'resident' });
    await at.core.send([booking]);
    const request = { kind: 'booking', attempt: randomUUID(), bookingId: booking.id, partySize: 1 };
    expect(await refusal(at.core.post('/api/reception/visits', request, at.headers))).toMatchObject({
      reason: 'no-such-booking',
    });
    const asVisitor = { ...walkIn(), permitClass: 'resident' };
    expect((await at.core.post('/api/reception/visits', asVisitor, at.headers)).status).toBe(400);
  });

  it('sent twice is one visit', async () => {
    const request = walkIn();
    const [one, other] = [await at.checkedIn(request), await at.checkedIn(request)];
    expect(other.visitId).toBe(one.visitId);
    expect((await at.theBoard()).inside).toHaveLength(1);
  });

  it('without an agreed visit is a referral that staff override with a reason', async () => {
    const visit = await at.checkedIn(walkIn());
    expect(visit).toMatchObject({
      state: 'inside',
      outcome: 'admit',
      overridden: true,
      visitorName: 'Øyvind Ås',
      phone: '+47 900 00 000',
      companions: ['Ánne'],
      partySize: 2,
      ward: 'furua',
    });
    const events = at.core.db
      .prepare<[string], { type: string; body: string }>(
        'SELECT type, body FROM event WHERE visit_id = ? ORDER BY seq',
      )
      .all(visit.visitId);
    expect(events.map(({ type }) => type)).toEqual(['visit.referred', 'visit.overridden']);
    expect(JSON.parse(events[1]?.body ?? '')).toMatchObject({
      from: 'wait-for-staff',
      to: 'admit',
      reason: 'agreed-by-manager',
    });
    expect(JSON.stringify(events)).not.toContain('Ringte');
  });

  it('in care housing is the right of the guest: nothing is overridden', async () => {
    expect(await at.checkedIn(walkIn({ place: 'lia-leilighet' }))).toMatchObject({
      outcome: 'right-of-access',
      state: 'inside',
      overridden: false,
    });
  });

  it.each([
    ['a booking nobody knows', () => ({ kind: 'booking', bookingId: 'nobody', partySize: 1 }), 404],
    ['a place nobody knows', () => walkIn({ place: 'loftet' }), 400],
    ['no name', () => walkIn({ visitorName: '' }), 400],
  ])('is refused for %s', async (_what, request, status) => {
    const body = { attempt: randomUUID(), ...request() };
    expect(await refusal(at.core.post('/api/reception/visits', body, at.headers))).toMatchObject({ status });
    expect((await at.theBoard()).inside).toEqual([]);
  });

  it('is refused where a standing decision limits contact, and where somebody of the booking is here already', async () => {
    const limited = at.core.booking({ contactLimited: true });
    const here = at.core.booking();
    await at.core.send([limited]);
    await at.fromBooking(here);
    const ask = (bookingId: string) =>
      refusal(
        at.core.post(
          '/api/reception/visits',
          { kind: 'booking', attempt: randomUUID(), bookingId, partySize: 1 },
          at.headers,
        ),
      );
    expect(await ask(limited.id)).toMatchObject({ status: 400 });
    expect(await ask(here.id)).toMatchObject({ status: 409 });
  });
});
