import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeAnswer } from '../../../shared/api/kiosk.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import { arrival, startCore, type TestCore } from '../../../test/support/core.ts';
import { newTokenKey } from '../../../test/support/tokens.ts';
import { visitorAt, well } from '../../../test/support/visitor.ts';

const HOUR = 3_600_000;

let kiosk: TestCore;
beforeEach(async () => {
  kiosk = await startCore();
});
afterEach(() => kiosk.end());

const { show, decided, checkOut, sent, events, tasks } = visitorAt(() => kiosk);

describe('a code that is held to the kiosk', () => {
  it('is ok: it says first names, the way, and the questions, and no resident', async () => {
    const { code } = await sent({ companions: [{ name: 'Ola Prøvesen' }], partySize: 2 });
    const response = await kiosk.post('/api/kiosk/code', { code, via: 'camera' });
    const text = await response.text();
    expect(codeAnswer.parse(JSON.parse(text))).toMatchObject({
      result: 'ok',
      next: 'arrive',
      firstName: 'Kari',
      companions: [{ name: 'Ola', child: false }],
      also: [],
      full: null,
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
    expect(await show(code)).toEqual({
      result: 'too-early',
      from: '2026-03-10T13:45:00.000Z',
      agreed: '2026-03-10T14:00:00.000Z',
      sameDay: true,
    });
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

  it('is blocked when the kiosk does not know the place any more: staff are called', async () => {
    const { booking } = await sent();
    expect(await show(await kiosk.codeOf(booking, { plc: 'nybygget' }))).toEqual({ result: 'blocked' });
    expect(tasks()).toEqual([{ kind: 'code', visit_id: null, detail: 'blocked' }]);
  });

  it('is met as anyone else’s when a standing decision limits contact: staff come, and no screen says why', async () => {
    const { code } = await sent({ contactLimited: true });
    const { code: other } = await sent();
    const [limited, free] = [await show(code), await show(other)];
    expect(limited).toEqual(free);
    const told = await decided(arrival(code, { party: [well] }));
    expect(told).toMatchObject({ outcome: 'wait-for-staff', state: 'waiting' });
    expect(JSON.stringify(told)).not.toMatch(/kontakt.{0,20}begrens|limit/i);
    expect(tasks()).toMatchObject([{ kind: 'visitor-waits' }]);
  });

  it('is ok as a word code, however it is typed', async () => {
    await sent({ wordCode: 'ACDEFH' });
    expect(await show('acd efh', 'word-code')).toMatchObject({ result: 'ok', firstName: 'Kari' });
  });

  it('is a word code of another day: it says when, or that it is over', async () => {
    await sent({ wordCode: 'ACDEFH' });
    await sent({
      wordCode: 'ACDEFJ',
      from: '2026-03-12T09:00:00.000Z',
      to: '2026-03-12T10:00:00.000Z',
      notBefore: '2026-03-12T08:00:00.000Z',
      expires: '2026-03-12T20:00:00.000Z',
    });
    kiosk.clock.advance(24 * HOUR);
    expect(await show('ACDEFH', 'word-code')).toEqual({ result: 'expired' });
    expect(await show('ACDEFJ', 'word-code')).toEqual({
      result: 'too-early',
      from: '2026-03-12T08:30:00.000Z',
      agreed: '2026-03-12T09:00:00.000Z',
      sameDay: false,
    });
  });

  it('calls staff when two agreements of today have the same word code', async () => {
    await kiosk.send([kiosk.booking({ wordCode: 'ACDEFH' }), kiosk.booking({ wordCode: 'ACDEFH' })]);
    expect(await show('ACDEFH', 'word-code')).toEqual({ result: 'blocked' });
  });

  it('is the receipt of whoever is here, though a booking that came since is called the same', async () => {
    const { code } = await sent();
    const { receipt } = await decided(arrival(code, { party: [well] }));
    const nextWeek = toInstant(kiosk.clock.now() + 7 * 24 * HOUR);
    const later = toInstant(kiosk.clock.now() + 7 * 24 * HOUR + HOUR);
    await sent({ wordCode: receipt, from: nextWeek, to: later, notBefore: nextWeek, expires: later });
    expect(await show(receipt, 'word-code')).toMatchObject({ result: 'ok', next: 'leave' });
    await sent({ wordCode: receipt });
    expect(await show(receipt, 'word-code')).toEqual({ result: 'blocked' });
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
