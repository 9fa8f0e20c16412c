/** What is written after the fact: a mistake undone, a row of paper; and what follows from it for the last day and for tracing. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventShapes, type EventBody } from '../../../shared/domain/events.ts';
import { seenAt, type PresenceEnd } from '../../../shared/domain/presence.ts';
import {
  checkIn,
  later,
  openedBody,
  startProtocol,
  withoutIdentity,
  type TestProtocol,
} from '../../../test/support/protocol.ts';
import { ProtocolRefusal } from './refusal.ts';
import type { NewEvent, Visit } from './types.ts';

const HOUR = 3_600_000;
let kiosk: TestProtocol;
beforeEach(() => {
  kiosk = startProtocol();
});
afterEach(() => kiosk.end());

const write = (event: NewEvent) => kiosk.protocol.transaction(() => kiosk.protocol.append(event));
const now = () => kiosk.protocol.now();
const visit = (visitId: string): Visit => {
  const found = kiosk.protocol.visit(visitId);
  if (!found) throw new Error('no such visit');
  return found;
};
const refused = (work: () => unknown): string => {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof ProtocolRefusal) return thrown.code;
  }
  return 'taken';
};

const leave = (visitId: string, left: PresenceEnd = seenAt(now(), 'scanned')) =>
  write({ type: 'visit.checked-out', visitId, actor: 'visitor', body: { left } });
const undo = (visitId: string, what: EventBody<'visit.undone'>['what'], refersTo?: number) =>
  write({
    type: 'visit.undone',
    visitId,
    actor: 'staff:kari',
    body: { what, reason: 'other' },
    ...(refersTo === undefined ? {} : { refersTo }),
  });
const presences = (visitId: string) =>
  kiosk.db
    .prepare(
      `SELECT leg, ward, starts_earliest AS starts, starts_latest AS startsLatest, ends_earliest AS endsEarliest, ends_latest AS ends
       FROM presence WHERE visit_id = ? ORDER BY leg`,
    )
    .all(visitId);
const ms = (instant: string) => Date.parse(instant);

/** Whatever was written: what is kept follows from the log. */
afterEach(() => {
  expect(kiosk.protocol.mend(0)).toEqual({ visits: 0, outings: 0, unclear: 0 });
});

describe('a mistake that is undone', () => {
  it('of a leaving: inside as before, and the day is open again', () => {
    const visitId = checkIn(kiosk.protocol);
    const before = visit(visitId);
    later(kiosk.clock, 12 * HOUR);
    leave(visitId);
    expect(visit(visitId).lastDay).toBe('2026-03-11');
    const { seq } = undo(visitId, 'visit.checked-out');
    expect(visit(visitId)).toEqual({ ...before, revision: seq });
    later(kiosk.clock, HOUR);
    leave(visitId);
    expect(visit(visitId).state).toBe('left');
  });

  it('of a withdrawal: waiting as before', () => {
    const visitId = checkIn(kiosk.protocol, { outcome: 'wait-for-staff' });
    const before = visit(visitId);
    write({ type: 'visit.withdrawn', visitId, actor: 'visitor', body: {} });
    const { seq } = undo(visitId, 'visit.withdrawn');
    expect(visit(visitId)).toEqual({ ...before, revision: seq });
  });

  it.each([
    ['visit.checked-in', 'admit'],
    ['visit.referred', 'wait-for-staff'],
    ['visit.postponed', 'postpone'],
  ] as const)('of %s: nobody was here', (what, outcome) => {
    const visitId = checkIn(kiosk.protocol, { outcome });
    undo(visitId, what);
    expect(visit(visitId)).toMatchObject({ state: 'closed', undone: true, arrived: null, left: null });
    expect(presences(visitId)).toEqual([]);
    expect(kiosk.protocol.openVisits()).toEqual([]);
  });

  it('is the newest event, and of the type that is named', () => {
    const visitId = checkIn(kiosk.protocol);
    expect(refused(() => undo(visitId, 'visit.checked-out'))).toBe('not-the-newest');
    leave(visitId);
    expect(refused(() => undo(visitId, 'visit.checked-in'))).toBe('not-the-newest');
    expect(refused(() => undo(visitId, 'visit.checked-out', visit(visitId).openedBy))).toBe('not-the-newest');
    undo(visitId, 'visit.checked-out');
    expect(refused(() => undo(visitId, 'visit.checked-out'))).toBe('not-the-newest');
    expect(refused(() => undo(visitId, 'visit.checked-in'))).toBe('not-the-newest');
    expect(refused(() => undo(randomUUID(), 'visit.checked-in'))).not.toBe('taken');
  });

  it('is no withdrawal of a vigil that came back: it has left as it left before', () => {
    const visitId = checkIn(kiosk.protocol, { permitClass: 'vigil' });
    leave(visitId);
    write({
      type: 'visit.resumed',
      visitId,
      actor: 'visitor',
      body: withoutIdentity(openedBody(now(), { outcome: 'wait-for-staff' })),
    });
    write({ type: 'visit.withdrawn', visitId, actor: 'visitor', body: {} });
    expect(refused(() => undo(visitId, 'visit.withdrawn'))).toBe('nothing-changes');
  });
});

describe('a row of paper', () => {
  const enter = (changes: Partial<EventBody<'visit.entered-late'>> = {}): string => {
    const visitId = randomUUID();
    write({
      type: 'visit.entered-late',
      visitId,
      actor: 'staff:kari',
      personal: { visitorName: 'Papir Pettersen' },
      body: { ...openedBody(now()), rowCode: 'ACDE-7', left: null, ...changes },
    });
    return visitId;
  };
  const paper = (at: string): PresenceEnd => ({ at, evidence: 'paper', earliest: at, latest: at });
  const [came, went] = [paper('2026-03-09T09:00:00.000Z'), paper('2026-03-09T23:30:00.000Z')];

  it('has left where it says so, on its own day; it is kept as long as that day lets it', () => {
    const visitId = enter({ attemptedAt: came.at, arrived: came, left: went });
    expect(visit(visitId)).toMatchObject({
      state: 'left',
      arrived: came,
      left: went,
      day: '2026-03-09',
      lastDay: '2026-03-10',
    });
    expect(presences(visitId)).toMatchObject([{ leg: 0, starts: ms(came.at), ends: ms(went.at) }]);
  });

  it('is inside where nobody left', () => {
    expect(visit(enter()).state).toBe('inside');
  });

  it('lets in, always; and nothing in it lies ahead or backwards', () => {
    expect(refused(() => enter({ outcome: 'postpone', arrived: null }))).toBe('outcome-mismatch');
    expect(refused(() => enter({ outcome: 'wait-for-staff', arrived: null }))).toBe('outcome-mismatch');
    expect(refused(() => enter({ left: paper('2026-03-10T12:00:00.001Z') }))).toBe('in-the-future');
    expect(refused(() => enter({ arrived: went, left: came }))).toBe('left-before-arrived');
  });

  it('can be undone', () => {
    const visitId = enter({ left: paper(now()) });
    undo(visitId, 'visit.entered-late');
    expect(visit(visitId)).toMatchObject({ state: 'closed', undone: true });
    expect(presences(visitId)).toEqual([]);
  });

  it.each(['', 'ACDE', 'ACDE-', 'A-1', 'acde-1', 'ACDE-1000', 'ACDEFGH-1'])(
    'has no row code like «%s»',
    (rowCode) => {
      expect(eventShapes['visit.entered-late'][1].shape.rowCode.safeParse(rowCode).success).toBe(false);
    },
  );
});

describe('what tracing searches', () => {
  it('has the earliest and the latest of both ends, and no end of whoever is still here', () => {
    const visitId = checkIn(kiosk.protocol);
    const at = ms(now());
    expect(presences(visitId)).toEqual([
      { leg: 0, ward: 'w1', starts: at, startsLatest: at, endsEarliest: null, ends: null },
    ]);
    const latest = later(kiosk.clock, HOUR);
    const earliest = new Date(at).toISOString();
    leave(visitId, { at: earliest, evidence: 'swept', earliest, latest });
    expect(presences(visitId)).toMatchObject([{ endsEarliest: at, ends: at + HOUR }]);
  });

  it('has each time inside of a vigil, and what is put right', () => {
    const visitId = checkIn(kiosk.protocol, { permitClass: 'vigil' });
    const first = ms(now());
    later(kiosk.clock, HOUR);
    leave(visitId);
    later(kiosk.clock, HOUR);
    write({ type: 'visit.resumed', visitId, actor: 'visitor', body: withoutIdentity(openedBody(now())) });
    expect(presences(visitId)).toMatchObject([
      { leg: 0, starts: first, ends: first + HOUR },
      { leg: 1, starts: first + 2 * HOUR, ends: null },
    ]);
    write({
      type: 'visit.corrected',
      visitId,
      actor: 'staff:kari',
      body: { reason: 'wrong-place', changes: { ward: 'w2', place: 'p2' } },
    });
    expect(presences(visitId)).toMatchObject([{ ward: 'w2' }, { ward: 'w2' }]);
  });

  it('has nobody who only waited; and who came back and waits is there as long as they were inside', () => {
    expect(presences(checkIn(kiosk.protocol, { outcome: 'wait-for-staff' }))).toEqual([]);
    const visitId = checkIn(kiosk.protocol, { permitClass: 'vigil' });
    leave(visitId);
    const body = withoutIdentity(openedBody(now(), { outcome: 'wait-for-staff' }));
    write({ type: 'visit.resumed', visitId, actor: 'visitor', body });
    expect(presences(visitId)).toHaveLength(1);
  });
});

describe('the last day', () => {
  it('is the day on which they had gone for certain', () => {
    const visitId = checkIn(kiosk.protocol);
    const latest = later(kiosk.clock, 12 * HOUR);
    const earliest = visit(visitId).arrived?.at ?? '';
    leave(visitId, { at: earliest, evidence: 'swept', earliest, latest });
    expect(visit(visitId)).toMatchObject({ day: '2026-03-10', lastDay: '2026-03-11' });
    write({
      type: 'visit.corrected',
      visitId,
      actor: 'staff:kari',
      body: { reason: 'wrong-time', changes: { left: seenAt(earliest, 'seen-by-staff') } },
    });
    expect(visit(visitId).lastDay).toBe('2026-03-10');
  });

  it('is the day at the door of whoever never came in', () => {
    const visitId = checkIn(kiosk.protocol, { outcome: 'wait-for-staff' });
    later(kiosk.clock, 12 * HOUR);
    write({ type: 'visit.withdrawn', visitId, actor: 'kiosk', body: {} });
    expect(visit(visitId).lastDay).toBe('2026-03-10');
  });
});
