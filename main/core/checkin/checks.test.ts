import { describe, expect, it } from 'vitest';
import { demoSettings } from '../../../test/municipality/demo/institution.ts';
import { openedBody } from '../../../test/support/protocol.ts';
import type { Booking } from '../../../shared/domain/booking.ts';
import { seenAt } from '../../../shared/domain/presence.ts';
import type { Outing, Visit } from '../protocol/types.ts';
import { judgeAgreement, wasStoppedOn, type Agreement, type Known } from './checks.ts';

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
  resumedBy: null,
  opened: openedBody('2026-03-10T10:30:00.000Z'),
  outcome: 'admit',
  ward: 'furua',
  place: 'furua-rom',
  partySize: 1,
  arrived: null,
  left: null,
  legs: [],
  overridden: false,
  toldBy: null,
  day: '2026-03-10',
  undone: false,
  lastDay: '2026-03-10',
});
const known: Booking = {
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
  contactLimited: false,
  cancelled: false,
};

const judged = (agreed: Partial<Agreement> = {}, facts: Partial<Known> = {}) =>
  judgeAgreement(
    { ...agreement, ...agreed },
    { now: NOON, settings, cancelled: false, visits: [], outing: null, earliestMinutes: null, ...facts },
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

  it('is not used by who was never inside: a postponed visitor may come again', () => {
    expect(result({}, { visits: [visit('closed')] })).toBe('ok');
    expect(result({}, { visits: [visit('closed'), visit('left')] })).toBe('already-used');
  });

  it('is expired at the instant of its expiry, and good a millisecond before', () => {
    expect(result({ expires: NOON })).toBe('expired');
    expect(result({ expires: NOON + 1 })).toBe('ok');
  });

  it('is too early a millisecond before its time, and says which time', () => {
    expect(judged({ notBefore: NOON + 1 })).toEqual({
      result: 'too-early',
      from: NOON + 1,
      agreed: NOON + 1,
      sameDay: true,
    });
    expect(result({ notBefore: NOON })).toBe('ok');
  });

  it('is too early for the plan of the phase, where that is later than the code’s own beginning', () => {
    const from = NOON + HOUR;
    const booking = { ...known, from: new Date(from).toISOString() };
    const early = judged({ booking }, { earliestMinutes: 15 });
    expect(early).toEqual({ result: 'too-early', from: from - 15 * 60_000, agreed: from, sameDay: true });
    expect(result({ booking }, { earliestMinutes: 60 })).toBe('ok');
    expect(result({ booking })).toBe('ok');
  });

  it('says that it is another day, to whoever comes the day before', () => {
    const tomorrow = NOON + 24 * HOUR;
    expect(judged({ notBefore: tomorrow, expires: tomorrow + HOUR })).toMatchObject({ sameDay: false });
  });

  it('is for another entrance when its place has one, and says the way there', () => {
    const garden = settings.entrances.find(({ id }) => id === 'hage');
    expect(judged({ place: 'paviljongen' })).toEqual({ result: 'other-entrance', entrance: garden });
  });

  it('says nothing of a standing decision: the rules do, to staff', () => {
    expect(result({ booking: { ...known, contactLimited: true } })).toBe('ok');
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
    const late = judged({ expires: NOON - 1 }, { cancelled: true, visits: [inside] });
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
    expect(result({ notBefore: NOON + HOUR, place: 'nybygget' })).toBe('too-early');
  });
});

describe('a resident’s own code', () => {
  const own = { permitClass: 'resident' } as const;
  const outing: Outing = {
    outingId: '00000000-0000-4000-8000-000000000002',
    revision: 1,
    bookingId: 'b-1',
    ward: 'furua',
    out: seenAt('2026-03-10T10:30:00.000Z', 'scanned'),
    back: null,
  };

  it('stops nobody, whatever the hour, the place and the entrance', () => {
    for (const code of [{ notBefore: NOON + HOUR }, { expires: 0 }, { place: 'paviljongen' }, { place: 'x' }])
      expect(judged({ ...own, ...code })).toEqual({ result: 'resident', outing: null });
  });

  it('that is cancelled takes nobody out, and never keeps out whoever is out', () => {
    expect(result(own, { cancelled: true })).toBe('cancelled');
    expect(judged(own, { cancelled: true, outing })).toEqual({ result: 'resident', outing });
  });
});

describe('whoever was stopped', () => {
  it('is remembered that day, and on no other', () => {
    const stopped = (state: Visit['state'], today: string) =>
      wasStoppedOn('Europe/Oslo', today, [visit(state)]);
    expect(stopped('closed', '2026-03-10')).toBe(true);
    expect(stopped('closed', '2026-03-11')).toBe(false);
    expect(stopped('left', '2026-03-10')).toBe(false);
  });
});
