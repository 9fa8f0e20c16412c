import { describe, expect, it } from 'vitest';
import { demoSettings } from '../../../test/municipality/demo/institution.ts';
import { openedBody } from '../../../test/support/protocol.ts';
import type { Booking } from '../../../shared/domain/booking.ts';
import type { Visit } from '../protocol/types.ts';
import { judgeAgreement, type Agreement, type Known } from './checks.ts';

const settings = demoSettings('http://127.0.0.1:9');
const NOON = Date.parse('2026-03-10T11:00:00.000Z');
const HOUR = 3_600_000;

const agreement: Agreement = {
  bookingId: 'b-1',
  jti: 'j-1',
  institution: settings.institution.id,
  notBefore: NOON - HOUR,
  expires: NOON + HOUR,
  permitClass: 'ordinary',
  place: 'furua-rom',
  partySize: 1,
  booking: null,
};
const visit = (state: Visit['state']): Visit => ({
  visitId: '00000000-0000-4000-8000-000000000001',
  revision: 1,
  state,
  openedBy: 1,
  opened: openedBody('2026-03-10T10:30:00.000Z'),
  outcome: 'admit',
  ward: 'furua',
  place: 'furua-rom',
  partySize: 1,
  arrived: null,
  left: null,
  overridden: false,
  day: '2026-03-10',
});
const limited: Booking = {
  id: 'b-1',
  jti: 'j-1',
  wordCode: 'ACDEFH',
  visitor: { firstName: 'Ellen', lastName: 'Skjermdal' },
  companions: [],
  resident: { id: 'furua-7', name: 'Olga Hemmelig' },
  ward: 'furua',
  place: 'furua-rom',
  permitClass: 'ordinary',
  partySize: 1,
  from: '2026-03-10T10:00:00.000Z',
  to: '2026-03-10T12:00:00.000Z',
  notBefore: '2026-03-10T10:00:00.000Z',
  expires: '2026-03-10T12:00:00.000Z',
  approver: { name: 'Besøksutvalget', on: '2026-03-01' },
  contactLimited: true,
  cancelled: false,
};

const judged = (agreed: Partial<Agreement> = {}, known: Partial<Known> = {}) =>
  judgeAgreement(
    { ...agreement, ...agreed },
    { now: NOON, settings, cancelled: false, visits: [], ...known },
  );
const result = (...given: Parameters<typeof judged>) => judged(...given).result;

describe('each result of a code that is ours', () => {
  it('is ok while it is good, for whoever has not come yet', () => {
    expect(judged()).toEqual({ result: 'ok', next: 'arrive', waiting: null });
  });

  it('is of another institution when the token says so', () => {
    expect(result({ institution: 'lillevik' })).toBe('other-institution');
  });

  it('is cancelled when the agreement was', () => {
    expect(result({}, { cancelled: true })).toBe('cancelled');
  });

  it('is already used when a visit of it is over', () => {
    expect(result({}, { visits: [visit('left')] })).toBe('already-used');
  });

  it('is already used when a visit of it was postponed', () => {
    expect(result({}, { visits: [visit('closed')] })).toBe('already-used');
  });

  it('is expired at the instant of its expiry, and good a millisecond before', () => {
    expect(result({ expires: NOON })).toBe('expired');
    expect(result({ expires: NOON + 1 })).toBe('ok');
  });

  it('is too early a millisecond before its time, and says which time', () => {
    expect(judged({ notBefore: NOON + 1 })).toEqual({ result: 'too-early', from: NOON + 1 });
    expect(result({ notBefore: NOON })).toBe('ok');
  });

  it('is for another entrance when its place has one, and says the way there', () => {
    const garden = settings.entrances.find(({ id }) => id === 'hage');
    expect(judged({ place: 'paviljongen' })).toEqual({ result: 'other-entrance', entrance: garden });
  });

  it('is blocked when a standing decision limits contact', () => {
    expect(judged({ booking: limited })).toEqual({ result: 'blocked' });
  });

  it('is blocked when the kiosk does not know the place: staff show the way', () => {
    expect(result({ place: 'nybygget' })).toBe('blocked');
  });
});

describe('a code to a private home', () => {
  const home = { place: 'lia-leilighet' };

  it('is never refused for its hour or for earlier visits: only the resident may limit them', () => {
    expect(result({ ...home, expires: NOON - HOUR })).toBe('ok');
    expect(result({ ...home, notBefore: NOON + HOUR })).toBe('ok');
    expect(result(home, { visits: [visit('left')] })).toBe('ok');
  });

  it('says when the agreement is cancelled: that may be the resident’s own word', () => {
    expect(result(home, { cancelled: true })).toBe('cancelled');
  });
});

describe('the order of the checks', () => {
  it('lets whoever is inside leave, though the code is cancelled and expired since', () => {
    const inside = visit('inside');
    const late = judged({ expires: NOON - 1, booking: limited }, { cancelled: true, visits: [inside] });
    expect(late).toEqual({ result: 'ok', next: 'leave', inside });
  });

  it('gives whoever waits their own visit again, though the code has expired meanwhile', () => {
    const waiting = visit('waiting');
    expect(judged({ expires: NOON - 1 }, { visits: [waiting] })).toEqual({
      result: 'ok',
      next: 'arrive',
      waiting,
    });
  });

  it('lets a vigil go in and out again and again', () => {
    const visits = [visit('left'), visit('left')];
    expect(judged({ permitClass: 'vigil' }, { visits })).toEqual({
      result: 'ok',
      next: 'arrive',
      waiting: null,
    });
  });

  it('says nothing of this house to a code of another one', () => {
    expect(result({ institution: 'lillevik', expires: 0 }, { cancelled: true })).toBe('other-institution');
  });

  it('says cancelled before used, used before expired, expired before the way', () => {
    const used = [visit('left')];
    expect(result({ expires: 0 }, { cancelled: true, visits: used })).toBe('cancelled');
    expect(result({ expires: 0 }, { visits: used })).toBe('already-used');
    expect(result({ expires: 0, place: 'paviljongen' })).toBe('expired');
  });

  it('says the time before the way, and the way before it calls staff', () => {
    expect(result({ notBefore: NOON + HOUR, place: 'paviljongen' })).toBe('too-early');
    expect(result({ place: 'paviljongen', booking: limited })).toBe('other-entrance');
  });
});
