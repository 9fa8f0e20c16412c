/** Paper and afterthoughts at the desk: day packs, late rows, what was swept, what was a mistake. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayPack, visitRow, type LateRow, type VisitRow } from '../../../shared/api/staff.ts';
import { answerOf, NOW, refusal, startDesk, walkIn, type Desk } from '../../../test/support/desk.ts';
import { verifyHead, publicKeyOf } from '../protocol/heads.ts';

let at: Desk;
beforeEach(async () => {
  at = await startDesk();
});
afterEach(() => at.core.end());

const post = (path: string, body: unknown) => at.core.post(`/api/reception/${path}`, body, at.headers);
const seen = (visit: Pick<VisitRow, 'visitId'>) =>
  answerOf(visitRow, at.core.get(`/api/reception/visits/${visit.visitId}`, at.headers));
const pack = (rows = 10, day = '2026-03-10') => answerOf(dayPack, post('day-pack', { day, rows }));

const row = (changes: Partial<LateRow> = {}): LateRow => ({
  attempt: randomUUID(),
  rowCode: null,
  bookingId: null,
  day: '2026-03-10',
  visitorName: 'Papir Pettersen',
  phone: null,
  companions: [],
  residentName: 'Olga Hemmelig',
  place: 'furua-rom',
  permitClass: 'ordinary',
  arrivedAt: '2026-03-10T09:00:00.000Z',
  leftAt: '2026-03-10T10:00:00.000Z',
  stillHere: false,
  ...changes,
});
const enter = (changes: Partial<LateRow> = {}) => post('late-rows', row(changes));
const entered = (changes: Partial<LateRow> = {}) => answerOf(visitRow, enter(changes));

describe('a day pack', () => {
  it('has who is expected, who is in the house, its rows, and the signed head of a protocol that knows of it', async () => {
    await at.core.send([at.core.booking()]);
    await at.checkedIn(walkIn());
    const made = await pack();
    expect(made).toMatchObject({
      institution: 'Solbakken sykehjem',
      day: '2026-03-10',
      rows: 10,
      printedAt: NOW,
      expected: [{ visitorName: 'Kari Prøvesen' }],
      evacuation: { inside: [{ visitorName: 'Øyvind Ås' }] },
    });
    const head = await verifyHead(made.head.jws, publicKeyOf(at.core.ports.secrets.signingKey));
    expect(head).toMatchObject({ length: made.head.length });
    expect(head?.hash.startsWith(made.head.hash)).toBe(true);
    const [event] = at.core.db
      .prepare(`SELECT seq, actor, body FROM event WHERE type = 'day-pack.printed'`)
      .all();
    expect(event).toEqual({
      seq: made.head.length,
      actor: 'staff:reception',
      body: JSON.stringify({ code: made.code, day: '2026-03-10', rows: 10 }),
    });
  });

  it('is for today or tomorrow', async () => {
    const tomorrow = at.core.booking({ from: '2026-03-11T09:00:00.000Z', to: '2026-03-11T10:00:00.000Z' });
    await at.core.send([at.core.booking(), tomorrow]);
    expect((await pack(5, '2026-03-11')).expected).toMatchObject([{ bookingId: tomorrow.id }]);
    expect(await refusal(post('day-pack', { day: '2026-03-09', rows: 5 }))).toMatchObject({
      reason: 'too-long-ago',
    });
    expect(await refusal(post('day-pack', { day: '2026-03-12', rows: 5 }))).toMatchObject({
      reason: 'in-the-future',
    });
  });

  it('has a code of its own each time', async () => {
    expect((await pack()).code).not.toBe((await pack()).code);
  });
});

describe('a row of paper', () => {
  it('becomes a visit with its own times, marked as from paper', async () => {
    const visit = await entered({ companions: ['Følge Følgesen'], phone: '900 00 000' });
    expect(visit).toMatchObject({
      state: 'left',
      visitorName: 'Papir Pettersen',
      companions: ['Følge Følgesen'],
      phone: '900 00 000',
      partySize: 2,
      arrived: { at: '2026-03-10T09:00:00.000Z', evidence: 'paper' },
      left: { at: '2026-03-10T10:00:00.000Z', evidence: 'paper' },
    });
    expect((await at.theBoard()).ended).toMatchObject([{ visitId: visit.visitId }]);
    expect(at.core.db.prepare('SELECT * FROM presence').all()).toMatchObject([
      {
        visit_id: visit.visitId,
        starts_latest: Date.parse('2026-03-10T09:00:00.000Z'),
        ends_earliest: Date.parse('2026-03-10T10:00:00.000Z'),
      },
    ]);
  });

  it('of yesterday is among those of today that can be looked at again', async () => {
    const visit = await entered({
      day: '2026-03-09',
      arrivedAt: '2026-03-09T09:00:00.000Z',
      leftAt: '2026-03-09T10:00:00.000Z',
    });
    expect((await at.theBoard()).ended).toMatchObject([
      { visitId: visit.visitId, visitorName: 'Papir Pettersen', undoable: 'visit.entered-late' },
    ]);
  });

  it('sent twice is one visit', async () => {
    const twice = row();
    const [one, other] = [
      await answerOf(visitRow, post('late-rows', twice)),
      await answerOf(visitRow, post('late-rows', twice)),
    ];
    expect(one.visitId).toBe(other.visitId);
  });

  it('says between which instants, where a time was not written down', async () => {
    expect(await entered({ arrivedAt: null })).toMatchObject({
      arrived: {
        evidence: 'unknown',
        earliest: '2026-03-09T23:00:00.000Z',
        latest: '2026-03-10T10:00:00.000Z',
      },
    });
    expect(await entered({ leftAt: null })).toMatchObject({
      left: { evidence: 'unknown', earliest: '2026-03-10T09:00:00.000Z', latest: NOW },
    });
    at.core.clock.set('2026-03-11T12:00:00.000Z');
    await at.signInAgain();
    // The house had closed at 21:00; who keeps watch may have stayed.
    expect(await entered({ leftAt: null })).toMatchObject({ left: { latest: '2026-03-10T20:00:00.000Z' } });
    expect(await entered({ leftAt: null, permitClass: 'vigil' })).toMatchObject({
      left: { latest: '2026-03-11T12:00:00.000Z' },
    });
  });

  it('of somebody who has not gone is on the evacuation list, and stays there until the house closes again', async () => {
    const visit = await entered({ leftAt: null, stillHere: true });
    expect(visit.state).toBe('inside');
    expect((await at.theBoard()).inside).toMatchObject([{ visitId: visit.visitId }]);
  });

  it('has a row code of a printed pack, once', async () => {
    const { code } = await pack(3);
    const visit = await entered({ rowCode: `${code.toLowerCase()}-3` });
    expect(await refusal(enter({ rowCode: `${code}-3` }))).toMatchObject({
      status: 409,
      reason: 'row-code-used',
    });
    expect(await refusal(enter({ rowCode: `${code}-4` }))).toMatchObject({ reason: 'row-code-unknown' });
    expect(await refusal(enter({ rowCode: 'QQQQ-1' }))).toMatchObject({ reason: 'row-code-unknown' });
    await at.tell(visit, 'undo', { revision: visit.revision, reason: 'typing-error', reasonText: '' });
    expect((await enter({ rowCode: `${code}-3` })).status).toBe(200);
  });

  it('is neither of the future nor older than names are kept', async () => {
    expect(await refusal(enter({ leftAt: '2026-03-10T12:00:00.001Z' }))).toMatchObject({
      reason: 'in-the-future',
    });
    expect(await refusal(enter({ day: '2026-03-11' }))).toMatchObject({ reason: 'in-the-future' });
    expect(await refusal(enter({ leftAt: '2026-03-10T08:59:00.000Z' }))).toMatchObject({
      reason: 'left-before-arrived',
    });
    const old = {
      day: '2026-02-27',
      arrivedAt: '2026-02-27T09:00:00.000Z',
      leftAt: '2026-02-27T10:00:00.000Z',
    };
    expect(await refusal(enter(old))).toMatchObject({ reason: 'too-long-ago' });
    const kept = {
      day: '2026-02-28',
      arrivedAt: '2026-02-28T09:00:00.000Z',
      leftAt: '2026-02-28T10:00:00.000Z',
    };
    expect((await enter(kept)).status).toBe(200);
  });

  it('of an agreed visit uses the agreement, once', async () => {
    const booking = at.core.booking();
    await at.core.send([booking]);
    await entered({ bookingId: booking.id, visitorName: 'Kari Prøvesen' });
    expect((await at.theBoard()).expected).toEqual([]);
    expect(await refusal(enter({ bookingId: booking.id }))).toMatchObject({ reason: 'already-here' });
    expect(await refusal(enter({ bookingId: 'b-none' }))).toMatchObject({ reason: 'no-such-booking' });
  });
});

describe('«Så du dem gå?»', () => {
  const swept = async () => {
    const visit = await at.checkedIn(walkIn());
    at.core.clock.set('2026-03-10T20:00:00.000Z');
    await at.core.core.sweep();
    await at.signInAgain();
    const [task] = (await at.theBoard()).waiting;
    return { visit, task: task?.id ?? 0 };
  };
  const answer = (task: number, body: unknown) => post(`tasks/${task}/swept`, body);

  it('yes, at a time: then there is a witness', async () => {
    const { visit, task } = await swept();
    expect((await answer(task, { answer: 'saw', leftAt: '2026-03-10T13:30:00.000Z' })).status).toBe(200);
    expect(await seen(visit)).toMatchObject({
      state: 'left',
      left: { at: '2026-03-10T13:30:00.000Z', evidence: 'seen-by-staff' },
    });
    expect((await at.theBoard()).waiting).toEqual([]);
    expect(await refusal(answer(task, { answer: 'unknown' }))).toMatchObject({ reason: 'no-such-task' });
  });

  it('not before they came, nor in the future', async () => {
    const { task } = await swept();
    expect(await refusal(answer(task, { answer: 'saw', leftAt: '2026-03-10T11:59:00.000Z' }))).toMatchObject({
      reason: 'left-before-arrived',
    });
    expect(await refusal(answer(task, { answer: 'saw', leftAt: '2026-03-10T20:01:00.000Z' }))).toMatchObject({
      reason: 'in-the-future',
    });
  });

  it('no, they are still here: inside again, and asked about at the next closing time only', async () => {
    const { visit, task } = await swept();
    await answer(task, { answer: 'still-here' });
    expect(await seen(visit)).toMatchObject({ state: 'inside', left: null });
    at.core.clock.set('2026-03-10T23:00:00.000Z');
    await at.core.core.closeDays();
    await at.signInAgain();
    expect(await seen(visit)).toMatchObject({ state: 'inside' });
  });

  it('nobody knows: it stays as it was swept', async () => {
    const { visit, task } = await swept();
    await answer(task, { answer: 'unknown' });
    expect(await seen(visit)).toMatchObject({ left: { evidence: 'swept' } });
    expect((await at.theBoard()).waiting).toEqual([]);
  });

  it('they came again meanwhile with the same agreement: inside once', async () => {
    const booking = at.core.booking({ to: '2026-03-10T19:00:00.000Z', expires: '2026-03-10T22:00:00.000Z' });
    await at.fromBooking(booking);
    at.core.clock.set('2026-03-10T20:00:00.000Z');
    await at.core.core.sweep();
    await at.signInAgain();
    const [task] = (await at.theBoard()).waiting;
    await at.fromBooking(booking);
    expect(await refusal(answer(task?.id ?? 0, { answer: 'still-here' }))).toMatchObject({
      reason: 'already-here',
    });
  });
});

describe('a mistake', () => {
  const undo = (visit: VisitRow, changes = {}) =>
    at.tell(visit, 'undo', {
      revision: visit.revision,
      reason: 'wrong-person',
      reasonText: 'Feil person',
      ...changes,
    });

  it('of a leaving: they are inside again', async () => {
    const visit = await at.checkedIn(walkIn());
    const left = await answerOf(visitRow, at.tell(visit, 'check-out', { leftAt: null }));
    expect(left.undoable).toBe('visit.checked-out');
    expect(await answerOf(visitRow, undo(left))).toMatchObject({
      state: 'inside',
      left: null,
      undoable: null,
    });
  });

  it('of a withdrawal: they wait again, and staff are called again', async () => {
    const visit = await at.waits();
    const gone = await answerOf(visitRow, at.tell(visit, 'check-out', { leftAt: null }));
    expect((await at.theBoard()).waiting).toEqual([]);
    expect(await answerOf(visitRow, undo(gone))).toMatchObject({ state: 'waiting' });
    expect((await at.theBoard()).waiting).toMatchObject([{ kind: 'visitor-waits' }]);
  });

  it('of an opening: nobody was here, nothing is owed, and the agreement is as if it had not been used', async () => {
    const booking = at.core.booking();
    const visit = await at.fromBooking(booking);
    expect((await at.theBoard()).expected).toEqual([]);
    expect(await answerOf(visitRow, undo(visit))).toMatchObject({
      state: 'closed',
      arrived: null,
      undone: true,
    });
    const board = await at.theBoard();
    expect(board.expected).toMatchObject([{ bookingId: booking.id }]);
    expect(board.inside).toEqual([]);
    expect(at.core.db.prepare('SELECT count(*) FROM presence').pluck().get()).toBe(0);
  });

  it('of a no: no reason is owed, and nobody was stopped', async () => {
    const visit = await at.postponed();
    expect(await answerOf(visitRow, undo(visit))).toMatchObject({ undone: true, reasonGiven: null });
    expect((await at.theBoard()).waiting).toEqual([]);
    const after = await seen(visit);
    expect(await refusal(at.override(after, 'admit'))).toMatchObject({ reason: 'visit-over' });
  });

  it('is undone in the words of the list, sealed, by whoever did it', async () => {
    const visit = await at.checkedIn(walkIn());
    const left = await answerOf(visitRow, at.tell(visit, 'check-out', { leftAt: null }));
    await undo(left);
    expect(at.core.db.prepare(`SELECT actor, body FROM event WHERE type = 'visit.undone'`).get()).toEqual({
      actor: 'staff:reception',
      body: JSON.stringify({ reason: 'wrong-person', what: 'visit.checked-out' }),
    });
  });

  it('that somebody has gone on from is not undone unseen, nor what is no such thing', async () => {
    const visit = await at.checkedIn(walkIn());
    await at.tell(visit, 'check-out', { leftAt: null });
    expect(await refusal(undo(visit))).toMatchObject({ reason: 'changed-meanwhile' });
    const waits = await at.waits();
    const overridden = await answerOf(visitRow, at.override(waits, 'admit'));
    expect(await refusal(undo(overridden))).toMatchObject({ reason: 'nothing-to-undo' });
  });
});
