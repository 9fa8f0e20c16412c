import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errorBody } from '../../../shared/api/error.ts';
import {
  advice,
  checkInAnswer,
  checkOutAnswer,
  codeAnswer,
  decision,
  kioskState,
  type CheckInRequest,
} from '../../../shared/api/kiosk.ts';
import type { Booking } from '../../../shared/domain/booking.ts';
import { arrival, startCore, type TestCore } from '../../../test/support/core.ts';
import { newTokenKey } from '../../../test/support/tokens.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Answers to the questions of the Norwegian pack: well unless told. */
const answers = (changes: Record<string, boolean> = {}) =>
  Object.entries({ symptoms: false, exposure: false, area: false, 'risk-group': false, ...changes }).map(
    ([linkId, valueBoolean]) => ({ linkId, answer: [{ valueBoolean }] }),
  );
const well = { name: null, answers: answers() };
const ill = { name: null, answers: answers({ symptoms: true }) };

let kiosk: TestCore;
beforeEach(async () => {
  kiosk = await startCore();
});
afterEach(() => kiosk.end());

const show = async (code: string, via: CheckInRequest['via'] = 'camera') =>
  codeAnswer.parse(await (await kiosk.post('/api/kiosk/code', { code, via })).json());
const checkIn = async (request: CheckInRequest) =>
  checkInAnswer.parse(await (await kiosk.post('/api/kiosk/check-in', request)).json());
const decided = async (request: CheckInRequest) => {
  const answer = await checkIn(request);
  if (answer.kind !== 'decided') throw new Error(`not decided: ${JSON.stringify(answer)}`);
  return answer.decision;
};
const checkOut = async (code: string, via: CheckInRequest['via'] = 'camera') =>
  checkOutAnswer.parse(await (await kiosk.post('/api/kiosk/check-out', { code, via })).json());
const sent = async (changes: Partial<Booking> = {}) => {
  const booking = kiosk.booking(changes);
  expect((await kiosk.send([booking])).problems).toEqual([]);
  return { booking, code: await kiosk.codeOf(booking) };
};
const events = (type: string) =>
  z
    .array(z.object({ body: z.string(), actor: z.string(), visit_id: z.string().nullable() }))
    .parse(kiosk.db.prepare('SELECT body, actor, visit_id FROM event WHERE type = ? ORDER BY seq').all(type))
    .map(({ body, ...rest }) => ({
      ...rest,
      body: z.record(z.string(), z.unknown()).parse(JSON.parse(body)),
    }));
const tasks = () => kiosk.db.prepare('SELECT kind, visit_id, detail FROM task ORDER BY id').all();

describe('a code that is held to the kiosk', () => {
  it('is ok: it says first names, the way, and the questions, and no resident', async () => {
    const { code } = await sent({ companions: [{ name: 'Ola Prøvesen' }], partySize: 2 });
    const response = await kiosk.post('/api/kiosk/code', { code, via: 'camera' });
    const text = await response.text();
    expect(codeAnswer.parse(JSON.parse(text))).toMatchObject({
      result: 'ok',
      next: 'arrive',
      firstName: 'Kari',
      companions: ['Ola'],
      partySize: 2,
      permitClass: 'ordinary',
      voluntary: false,
      where: { place: { nb: 'Beboerens rom på Furua' } },
      questionnaire: { resourceType: 'Questionnaire' },
    });
    expect(text).not.toContain('Hemmelig');
    expect(text).not.toContain('Prøvesen');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('is ok for a booking newer than the last sync: everything but the names is in the code', async () => {
    await sent();
    const code = await kiosk.codeOf(kiosk.booking({ companions: [{ name: 'Ola Prøvesen' }], partySize: 2 }));
    expect(await show(code)).toMatchObject({ result: 'ok', firstName: null, companions: [], partySize: 2 });
  });

  it('is not readable', async () => {
    expect(await show('BV1123')).toEqual({ result: 'not-readable' });
  });

  it('is not ours', async () => {
    expect(await show('https://www.helsenorge.no/')).toEqual({ result: 'not-ours' });
    expect(await show('ACDEFH', 'word-code')).toEqual({ result: 'not-ours' });
  });

  it('has a wrong signature', async () => {
    const { booking } = await sent();
    const forger = { ...newTokenKey(kiosk.key.kid) };
    expect(await show(await kiosk.codeOf(booking, {}, forger))).toEqual({ result: 'bad-signature' });
  });

  it('is signed with an unknown key', async () => {
    const { booking } = await sent();
    expect(await show(await kiosk.codeOf(booking, {}, newTokenKey('k9')))).toEqual({ result: 'unknown-key' });
  });

  it('is expired', async () => {
    const { code } = await sent();
    kiosk.clock.advance(HOUR);
    expect(await show(code)).toEqual({ result: 'expired' });
  });

  it('is too early, and says when it is time', async () => {
    const { code } = await sent({
      from: '2026-03-10T14:00:00.000Z',
      to: '2026-03-10T15:00:00.000Z',
      notBefore: '2026-03-10T13:45:00.000Z',
      expires: '2026-03-10T15:00:00.000Z',
    });
    expect(await show(code)).toEqual({ result: 'too-early', from: '2026-03-10T13:45:00.000Z' });
  });

  it('is cancelled: by the booking, or by its token alone', async () => {
    const { code } = await sent({ cancelled: true });
    expect(await show(code)).toEqual({ result: 'cancelled' });
    const unknown = kiosk.booking();
    await kiosk.send([], { cancelled: [unknown.jti] });
    expect(await show(await kiosk.codeOf(unknown))).toEqual({ result: 'cancelled' });
  });

  it('is already used', async () => {
    const { code } = await sent();
    await decided(arrival(code, { party: [well] }));
    await checkOut(code);
    expect(await show(code)).toEqual({ result: 'already-used' });
  });

  it('is of another institution', async () => {
    const { booking } = await sent();
    expect(await show(await kiosk.codeOf(booking, { aud: 'lillevik' }))).toEqual({
      result: 'other-institution',
    });
  });

  it('is for another entrance, and says the way', async () => {
    const { code } = await sent({ place: 'paviljongen', ward: 'bjorka' });
    expect(await show(code)).toMatchObject({
      result: 'other-entrance',
      entrance: { nb: 'Hageinngangen' },
      directions: { en: expect.stringContaining('gravel path') as unknown },
    });
  });

  it('is blocked: staff are called, and the screen does not know why', async () => {
    const { code } = await sent({ contactLimited: true });
    expect(await show(code)).toEqual({ result: 'blocked' });
    expect(tasks()).toEqual([{ kind: 'code', visit_id: null, detail: 'blocked' }]);
  });

  it('is ok as a word code, however it is typed', async () => {
    await sent({ wordCode: 'ACDEFH' });
    expect(await show('acd efh', 'word-code')).toMatchObject({ result: 'ok', firstName: 'Kari' });
  });

  it('is a word code of another day: it says when, or that it is over', async () => {
    await sent({ wordCode: 'ACDEFH' });
    await sent({
      wordCode: 'ACDEFJ',
      notBefore: '2026-03-12T08:00:00.000Z',
      expires: '2026-03-12T20:00:00.000Z',
    });
    kiosk.clock.advance(24 * HOUR);
    expect(await show('ACDEFH', 'word-code')).toEqual({ result: 'expired' });
    expect(await show('ACDEFJ', 'word-code')).toEqual({
      result: 'too-early',
      from: '2026-03-12T08:00:00.000Z',
    });
  });

  it('calls staff when two agreements of today have the same word code', async () => {
    await kiosk.send([kiosk.booking({ wordCode: 'ACDEFH' }), kiosk.booking({ wordCode: 'ACDEFH' })]);
    expect(await show('ACDEFH', 'word-code')).toEqual({ result: 'blocked' });
  });

  it('prefers the agreement of today when the word code was another one’s before', async () => {
    const old = kiosk.booking({ wordCode: 'ACDEFH', visitor: { firstName: 'Per', lastName: 'Gammel' } });
    await kiosk.send([old]);
    kiosk.clock.advance(48 * HOUR);
    await kiosk.send([kiosk.booking({ wordCode: 'ACDEFH' })]);
    expect(await show('ACDEFH', 'word-code')).toMatchObject({ result: 'ok', firstName: 'Kari' });
  });
});

describe('a refused code in the protocol', () => {
  it('is an event with the booking, when the signature is right', async () => {
    const { booking, code } = await sent({ cancelled: true });
    await show(code);
    expect(events('code.rejected')).toEqual([
      {
        actor: 'visitor',
        visit_id: null,
        body: { result: 'cancelled', bookingId: booking.id, via: 'camera' },
      },
    ]);
  });

  it('is an event without a booking, when nobody knows whose it is', async () => {
    const { booking } = await sent();
    await show(await kiosk.codeOf(booking, {}, newTokenKey(kiosk.key.kid)));
    expect(events('code.rejected').map(({ body }) => body)).toEqual([
      { result: 'bad-signature', bookingId: null, via: 'camera' },
    ]);
  });

  it('is no event when it is nobody’s code', async () => {
    await show('https://example.org');
    await show('BV1123');
    expect(events('code.rejected')).toEqual([]);
  });

  it('is one event while it lies before the camera, and another when it is shown later', async () => {
    const { code } = await sent({ cancelled: true });
    for (let time = 0; time < 5; time += 1) {
      await show(code);
      kiosk.clock.advance(2000);
    }
    expect(events('code.rejected')).toHaveLength(1);
    kiosk.clock.advance(10_000);
    await show(code);
    expect(events('code.rejected')).toHaveLength(2);
  });
});

describe('check-in', () => {
  it('lets in whoever is well: an event with the outcome and its rules, and the names sealed', async () => {
    const { booking, code } = await sent({ companions: [{ name: 'Ola Prøvesen' }], partySize: 2 });
    const party = [well, { name: 'Lise Sakte', answers: answers() }];
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
    const halfway = { name: null, answers: answers().filter(({ linkId }) => linkId !== 'exposure') };
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
    expect(await decided(arrival(code))).toEqual(first);
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
    const before = events('pack.activated').length;
    kiosk.db.exec(`CREATE TRIGGER broken BEFORE INSERT ON attempt BEGIN SELECT raise(ABORT, 'broken'); END`);
    const response = await kiosk.post('/api/kiosk/check-in', arrival(code, { party: [well] }));
    expect(response.status).toBe(500);
    expect(errorBody.parse(await response.json()).error).toBe('failed');
    expect(kiosk.db.prepare('SELECT count(*) AS count FROM event').get()).toEqual({ count: before });
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

describe('sign-out', () => {
  it('is by the same code: thanks, the receipt code, and whom to call', async () => {
    const { code } = await sent();
    const told = await decided(arrival(code, { party: [well] }));
    expect(await show(code)).toMatchObject({ result: 'ok', next: 'leave', questionnaire: null });
    kiosk.clock.advance(30 * MINUTE);
    expect(await checkOut(code)).toEqual({
      kind: 'left',
      receipt: told.receipt,
      illnessPhone: kiosk.settings.phones.illness,
    });
    expect(events('visit.checked-out')).toMatchObject([
      { visit_id: told.visitId, body: { left: { at: '2026-03-10T12:30:00.000Z', evidence: 'scanned' } } },
    ]);
  });

  it('is by the word code or the receipt code, however it is typed', async () => {
    await sent({ wordCode: 'ACDEFH' });
    await decided(arrival('ACDEFH', { via: 'word-code', party: [well] }));
    expect(await checkOut('acd efh', 'word-code')).toMatchObject({ kind: 'left' });
    const { code } = await sent();
    const { receipt } = await decided(arrival(code, { party: [well] }));
    expect(await show(receipt, 'word-code')).toMatchObject({ result: 'ok', next: 'leave', firstName: null });
    expect(
      await checkOut(` ${receipt.slice(0, 3)} ${receipt.slice(3).toLowerCase()}`, 'word-code'),
    ).toMatchObject({
      kind: 'left',
      receipt,
    });
  });

  it('still works when the code is cancelled and expired meanwhile, and after a restart the next day', async () => {
    const { booking, code } = await sent();
    await decided(arrival(code, { party: [well] }));
    await kiosk.send([], { cancelled: [booking.jti] });
    kiosk.clock.advance(24 * HOUR);
    await kiosk.restart();
    expect(await checkOut(code)).toMatchObject({ kind: 'left' });
  });

  it('says that nobody is inside: before, afterwards, and for whoever waits', async () => {
    const { code } = await sent();
    expect(await checkOut(code)).toEqual({ kind: 'nobody-inside' });
    await decided(arrival(code, { party: [well] }));
    await checkOut(code);
    expect(await checkOut(code)).toEqual({ kind: 'nobody-inside' });
    const { code: other } = await sent({ permitClass: 'vigil' });
    await decided(arrival(other, { party: [ill] }));
    expect(await checkOut(other)).toEqual({ kind: 'nobody-inside' });
    expect(await checkOut('https://example.org')).toEqual({ kind: 'nobody-inside' });
  });

  it('lets a vigil come again the same night', async () => {
    const { code } = await sent({ permitClass: 'vigil' });
    const first = await decided(arrival(code, { party: [well] }));
    await checkOut(code);
    const second = await decided(arrival(code, { party: [well] }));
    expect(second.visitId).not.toBe(first.visitId);
    expect(second.state).toBe('inside');
  });
});

describe('the visit that a screen watches', () => {
  const watch = (visitId: string, after?: number) =>
    kiosk.get(`/api/kiosk/visits/${visitId}${after === undefined ? '' : `?after=${after}`}`);

  it('is answered at once when there is news', async () => {
    const { code } = await sent();
    const told = await decided(arrival(code, { party: [well] }));
    expect(decision.parse(await (await watch(told.visitId)).json())).toEqual(told);
    expect(decision.parse(await (await watch(told.visitId, told.revision - 1)).json())).toEqual(told);
  });

  it('is answered when the visit changes, and not when another does', async () => {
    const { code } = await sent();
    const told = await decided(arrival(code, { party: [well] }));
    let isAnswered = false;
    const waiting = watch(told.visitId, told.revision).then((response) => {
      isAnswered = true;
      return response.json();
    });
    await kiosk.post('/api/kiosk/help', { screen: 'attract' });
    expect(isAnswered).toBe(false);
    await checkOut(code);
    const news = decision.parse(await waiting);
    expect(news.state).toBe('left');
    expect(news.revision).toBeGreaterThan(told.revision);
  });

  it('is answered as it is when the kiosk closes', async () => {
    const { code } = await sent();
    const told = await decided(arrival(code, { party: [well] }));
    const waiting = watch(told.visitId, told.revision);
    await kiosk.core.close();
    expect(decision.parse(await (await waiting).json())).toEqual(told);
  });

  it('is not found when there is none', async () => {
    expect((await watch(randomUUID())).status).toBe(404);
    expect((await watch('nonsense')).status).toBe(404);
  });
});

describe('the rest of the visitor’s door', () => {
  it('says where it stands and what time it is', async () => {
    const state = kioskState.parse(await (await kiosk.get('/api/kiosk/state')).json());
    expect(state).toMatchObject({
      institution: 'Solbakken sykehjem',
      entrance: { nb: 'Hovedinngangen' },
      zone: 'Europe/Oslo',
      now: '2026-03-10T12:00:00.000Z',
    });
  });

  it('says what applies today', async () => {
    const list = z.array(advice).parse(await (await kiosk.get('/api/kiosk/advice?place=furua-rom')).json());
    expect(list.length).toBeGreaterThan(0);
  });

  it('calls reception', async () => {
    const response = await kiosk.post('/api/kiosk/help', { screen: 'questions' });
    expect(await response.json()).toEqual({});
    expect(events('help.called')).toMatchObject([{ actor: 'visitor', body: { screen: 'questions' } }]);
    expect(tasks()).toEqual([{ kind: 'help', visit_id: null, detail: 'questions' }]);
  });
});
