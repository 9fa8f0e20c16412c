import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal, startDesk, walkIn, answerOf, NOW, type Desk } from '../../../test/support/desk.ts';
import { visitRow, type VisitRow } from '../../../shared/api/staff.ts';

let at: Desk;
beforeEach(async () => {
  at = await startDesk();
});
afterEach(() => at.core.end());

describe('check-out by staff', () => {
  it('is as of now unless told otherwise', async () => {
    const visit = await at.checkedIn(walkIn());
    at.core.clock.advance(60_000);
    const now = '2026-03-10T12:01:00.000Z';
    expect(await answerOf(visitRow, at.tell(visit, 'check-out', { leftAt: null }))).toMatchObject({
      state: 'left',
      left: { at: now, evidence: 'seen-by-staff', earliest: now, latest: now },
    });
    expect(await refusal(at.tell(visit, 'check-out', { leftAt: null }))).toMatchObject({ status: 409 });
  });

  it('as of an earlier instant certainly lies between that and now', async () => {
    const visit = await at.checkedIn(walkIn());
    at.core.clock.advance(9 * 60_000);
    expect(
      await answerOf(visitRow, at.tell(visit, 'check-out', { leftAt: '2026-03-10T12:05:00.000Z' })),
    ).toMatchObject({
      left: {
        at: '2026-03-10T12:05:00.000Z',
        evidence: 'seen-by-staff',
        earliest: '2026-03-10T12:05:00.000Z',
        latest: '2026-03-10T12:09:00.000Z',
      },
    });
  });

  it.each([
    ['in the future', '2026-03-10T12:00:00.001Z', 'in-the-future'],
    ['before the arrival', '2026-03-10T11:59:59.999Z', 'left-before-arrived'],
  ])('is refused %s, with the reason', async (_what, leftAt, reason) => {
    const visit = await at.checkedIn(walkIn());
    expect(await refusal(at.tell(visit, 'check-out', { leftAt }))).toMatchObject({
      status: 400,
      error: 'bad-request',
      reason,
    });
    expect((await at.theBoard()).inside).toHaveLength(1);
  });

  it('of somebody who waited and went again closes the visit without a presence, and its task', async () => {
    const gone = await answerOf(visitRow, at.tell(await at.waits(), 'check-out', { leftAt: null }));
    expect(gone).toMatchObject({ state: 'closed', arrived: null, left: null });
    expect(await at.theBoard()).toMatchObject({ waiting: [], inside: [] });
    expect(await refusal(at.tell(gone, 'check-out', { leftAt: null }))).toMatchObject({ status: 409 });
  });
});

describe('a correction', () => {
  const correct = (visit: VisitRow, changes: object, revision = visit.revision) =>
    at.tell(visit, 'correct', { revision, reason: 'typing-error', reasonText: 'Skrev feil', changes });

  it('of names lays them over the old ones; a new name is first of somebody who came unnamed', async () => {
    const visit = await at.fromBooking(at.core.booking({ companions: [{ name: 'Per' }], partySize: 3 }), 3);
    const after = await answerOf(
      visitRow,
      correct(visit, { visitorName: 'Kåre Ås', phone: '22 00 00 00', companions: ['Pål', 'Ida'] }),
    );
    expect(after).toMatchObject({
      visitorName: 'Kåre Ås',
      phone: '22 00 00 00',
      companions: ['Pål', 'Ida'],
      partySize: 3,
      residentName: 'Olga Hemmelig',
    });
    const larger = await answerOf(visitRow, correct(after, { companions: ['Pål', 'Ida', 'Siv'] }));
    expect(larger.partySize).toBe(4);
    expect((await answerOf(visitRow, correct(larger, { companions: ['Pål'] }))).partySize).toBe(2);
    const bodies = at.core.db.prepare('SELECT body FROM event').all();
    expect(JSON.stringify(bodies)).not.toMatch(/Kåre|Pål|Skrev feil/);
  });

  it('of the arrival by more than a day is a slip, and refused', async () => {
    const visit = await at.checkedIn(walkIn());
    expect(await refusal(correct(visit, { arrivedAt: '0000-01-01T00:00:00.000Z' }))).toMatchObject({
      status: 400,
      reason: 'too-long-ago',
    });
  });

  it('of the place takes the ward along', async () => {
    expect(
      await answerOf(visitRow, correct(await at.checkedIn(walkIn()), { place: 'bjorka-rom' })),
    ).toMatchObject({
      place: 'bjorka-rom',
      ward: 'bjorka',
    });
  });

  it('of times gives both ends anew, and takes a leaving back', async () => {
    at.core.clock.advance(60 * 60_000);
    await at.signInAgain();
    const visit = await at.checkedIn(walkIn());
    const [arrivedAt, leftAt] = ['2026-03-10T12:05:00.000Z', '2026-03-10T12:50:00.000Z'];
    const left = await answerOf(visitRow, correct(visit, { arrivedAt, leftAt }));
    expect(left).toMatchObject({
      state: 'left',
      arrived: { at: arrivedAt, evidence: 'seen-by-staff' },
      left: { at: leftAt, evidence: 'seen-by-staff' },
    });
    expect(await answerOf(visitRow, correct(left, { leftAt: null }))).toMatchObject({
      state: 'inside',
      left: null,
    });
  });

  it.each([
    ['an arrival to come', { arrivedAt: '2026-03-10T13:00:00.000Z' }],
    ['a leaving before the arrival', { leftAt: '2026-03-10T11:00:00.000Z' }],
    ['a place nobody knows', { place: 'loftet' }],
    ['nothing', {}],
  ])('is refused for %s', async (_what, changes) => {
    expect(await refusal(correct(await at.checkedIn(walkIn()), changes))).toMatchObject({ status: 400 });
  });

  it('is refused for the times of somebody who was never inside, and over a newer event', async () => {
    const visit = await at.waits();
    expect(await refusal(correct(visit, { arrivedAt: NOW }))).toMatchObject({ status: 400 });
    expect(await refusal(correct(visit, { place: 'bjorka-rom' }, visit.revision - 1))).toMatchObject({
      status: 409,
    });
  });
});
