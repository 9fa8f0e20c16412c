import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorBody } from '../../../shared/api/error.ts';
import { visitRow } from '../../../shared/api/staff.ts';
import { arrival, startCore, type TestCore } from '../../../test/support/core.ts';
import { addTestStaff, signInAs } from '../../../test/support/desk.ts';
import { answers, ill, visitorAt, well } from '../../../test/support/visitor.ts';

const HOUR = 3_600_000;

let kiosk: TestCore;
beforeEach(async () => {
  kiosk = await startCore();
});
afterEach(() => kiosk.end());

const { show, checkIn, decided, sent, events, tasks } = visitorAt(() => kiosk);

describe('check-in', () => {
  it('lets in whoever is well: an event with the outcome and its rules, and the names sealed', async () => {
    const { booking, code } = await sent({ companions: [{ name: 'Ola Prøvesen' }], partySize: 2 });
    const party = [well, { ...well, name: 'Lise Sakte' }];
    const told = await decided(arrival(code, { party, phone: '+47 00 00 10 01' }));
    expect(told).toMatchObject({ outcome: 'admit', state: 'inside', overridden: false });
    expect(told.texts).not.toEqual([]);
    const [event] = events('visit.checked-in');
    expect(event).toMatchObject({
      visit_id: told.visitId,
      body: {
        bookingId: booking.id,
        ward: 'furua',
        place: 'furua-rom',
        partySize: 2,
        outcome: 'admit',
        rules: ['agreed-visit'],
        pack: { id: 'no-2020-05-27' },
        arrived: { at: '2026-03-10T12:00:00.000Z', evidence: 'scanned' },
      },
    });
    expect(tasks()).toEqual([]);
    const bytes = kiosk.db.serialize().toString('latin1');
    for (const secret of ['Sakte', 'Hemmelig', 'Prøvesen', '00 00 10 01'])
      expect(bytes).not.toContain(Buffer.from(secret).toString('latin1'));
  });

  it('writes agreed companions down by their whole name, and takes nobody unnamed for one of them', async () => {
    await addTestStaff(kiosk, 'reception');
    const reception = await signInAs(kiosk, 'reception');
    const agreed = ['Anne Lund', 'Anne Bø', 'Per Vik'].map((name) => ({ name }));
    const companions = async (...names: (string | null)[]) => {
      const { code } = await sent({ companions: agreed, partySize: 4 });
      const party = [well, ...names.map((name) => ({ ...well, name }))];
      const { visitId } = await decided(arrival(code, { party }));
      const row = await kiosk.get(`/api/reception/visits/${visitId}`, reception);
      return visitRow.parse(await row.json()).companions;
    };
    expect(await companions('Per')).toEqual(['Per Vik']);
    expect(await companions(null, null)).toEqual([]);
    expect(await companions('Anne', 'Anne', 'Lise Sakte')).toEqual(['Anne Lund', 'Anne Bø', 'Lise Sakte']);
    expect(await companions('Anne', null, 'Per')).toEqual(['Anne Lund', 'Per Vik']);
  });

  it('calls staff for whoever has symptoms on an ordinary agreement', async () => {
    const { code } = await sent();
    const told = await decided(arrival(code, { party: [ill] }));
    expect(told).toMatchObject({ outcome: 'postpone', state: 'closed' });
    expect(events('visit.postponed')).toHaveLength(1);
    expect(tasks()).toEqual([{ kind: 'visitor-waits', visit_id: told.visitId, detail: null }]);
  });

  it('opens an escorted route at the end of life, never a no', async () => {
    const { code } = await sent({ permitClass: 'end-of-life' });
    const told = await decided(arrival(code, { party: [ill] }));
    expect(told).toMatchObject({ outcome: 'escorted-route', state: 'waiting' });
    expect(events('visit.referred')).toHaveLength(1);
    expect(tasks()).toEqual([{ kind: 'visitor-waits', visit_id: told.visitId, detail: null }]);
  });

  it('refuses nobody in care housing, and needs no answers there', async () => {
    const { code } = await sent({ place: 'lia-leilighet', ward: 'lia' });
    expect(await show(code)).toMatchObject({ voluntary: true });
    expect(await decided(arrival(code))).toMatchObject({ outcome: 'right-of-access', state: 'inside' });
  });

  it('keeps no answer anywhere', async () => {
    const { code } = await sent();
    await decided(arrival(code, { party: [ill] }));
    for (const table of ['event', 'sealed', 'visit', 'task', 'fact', 'outbox'])
      expect(JSON.stringify(kiosk.db.prepare(`SELECT * FROM ${table}`).all())).not.toContain('valueBoolean');
    expect(events('visit.postponed')[0]?.body).not.toHaveProperty('answers');
    expect(JSON.stringify(kiosk.log)).not.toContain('valueBoolean');
  });

  it('sends the screen back to the answers that are missing', async () => {
    const { code } = await sent({ partySize: 2 });
    const halfway = { ...well, answers: answers().filter(({ linkId }) => linkId !== 'exposure') };
    expect(await checkIn(arrival(code, { party: [well, halfway] }))).toEqual({
      kind: 'answers',
      person: 1,
      linkIds: ['exposure'],
    });
    expect(events('visit.checked-in')).toEqual([]);
  });

  it('lets the rules know when more come than were agreed', async () => {
    const { code } = await sent();
    expect(await decided(arrival(code, { party: [well, well] }))).toMatchObject({
      outcome: 'wait-for-staff',
    });
    expect(events('visit.referred')[0]?.body).toMatchObject({ partySize: 2 });
  });

  it('is one visit for one attempt, with the same decision, also after a restart', async () => {
    const { code } = await sent();
    const request = arrival(code, { party: [well] });
    const first = await checkIn(request);
    await kiosk.restart();
    expect(await checkIn(request)).toEqual(first);
    expect(events('visit.checked-in')).toHaveLength(1);
  });

  it('is one visit when the same attempt comes twice at once', async () => {
    const { code } = await sent();
    const request = arrival(code, { party: [well] });
    const [first, second] = await Promise.all([checkIn(request), checkIn(request)]);
    expect(second).toEqual(first);
    expect(events('visit.checked-in')).toHaveLength(1);
  });

  it('is one visit when two attempts with one code come at once', async () => {
    const { code } = await sent();
    const both = await Promise.all([
      checkIn(arrival(code, { party: [well] })),
      checkIn(arrival(code, { party: [well] })),
    ]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['code', 'decided']);
    expect(events('visit.checked-in')).toHaveLength(1);
  });

  it('gives whoever waits the same visit again, and calls staff once', async () => {
    const { code } = await sent({ permitClass: 'end-of-life' });
    const first = await decided(arrival(code, { party: [ill] }));
    kiosk.clock.advance(2 * HOUR);
    expect(await show(code)).toEqual({ result: 'waits', decision: first });
    expect(await decided(arrival(code))).toEqual(first);
    expect(events('code.rejected')).toEqual([]);
    expect(tasks()).toHaveLength(1);
  });

  it('notices what became of the code since the first look', async () => {
    const { booking, code } = await sent();
    expect(await show(code)).toMatchObject({ result: 'ok' });
    await kiosk.send([], { cancelled: [booking.jti] });
    expect(await checkIn(arrival(code, { party: [well] }))).toEqual({
      kind: 'code',
      answer: { result: 'cancelled' },
    });
    expect(events('code.rejected')).toHaveLength(1);
  });

  it('writes nothing at all when anything of it fails', async () => {
    const { code } = await sent();
    const count = () => kiosk.db.prepare('SELECT count(*) AS count FROM event').get();
    const before = count();
    kiosk.db.exec(`CREATE TRIGGER broken BEFORE INSERT ON attempt BEGIN SELECT raise(ABORT, 'broken'); END`);
    const response = await kiosk.post('/api/kiosk/check-in', arrival(code, { party: [well] }));
    expect(response.status).toBe(500);
    expect(errorBody.parse(await response.json()).error).toBe('failed');
    expect(count()).toEqual(before);
    expect(kiosk.db.prepare('SELECT count(*) AS count FROM visit').get()).toEqual({ count: 0 });
    expect(kiosk.log).toContainEqual(
      expect.objectContaining({
        event: 'request-failed',
        route: '/api/kiosk/check-in',
        error: expect.stringMatching(
          /^SqliteError SQLITE_CONSTRAINT_TRIGGER at attempts\.ts:\d+$/,
        ) as unknown,
      }),
    );
  });
});
