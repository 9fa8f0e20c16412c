import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { arrival, startCore, type TestCore } from '../../../test/support/core.ts';
import { addTestStaff, signInAs } from '../../../test/support/desk.ts';
import { errorBody } from '../../../shared/api/error.ts';
import { checkInAnswer, decision } from '../../../shared/api/kiosk.ts';
import { board, visitRow, type StaffCheckIn, type VisitRow } from '../../../shared/api/staff.ts';
import type { Booking } from '../../../shared/domain/booking.ts';

/** 13:00 in Oslo. */
const NOW = '2026-03-10T12:00:00.000Z';

let core: TestCore;
let desk: Record<string, string>;

beforeEach(async () => {
  core = await startCore();
  await addTestStaff(core, 'reception');
  desk = await signInAs(core, 'reception');
});
afterEach(() => core.end());

const read = async <T extends z.ZodType>(
  shape: T,
  response: Response | Promise<Response>,
): Promise<z.infer<T>> => {
  const answer = await response;
  const body: unknown = await answer.json();
  expect(answer.status, JSON.stringify(body)).toBe(200);
  return shape.parse(body);
};
const error = async (response: Response | Promise<Response>) => {
  const answer = await response;
  return { status: answer.status, ...errorBody.parse(await answer.json()) };
};
const theBoard = () => read(board, core.get('/api/reception/board', desk));
const tell = (visit: Pick<VisitRow, 'visitId'>, what: string, body: unknown) =>
  core.post(`/api/reception/visits/${visit.visitId}/${what}`, body, desk);
const override = (visit: VisitRow, to: string, changes: object = {}) =>
  tell(visit, 'override', {
    revision: visit.revision,
    to,
    reason: 'agreed-by-manager',
    reasonText: 'Avklart med avdelingen',
    ...changes,
  });
const walkIn = (changes: Partial<Extract<StaffCheckIn, { kind: 'walk-in' }>> = {}): StaffCheckIn => ({
  kind: 'walk-in',
  attempt: randomUUID(),
  visitorName: 'Øyvind Ås',
  phone: '+47 900 00 000',
  companions: ['Ánne'],
  residentName: 'Olga Hemmelig',
  place: 'furua-rom',
  permitClass: 'ordinary',
  reason: 'agreed-by-manager',
  reasonText: 'Ringte avdelingen',
  ...changes,
});
const checkedIn = async (request: StaffCheckIn): Promise<VisitRow> => {
  const response = await core.post('/api/reception/visits', request, desk);
  const { visitId } = (await response.json()) as { visitId: string };
  return read(visitRow, core.get(`/api/reception/visits/${visitId}`, desk));
};
const fromBooking = async (booking: Booking, partySize = 1): Promise<VisitRow> => {
  await core.send([booking]);
  return checkedIn({ kind: 'booking', attempt: randomUUID(), bookingId: booking.id, partySize });
};
/** Answers to the questions of the Norwegian pack. */
const person = (changes: Record<string, boolean> = {}) => ({
  name: null,
  answers: Object.entries({
    symptoms: false,
    exposure: false,
    area: false,
    'risk-group': false,
    ...changes,
  }).map(([linkId, valueBoolean]) => ({ linkId, answer: [{ valueBoolean }] })),
});
/** Comes to the kiosk itself, with the code of the booking. */
const comes = async (booking: Booking, party = [person()]): Promise<VisitRow> => {
  await core.send([booking]);
  const answer = await read(
    checkInAnswer,
    core.post('/api/kiosk/check-in', arrival(await core.codeOf(booking), { party })),
  );
  if (answer.kind !== 'decided') throw new Error(answer.kind);
  return read(visitRow, core.get(`/api/reception/visits/${answer.decision.visitId}`, desk));
};
/** More people than were agreed: the rules call staff. */
const waits = () => comes(core.booking(), [person(), person()]);
const postponed = (changes: Partial<Booking> = {}) =>
  comes(core.booking(changes), [person({ symptoms: true })]);

describe('the board', () => {
  it('shows who is expected today and did not come yet, and nobody whose visit is cancelled', async () => {
    const [comes, cancelled, tomorrow] = [
      core.booking({ companions: [{ name: 'Per' }], partySize: 2 }),
      core.booking(),
      core.booking({ from: '2026-03-11T11:00:00.000Z', to: '2026-03-11T12:00:00.000Z' }),
    ];
    await core.send([comes, cancelled, tomorrow], { cancelled: [cancelled.jti] });
    const { expected, ...rest } = await theBoard();
    expect(expected.map(({ bookingId }) => bookingId)).toEqual([comes.id]);
    expect(expected[0]).toMatchObject({
      visitorName: 'Kari Prøvesen',
      companions: ['Per'],
      residentName: 'Olga Hemmelig',
      approver: 'Besøksutvalget',
    });
    expect(rest).toMatchObject({ now: NOW, zone: 'Europe/Oslo', waiting: [], inside: [], ended: [] });
  });

  it('moves a visitor from expected to inside, and from inside to ended', async () => {
    const visit = await fromBooking(core.booking());
    expect(await theBoard()).toMatchObject({ expected: [], inside: [{ visitId: visit.visitId }] });
    await tell(visit, 'check-out', { leftAt: null });
    expect(await theBoard()).toMatchObject({
      inside: [],
      ended: [{ visitId: visit.visitId, state: 'left' }],
    });
  });

  it('lists a vigil that began yesterday as inside, and as ended on the day it ends', async () => {
    const visit = await checkedIn(walkIn({ permitClass: 'vigil' }));
    core.clock.set('2026-03-11T07:00:00.000Z');
    desk = await signInAs(core, 'reception');
    expect((await theBoard()).inside.map(({ visitId }) => visitId)).toEqual([visit.visitId]);
    await tell(visit, 'check-out', { leftAt: null });
    expect((await theBoard()).ended.map(({ visitId }) => visitId)).toEqual([visit.visitId]);
  });

  it('answers a long poll as soon as something changes, with a higher revision', async () => {
    const { revision } = await theBoard();
    const polled = read(board, core.get(`/api/reception/board?after=${revision}`, desk));
    await core.post('/api/kiosk/help', { screen: 'attract' });
    const after = await polled;
    expect(after.revision).toBeGreaterThan(revision);
    expect(after.waiting).toMatchObject([{ kind: 'help', detail: 'attract', since: NOW, visit: null }]);
  });

  it('shows no names to a poll whose session ended while it waited', async () => {
    const { revision } = await theBoard();
    const polled = core.get(`/api/reception/board?after=${revision}`, desk);
    await core.post('/api/staff/sign-out', {}, desk);
    await core.post('/api/kiosk/help', { screen: 'attract' });
    expect(await error(polled)).toMatchObject({ status: 401, error: 'not-signed-in' });
  });
});

describe('check-in by staff', () => {
  it('from a booking puts the visitor inside, seen by staff, with the names of the agreement', async () => {
    const booking = core.booking({ companions: [{ name: 'Per' }], partySize: 2 });
    const visit = await fromBooking(booking, 2);
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
    expect(core.db.prepare('SELECT type, actor FROM event WHERE visit_id = ?').all(visit.visitId)).toEqual([
      { type: 'visit.checked-in', actor: 'staff:reception' },
    ]);
  });

  it('names no companion when fewer came than were agreed', async () => {
    const booking = core.booking({ companions: [{ name: 'Per' }, { name: 'Pål' }], partySize: 3 });
    expect(await fromBooking(booking, 2)).toMatchObject({ partySize: 2, companions: [] });
  });

  it('sent twice is one visit', async () => {
    const request = walkIn();
    const [one, other] = [await checkedIn(request), await checkedIn(request)];
    expect(other.visitId).toBe(one.visitId);
    expect((await theBoard()).inside).toHaveLength(1);
  });

  it('without an agreed visit is a referral that staff override with a reason', async () => {
    const visit = await checkedIn(walkIn());
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
    const events = core.db
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
    expect(await checkedIn(walkIn({ place: 'lia-leilighet' }))).toMatchObject({
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
    expect(await error(core.post('/api/reception/visits', body, desk))).toMatchObject({ status });
    expect((await theBoard()).inside).toEqual([]);
  });

  it('is refused where a standing decision limits contact, and where somebody of the booking is here already', async () => {
    const limited = core.booking({ contactLimited: true });
    const here = core.booking();
    await core.send([limited]);
    await fromBooking(here);
    const ask = (bookingId: string) =>
      error(
        core.post(
          '/api/reception/visits',
          { kind: 'booking', attempt: randomUUID(), bookingId, partySize: 1 },
          desk,
        ),
      );
    expect(await ask(limited.id)).toMatchObject({ status: 400 });
    expect(await ask(here.id)).toMatchObject({ status: 409 });
  });
});

describe('an override', () => {
  it('lets in somebody who waits: seen by staff, the task closed, the visitor told at once', async () => {
    const visit = await waits();
    expect(visit).toMatchObject({ state: 'waiting', outcome: 'wait-for-staff' });
    expect(visit.rules.map(({ id }) => id)).toEqual(['party-larger-than-agreed']);
    expect(visit.rules[0]?.staffText).not.toBe('party-larger-than-agreed');
    expect((await theBoard()).waiting).toMatchObject([
      { kind: 'visitor-waits', visit: { visitId: visit.visitId } },
    ]);

    const polled = read(decision, core.get(`/api/kiosk/visits/${visit.visitId}?after=${visit.revision}`));
    core.clock.advance(60_000);
    const after = await read(visitRow, override(visit, 'admit-with-conditions'));
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
    expect(await theBoard()).toMatchObject({ waiting: [], inside: [{ visitId: visit.visitId }] });
  });

  it('is an event with its reason, and what was written as reason lies sealed', async () => {
    await read(visitRow, override(await waits(), 'admit', { reasonText: 'Datteren Åse ringte' }));
    const event = core.db
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
    const visit = await postponed();
    expect(visit).toMatchObject({ state: 'closed', outcome: 'postpone' });
    expect(
      await read(visitRow, override(visit, 'admit', { reason: 'misunderstood-question' })),
    ).toMatchObject({
      state: 'inside',
    });
    const other = await read(visitRow, override(await waits(), 'postpone', { reason: 'no-capacity' }));
    expect(other).toMatchObject({ state: 'closed' });
    expect((await theBoard()).waiting).toEqual([]);
  });

  it('of a postponement back to staff opens one task, however often', async () => {
    const visit = await postponed();
    const waiting = await read(visitRow, override(visit, 'wait-for-staff'));
    await read(visitRow, override(waiting, 'escorted-route'));
    expect((await theBoard()).waiting).toMatchObject([
      { kind: 'visitor-waits', visit: { state: 'waiting' } },
    ]);
  });

  it('does not overwrite a newer decision unseen', async () => {
    const visit = await waits();
    await read(visitRow, override(visit, 'admit'));
    expect(await error(override(visit, 'postpone'))).toMatchObject({ status: 409, error: 'conflict' });
  });

  it('never postpones a visit to a private home', async () => {
    const visit = await comes(core.booking({ ward: 'lia', place: 'lia-leilighet' }));
    expect(visit).toMatchObject({ outcome: 'right-of-access', state: 'inside' });
    for (const to of ['postpone', 'wait-for-staff', 'escorted-route'])
      expect(await error(override(visit, to, { reason: 'clinical-assessment' }))).toMatchObject({
        status: 400,
      });
  });

  it('postpones at the end of life only after a clinical assessment', async () => {
    const visit = await postponed({ permitClass: 'end-of-life' });
    expect(visit).toMatchObject({ outcome: 'escorted-route', state: 'waiting' });
    expect(await error(override(visit, 'postpone', { reason: 'new-symptoms-seen' }))).toMatchObject({
      status: 400,
    });
    expect(
      await read(visitRow, override(visit, 'postpone', { reason: 'clinical-assessment' })),
    ).toMatchObject({
      state: 'closed',
    });
  });

  it.each([
    ['to what it is already', 'admit'],
    ['out of the house: that is a check-out', 'postpone'],
    ['to the right of a private home', 'right-of-access'],
  ])('of somebody inside is refused %s', async (_what, to) => {
    expect(await error(override(await checkedIn(walkIn()), to))).toMatchObject({ status: 400 });
  });

  it('is refused for a visit that is over, without a reason, and for a visit nobody knows', async () => {
    const visit = await checkedIn(walkIn());
    expect(await error(override(visit, 'admit-with-conditions', { reasonText: ' ' }))).toMatchObject({
      status: 400,
    });
    const over = await read(visitRow, tell(visit, 'check-out', { leftAt: null }));
    expect(await error(override(over, 'postpone'))).toMatchObject({ status: 400 });
    expect(await error(override({ ...visit, visitId: randomUUID() }, 'admit'))).toMatchObject({
      status: 404,
    });
    expect(await error(override({ ...visit, visitId: 'x' }, 'admit'))).toMatchObject({ status: 404 });
  });
});

describe('a task', () => {
  it('is closed when it is done, once', async () => {
    await core.post('/api/kiosk/help', { screen: 'attract' });
    const id = (await theBoard()).waiting[0]?.id ?? 0;
    const close = () => core.post(`/api/reception/tasks/${id}/close`, {}, desk);
    expect((await close()).status).toBe(200);
    expect((await theBoard()).waiting).toEqual([]);
    expect(await error(close())).toMatchObject({ status: 404 });
  });

  it('of a visitor who still waits is not closed; of one who was postponed it is', async () => {
    await waits();
    await postponed();
    const [waiting, told] = (await theBoard()).waiting;
    const close = (id = 0) => core.post(`/api/reception/tasks/${id}/close`, {}, desk);
    expect(await error(close(waiting?.id))).toMatchObject({ status: 400 });
    expect((await close(told?.id)).status).toBe(200);
    expect((await theBoard()).waiting).toHaveLength(1);
  });
});

describe('check-out by staff', () => {
  it('is as of now unless told otherwise', async () => {
    const visit = await checkedIn(walkIn());
    core.clock.advance(60_000);
    const at = '2026-03-10T12:01:00.000Z';
    expect(await read(visitRow, tell(visit, 'check-out', { leftAt: null }))).toMatchObject({
      state: 'left',
      left: { at, evidence: 'seen-by-staff', earliest: at, latest: at },
    });
    expect(await error(tell(visit, 'check-out', { leftAt: null }))).toMatchObject({ status: 409 });
  });

  it('as of an earlier instant certainly lies between that and now', async () => {
    const visit = await checkedIn(walkIn());
    core.clock.advance(9 * 60_000);
    expect(
      await read(visitRow, tell(visit, 'check-out', { leftAt: '2026-03-10T12:05:00.000Z' })),
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
    ['in the future', '2026-03-10T12:00:00.001Z', 'Tidspunktet er ikke kommet ennå.'],
    ['before the arrival', '2026-03-10T11:59:59.999Z', 'Utgang kan ikke være før ankomst.'],
  ])('is refused %s, with a sentence', async (_what, leftAt, message) => {
    const visit = await checkedIn(walkIn());
    expect(await error(tell(visit, 'check-out', { leftAt }))).toEqual({
      status: 400,
      error: 'bad-request',
      message,
    });
    expect((await theBoard()).inside).toHaveLength(1);
  });

  it('is refused for somebody who is not inside', async () => {
    expect(await error(tell(await waits(), 'check-out', { leftAt: null }))).toMatchObject({ status: 409 });
  });
});

describe('a correction', () => {
  const correct = (visit: VisitRow, changes: object, revision = visit.revision) =>
    tell(visit, 'correct', { revision, reason: 'typing-error', reasonText: 'Skrev feil', changes });

  it('of names lays them over the old ones, and keeps who came unnamed in the count', async () => {
    const visit = await fromBooking(core.booking({ companions: [{ name: 'Per' }], partySize: 3 }), 3);
    const after = await read(
      visitRow,
      correct(visit, { visitorName: 'Kåre Ås', phone: '22 00 00 00', companions: ['Pål', 'Ida'] }),
    );
    expect(after).toMatchObject({
      visitorName: 'Kåre Ås',
      phone: '22 00 00 00',
      companions: ['Pål', 'Ida'],
      partySize: 4,
      residentName: 'Olga Hemmelig',
    });
    const bodies = core.db.prepare('SELECT body FROM event').all();
    expect(JSON.stringify(bodies)).not.toMatch(/Kåre|Pål|Skrev feil/);
  });

  it('of the place takes the ward along', async () => {
    expect(await read(visitRow, correct(await checkedIn(walkIn()), { place: 'bjorka-rom' }))).toMatchObject({
      place: 'bjorka-rom',
      ward: 'bjorka',
    });
  });

  it('of times gives both ends anew, and takes a leaving back', async () => {
    core.clock.advance(60 * 60_000);
    desk = await signInAs(core, 'reception');
    const visit = await checkedIn(walkIn());
    const [arrivedAt, leftAt] = ['2026-03-10T12:05:00.000Z', '2026-03-10T12:50:00.000Z'];
    const left = await read(visitRow, correct(visit, { arrivedAt, leftAt }));
    expect(left).toMatchObject({
      state: 'left',
      arrived: { at: arrivedAt, evidence: 'seen-by-staff' },
      left: { at: leftAt, evidence: 'seen-by-staff' },
    });
    expect(await read(visitRow, correct(left, { leftAt: null }))).toMatchObject({
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
    expect(await error(correct(await checkedIn(walkIn()), changes))).toMatchObject({ status: 400 });
  });

  it('is refused for the times of somebody who was never inside, and over a newer event', async () => {
    const visit = await waits();
    expect(await error(correct(visit, { arrivedAt: NOW }))).toMatchObject({ status: 400 });
    expect(await error(correct(visit, { place: 'bjorka-rom' }, visit.revision - 1))).toMatchObject({
      status: 409,
    });
  });
});

describe('the look-up', () => {
  const look = async (q: string) => {
    const answer = await core.get(`/api/reception/lookup?q=${encodeURIComponent(q)}`, desk);
    const found = (await answer.json()) as { expected: { visitorName: string }[]; visits: VisitRow[] };
    return [...found.expected, ...found.visits].map(({ visitorName }) => visitorName);
  };

  it('finds the expected and those who are here, by any part and without marks', async () => {
    const booking = core.booking({
      visitor: { firstName: 'Đorđe', lastName: 'Çelik' },
      companions: [{ name: 'Zoë' }],
      resident: { id: 'r', name: 'Gunnhild Færøy' },
      wordCode: 'ACDEFH',
    });
    await core.send([booking]);
    const inside = await checkedIn(walkIn());
    for (const asked of ['dordE', 'celik dor', 'zoe', 'faeroy', 'acd efh', 'ACD'])
      expect(await look(asked), asked).toEqual(['Đorđe Çelik']);
    for (const asked of ['oyvind', 'ÅS ØY', 'anne', inside.receipt.toLowerCase()])
      expect(await look(asked), asked).toEqual(['Øyvind Ås']);
    expect(await look('nobody')).toEqual([]);
  });

  it('finds who is here by the word code that they came with', async () => {
    const visit = await fromBooking(core.booking({ wordCode: 'TWXY34' }));
    expect(await look('twxy34')).toEqual([visit.visitorName]);
  });

  it('asks for something', async () => {
    expect((await core.get('/api/reception/lookup?q=', desk)).status).toBe(400);
  });
});
