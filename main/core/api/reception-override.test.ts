import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal, startDesk, walkIn, answerOf, type Desk } from '../../../test/support/desk.ts';
import { decision } from '../../../shared/api/kiosk.ts';
import { visitRow } from '../../../shared/api/staff.ts';

let at: Desk;
beforeEach(async () => {
  at = await startDesk();
});
afterEach(() => at.core.end());

describe('an override', () => {
  it('lets in somebody who waits: seen by staff, the task closed, the visitor told at once', async () => {
    const visit = await at.waits();
    expect(visit).toMatchObject({ state: 'waiting', outcome: 'wait-for-staff' });
    expect(visit.rules.map(({ id }) => id)).toEqual(['party-larger-than-agreed']);
    expect(visit.rules[0]?.staffText).not.toBe('party-larger-than-agreed');
    expect((await at.theBoard()).waiting).toMatchObject([
      { kind: 'visitor-waits', visit: { visitId: visit.visitId } },
    ]);

    const polled = answerOf(
      decision,
      at.core.get(`/api/kiosk/visits/${visit.visitId}?after=${visit.revision}`),
    );
    at.core.clock.advance(60_000);
    const after = await answerOf(visitRow, at.override(visit, 'admit-with-conditions'));
    expect(after).toMatchObject({
      state: 'inside',
      outcome: 'admit-with-conditions',
      overridden: true,
      arrived: { at: '2026-03-10T12:01:00.000Z', evidence: 'seen-by-staff' },
    });
    expect(await polled).toMatchObject({
      state: 'inside',
      overridden: true,
      outcome: 'admit-with-conditions',
    });
    expect(await at.theBoard()).toMatchObject({ waiting: [], inside: [{ visitId: visit.visitId }] });
  });

  it('is an event with its reason, and what was written as reason lies sealed', async () => {
    await answerOf(visitRow, at.override(await at.waits(), 'admit', { reasonText: 'Datteren Åse ringte' }));
    const event = at.core.db
      .prepare<[], { body: string; actor: string; sealed: Buffer }>(
        "SELECT body, actor, ciphertext AS sealed FROM event JOIN sealed USING (seq) WHERE type = 'visit.overridden'",
      )
      .get();
    expect(JSON.parse(event?.body ?? '')).toMatchObject({
      from: 'wait-for-staff',
      to: 'admit',
      reason: 'agreed-by-manager',
    });
    expect(event?.actor).toBe('staff:reception');
    expect(`${event?.body}${event?.sealed.toString('latin1')}`).not.toContain('Datteren');
  });

  it('of a postponement lets in, and of a visit that waits can postpone', async () => {
    const visit = await at.postponed();
    expect(visit).toMatchObject({ state: 'closed', outcome: 'postpone' });
    expect(
      await answerOf(visitRow, at.override(visit, 'admit', { reason: 'misunderstood-question' })),
    ).toMatchObject({
      state: 'inside',
    });
    const other = await answerOf(
      visitRow,
      at.override(await at.waits(), 'postpone', { reason: 'no-capacity' }),
    );
    expect(other).toMatchObject({ state: 'closed' });
    expect((await at.theBoard()).waiting).toMatchObject([
      { kind: 'visitor-waits', visit: { state: 'closed' } },
    ]);
  });

  it('of a postponement back to staff opens one task, however often', async () => {
    const visit = await at.postponed();
    const waiting = await answerOf(visitRow, at.override(visit, 'wait-for-staff'));
    await answerOf(visitRow, at.override(waiting, 'escorted-route'));
    expect((await at.theBoard()).waiting).toMatchObject([
      { kind: 'visitor-waits', visit: { state: 'waiting' } },
    ]);
  });

  it('does not overwrite a newer decision unseen', async () => {
    const visit = await at.waits();
    await answerOf(visitRow, at.override(visit, 'admit'));
    expect(await refusal(at.override(visit, 'postpone'))).toMatchObject({ status: 409, error: 'conflict' });
  });

  it('never postpones a visit to a private home', async () => {
    const visit = await at.comes(at.core.booking({ ward: 'lia', place: 'lia-leilighet' }));
    expect(visit).toMatchObject({ outcome: 'right-of-access', state: 'inside' });
    for (const to of ['postpone', 'wait-for-staff', 'escorted-route'])
      expect(await refusal(at.override(visit, to, { reason: 'clinical-assessment' }))).toMatchObject({
        status: 400,
      });
  });

  it('postpones at the end of life only after a clinical assessment', async () => {
    const visit = await at.postponed({ permitClass: 'end-of-life' });
    expect(visit).toMatchObject({ outcome: 'escorted-route', state: 'waiting' });
    expect(await refusal(at.override(visit, 'postpone', { reason: 'new-symptoms-seen' }))).toMatchObject({
      status: 400,
    });
    expect(
      await answerOf(visitRow, at.override(visit, 'postpone', { reason: 'clinical-assessment' })),
    ).toMatchObject({
      state: 'closed',
    });
  });

  it.each([
    ['to what it is already', 'admit'],
    ['out of the house: that is a check-out', 'postpone'],
    ['to the right of a private home', 'right-of-access'],
  ])('of somebody inside is refused %s', async (_what, to) => {
    expect(await refusal(at.override(await at.checkedIn(walkIn()), to))).toMatchObject({ status: 400 });
  });

  it('is refused, not a fault, when its text holds half a character', async () => {
    const visit = await at.postponed({ permitClass: 'end-of-life' });
    expect(await refusal(at.override(visit, 'admit', { reasonText: 'avtalt \uD83D' }))).toMatchObject({
      status: 400,
    });
  });

  it('is refused for a visit that is over, with half a reason, and for a visit nobody knows', async () => {
    const visit = await at.checkedIn(walkIn());
    expect(await refusal(at.override(visit, 'admit-with-conditions', { reasonText: 'ja' }))).toMatchObject({
      status: 400,
      reason: 'reason-needed',
    });
    const over = await answerOf(visitRow, at.tell(visit, 'check-out', { leftAt: null }));
    expect(await refusal(at.override(over, 'postpone'))).toMatchObject({ status: 400 });
    expect(await refusal(at.override({ ...visit, visitId: randomUUID() }, 'admit'))).toMatchObject({
      status: 404,
    });
    expect(await refusal(at.override({ ...visit, visitId: 'x' }, 'admit'))).toMatchObject({ status: 404 });
  });
});
