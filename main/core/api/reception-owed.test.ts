import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decision } from '../../../shared/api/kiosk.ts';
import { slip, visitRow, type VisitRow } from '../../../shared/api/staff.ts';
import { answerOf, refusal, startDesk, walkIn, type Desk } from '../../../test/support/desk.ts';

const DAY = 24 * 3_600_000;
let at: Desk;
beforeEach(async () => {
  at = await startDesk();
});
afterEach(() => at.core.end());

const kinds = async () => (await at.theBoard()).waiting.map(({ kind }) => kind);
const letIn = async (visit: VisitRow, changes: object = {}) =>
  answerOf(visitRow, at.override(visit, 'admit', { reasonText: '', ...changes }));
const writeReason = (visit: VisitRow, reasonText = 'Legen ville det slik') =>
  at.tell(visit, 'reason', { reasonText });

describe('two touches', () => {
  it('let in now whoever should not wait; the written reason stays a task until it is given', async () => {
    const visit = await at.postponed({ permitClass: 'end-of-life' });
    expect(visit).toMatchObject({ outcome: 'escorted-route', reasonOwed: false });
    expect(visit.escort?.equipment.nb.length).toBeGreaterThan(3);
    const inside = await letIn(visit, { reason: 'end-of-life' });
    expect(inside).toMatchObject({ state: 'inside', reasonOwed: true, escort: null });
    expect(await kinds()).toEqual(['reason-owed']);
    expect(await answerOf(visitRow, writeReason(inside))).toMatchObject({ reasonOwed: false });
    expect(await kinds()).toEqual([]);
  });

  it('write the reason sealed, and as the reason of that very decision', async () => {
    const inside = await letIn(await at.waits());
    await answerOf(visitRow, writeReason(inside, 'Datteren Åse ringte'));
    const events = at.core.db
      .prepare<[], { seq: number; type: string; refers_to: number | null; commitment: Buffer | null }>(
        `SELECT seq, type, refers_to, commitment FROM event WHERE type IN ('visit.overridden', 'visit.reason-written')`,
      )
      .all();
    expect(events.map(({ type, commitment }) => [type, commitment !== null])).toEqual([
      ['visit.overridden', false],
      ['visit.reason-written', true],
    ]);
    expect(events[1]?.refers_to).toBe(events[0]?.seq);
    expect(at.core.db.serialize().toString('latin1')).not.toContain('Datteren');
  });

  it('to meet somebody on a way of their own owe a reason as well', async () => {
    const escorted = await answerOf(
      visitRow,
      at.override(await at.waits(), 'escorted-route', { reasonText: '' }),
    );
    expect(escorted).toMatchObject({ state: 'waiting', reasonOwed: true });
    expect(escorted.escort).not.toBeNull();
    expect((await kinds()).sort()).toEqual(['reason-owed', 'visitor-waits']);
  });

  it('are not enough for a no, nor to let somebody wait: that needs its reason at once', async () => {
    const visit = await at.waits();
    expect(await refusal(at.override(visit, 'postpone', { reasonText: '' }))).toMatchObject({
      status: 400,
      reason: 'reason-needed',
    });
    const postponed = await at.postponed();
    expect(await refusal(at.override(postponed, 'wait-for-staff', { reasonText: '' }))).toMatchObject({
      reason: 'reason-needed',
    });
  });

  it('of somebody who came without an agreement owe a reason too; with one nothing is owed', async () => {
    expect(await at.checkedIn(walkIn({ reasonText: '' }))).toMatchObject({
      reasonOwed: true,
      state: 'inside',
    });
    expect(await at.checkedIn(walkIn())).toMatchObject({ reasonOwed: false });
  });

  it('owe nothing in a private home, where nobody is owed a reason for coming', async () => {
    const home = await at.checkedIn(walkIn({ place: 'lia-leilighet', reasonText: '' }));
    expect(home).toMatchObject({ outcome: 'right-of-access', reasonOwed: false });
    const after = await answerOf(visitRow, at.override(home, 'admit', { reasonText: '' }));
    expect(after).toMatchObject({ state: 'inside', reasonOwed: false });
    expect(await kinds()).toEqual([]);
  });
});

describe('a reason that is owed', () => {
  it('is not closed by hand, and is owed once however often staff decide', async () => {
    const inside = await letIn(await at.waits());
    await answerOf(visitRow, at.override(inside, 'admit-with-conditions', { reasonText: '' }));
    const waiting = (await at.theBoard()).waiting;
    expect(waiting.map(({ kind }) => kind)).toEqual(['reason-owed']);
    const close = at.core.post(`/api/reception/tasks/${waiting[0]?.id}/close`, {}, at.headers);
    expect(await refusal(close)).toMatchObject({ status: 400, reason: 'reason-needed' });
  });

  it('can be given after the visitor has left, and on the day after', async () => {
    const inside = await letIn(await at.waits());
    await at.tell(inside, 'check-out', { leftAt: null });
    at.core.clock.advance(DAY);
    await at.core.restart();
    await at.signInAgain();
    expect(await kinds()).toEqual(['reason-owed']);
    expect(await answerOf(visitRow, writeReason(inside))).toMatchObject({ reasonOwed: false, state: 'left' });
  });

  it('is refused where none is owed, for a visit nobody knows, and when it says nothing', async () => {
    const visit = await at.checkedIn(walkIn());
    expect(await refusal(writeReason(visit))).toMatchObject({ status: 409, reason: 'no-reason-owed' });
    expect(await refusal(writeReason({ ...visit, visitId: randomUUID() }))).toMatchObject({ status: 404 });
    expect(await refusal(writeReason(visit, ' a '))).toMatchObject({ status: 400 });
  });
});

describe('whoever was told no', () => {
  const tell = (visit: VisitRow, changes: object = {}) =>
    at.tell(visit, 'reason-given', {
      revision: visit.revision,
      reasonText: 'Du har feber i dag. Moren din har det bra og ringer i kveld.',
      newTime: '2026-03-20T12:00:00.000Z',
      alternatives: visit.alternatives.slice(0, 1).map(({ id }) => id),
      toldHow: true,
      ground: null,
      ...changes,
    });
  const theSlip = (visit: VisitRow) =>
    answerOf(slip, at.core.get(`/api/reception/visits/${visit.visitId}/slip`, at.headers));

  it('calls a person, who gives the reason; that it was given is recorded and the call is over', async () => {
    const visit = await at.postponed();
    expect(visit).toMatchObject({ outcome: 'postpone', reasonGiven: false });
    expect(visit.ground).not.toBeNull();
    expect(await kinds()).toEqual(['visitor-waits']);
    expect(await answerOf(visitRow, tell(visit))).toMatchObject({ reasonGiven: true });
    expect(await kinds()).toEqual([]);
    const { body } = at.core.db
      .prepare<[], { body: string }>(`SELECT body FROM event WHERE type = 'visit.reason-given'`)
      .get() ?? { body: '{}' };
    expect(JSON.parse(body)).toEqual({
      ground: visit.ground?.id,
      newTime: '2026-03-20T12:00:00.000Z',
      alternatives: [visit.alternatives[0]?.id],
      toldHow: true,
    });
    expect(at.core.db.serialize().toString('latin1')).not.toContain('feber i dag');
  });

  it('reads the new time and what was offered at the kiosk at once', async () => {
    const visit = await at.postponed();
    const polled = answerOf(
      decision,
      at.core.get(`/api/kiosk/visits/${visit.visitId}?after=${visit.revision}`),
    );
    await tell(visit);
    expect(await polled).toMatchObject({
      newTime: '2026-03-20T12:00:00.000Z',
      alternatives: [visit.alternatives[0]?.text],
    });
  });

  it('gets a slip: reason, ground, rule, new time, alternatives, reception, and how to complain', async () => {
    const visit = await at.postponed();
    const before = await theSlip(visit);
    expect(before).toMatchObject({ reason: null, givenBy: null, receipt: visit.receipt });
    expect(before.ground?.text).toEqual(visit.ground?.text);
    expect(before.citations.length).toBeGreaterThan(0);
    await tell(visit);
    const after = await theSlip(visit);
    expect(after).toMatchObject({
      visitorName: 'Kari Prøvesen',
      reason: 'Du har feber i dag. Moren din har det bra og ringer i kveld.',
      newTime: '2026-03-20T12:00:00.000Z',
      givenBy: 'Randi',
      receptionPhone: at.core.settings.phones.reception,
    });
    expect(after.alternatives).toEqual([visit.alternatives[0]?.text]);
    expect(after.complaint.citation.source).toMatch(/^S2:/);
  });

  it('by staff alone has alternatives and a slip, though no rule speaks of it', async () => {
    const visit = await answerOf(
      visitRow,
      at.override(await at.waits(), 'postpone', { reason: 'no-capacity' }),
    );
    expect(visit).toMatchObject({ reasonGiven: false, ground: null });
    const told = await answerOf(decision, at.core.get(`/api/kiosk/visits/${visit.visitId}`));
    expect(told.alternatives.length).toBeGreaterThan(0);
    expect(await theSlip(visit)).toMatchObject({ ground: null, citations: [] });
  });

  it('by staff stays a call until they are told, also the day after', async () => {
    const visit = await answerOf(
      visitRow,
      at.override(await at.waits(), 'postpone', { reason: 'no-capacity' }),
    );
    expect(await kinds()).toEqual(['visitor-waits']);
    at.core.clock.set('2026-03-11T07:00:00.000Z');
    await at.signInAgain();
    expect(await answerOf(visitRow, tell(visit, { ground: 'of-my-own' }))).toMatchObject({
      reasonGiven: true,
      ground: null,
    });
    expect(await kinds()).toEqual([]);
  });

  it('may be told once more, which corrects it; over a newer word it is a conflict', async () => {
    const visit = await at.postponed();
    const after = await answerOf(visitRow, tell(visit));
    expect(await refusal(tell(visit))).toMatchObject({ status: 409, reason: 'changed-meanwhile' });
    await answerOf(visitRow, tell(after, { newTime: null, reasonText: 'Vi ringer deg' }));
    expect(await theSlip(visit)).toMatchObject({ newTime: null, reason: 'Vi ringer deg' });
  });

  it('and is let in after all is owed no reason any more', async () => {
    const visit = await at.postponed();
    const told = await answerOf(visitRow, tell(visit));
    const inside = await answerOf(visitRow, at.override(told, 'admit'));
    expect(inside).toMatchObject({ reasonGiven: null });
    const row = await answerOf(decision, at.core.get(`/api/kiosk/visits/${visit.visitId}`));
    expect(row).toMatchObject({ newTime: null, alternatives: [], complaint: null });
  });

  it.each([
    ['a new time that is past', { newTime: '2026-03-10T11:00:00.000Z' }, 'too-long-ago'],
    ['no words', { reasonText: 'ok' }, undefined],
    ['half a character', { reasonText: 'feber \uD83D' }, undefined],
  ])('is not told with %s', async (_what, changes, reason) => {
    const answer = await refusal(tell(await at.postponed(), changes));
    expect(answer.status).toBe(400);
    expect(answer.reason).toBe(reason);
  });

  it('is told of no alternative that the rules do not have', async () => {
    const visit = await at.postponed();
    await answerOf(visitRow, tell(visit, { alternatives: ['a-free-trip', 'a-free-trip'] }));
    const row = at.core.db.prepare<[], { body: string }>(
      `SELECT body FROM event WHERE type = 'visit.reason-given'`,
    );
    expect(JSON.parse(row.get()?.body ?? '{}')).toMatchObject({ alternatives: [] });
  });

  it('does not exist where nobody was: no reason, no slip', async () => {
    const visit = await at.waits();
    expect(await refusal(tell(visit))).toMatchObject({ status: 409, reason: 'no-reason-owed' });
    const noSlip = at.core.get(`/api/reception/visits/${visit.visitId}/slip`, at.headers);
    expect(await refusal(noSlip)).toMatchObject({ status: 409, reason: 'no-reason-owed' });
    const home = await at.comes(at.core.booking({ ward: 'lia', place: 'lia-leilighet' }));
    expect(home).toMatchObject({ outcome: 'right-of-access', reasonGiven: null });
    expect(await refusal(tell(home))).toMatchObject({ reason: 'no-reason-owed' });
  });
});
