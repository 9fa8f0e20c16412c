import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seenAt } from '../../../shared/domain/presence.ts';
import {
  checkIn,
  startProtocol,
  testClock,
  ZONE,
  type TestProtocol,
} from '../../../test/support/protocol.ts';
import { openTasks } from '../protocol/tasks.ts';
import type { Visit } from '../protocol/types.ts';
import { nightlyTimes } from '../sync/schedule.ts';
import { letGoOfWaiting, closeOldQuestions } from './left-open.ts';
import { sweep } from './sweep.ts';

/** 21:00 in Oslo in winter. */
const CLOSING = '2026-03-10T20:00:00.000Z';
let kiosk: TestProtocol;
beforeEach(() => {
  kiosk = startProtocol({ clock: testClock('2026-03-10T12:00:00.000Z') });
});
afterEach(() => kiosk.end());

const parts = (closesAt = '21:00') => ({
  db: kiosk.db,
  protocol: kiosk.protocol,
  zone: ZONE,
  closing: nightlyTimes(closesAt, ZONE),
  log: { write: () => undefined },
});
const at = (instant: string) => {
  kiosk.clock.set(instant);
};
const visit = (visitId: string): Visit => {
  const found = kiosk.protocol.visit(visitId);
  if (!found) throw new Error('no such visit');
  return found;
};
/** Agreed until then. */
const booked = (id: string, until: string) =>
  kiosk.db
    .prepare(
      `INSERT INTO booking (id, jti, word_code, starts_at, ends_at, expires, sealed) VALUES (?, ?, 'ACDEFH', ?, ?, ?, x'00')`,
    )
    .run(id, id, '2026-03-10T11:00:00.000Z', until, until);

describe('closing time', () => {
  it('ends a visit that nobody checked out: not before they came, not after now, and never as if anybody had seen it', async () => {
    const visitId = checkIn(kiosk.protocol);
    at(CLOSING);
    expect(await sweep(parts())).toBe(1);
    const came = '2026-03-10T12:00:00.000Z';
    expect(visit(visitId)).toMatchObject({
      state: 'left',
      left: { at: came, evidence: 'swept', earliest: came, latest: CLOSING },
    });
    const [, swept] = kiosk.protocol.history(visitId);
    expect(swept).toMatchObject({ type: 'visit.checked-out', actor: 'kiosk' });
  });

  it('takes the agreed end where it lies between', async () => {
    booked('b1', '2026-03-10T14:00:00.000Z');
    const visitId = checkIn(kiosk.protocol, { bookingId: 'b1' });
    at(CLOSING);
    await sweep(parts());
    expect(visit(visitId).left).toEqual({
      at: '2026-03-10T14:00:00.000Z',
      evidence: 'swept',
      earliest: '2026-03-10T12:00:00.000Z',
      latest: CLOSING,
    });
  });

  it('leaves whoever has an agreement that lasts longer, and ends it when that is over', async () => {
    booked('b1', '2026-03-10T22:00:00.000Z');
    const visitId = checkIn(kiosk.protocol, { bookingId: 'b1' });
    at(CLOSING);
    expect(await sweep(parts())).toBe(0);
    at('2026-03-10T23:00:00.000Z');
    expect(await sweep(parts())).toBe(1);
    expect(visit(visitId).left?.latest).toBe('2026-03-10T23:00:00.000Z');
  });

  it.each(['vigil', 'end-of-life', 'critical-situation', 'birth-partner', 'respite'] as const)(
    'does not end the visit of a %s, who may stay the night',
    async (permitClass) => {
      const visitId = checkIn(kiosk.protocol, { permitClass });
      at(CLOSING);
      expect(await sweep(parts())).toBe(0);
      expect(visit(visitId).state).toBe('inside');
    },
  );

  it('asks about nobody who came after it until it is closing time again', async () => {
    at('2026-03-10T20:30:00.000Z');
    const visitId = checkIn(kiosk.protocol);
    at('2026-03-10T23:30:00.000Z');
    expect(await sweep(parts())).toBe(0);
    at('2026-03-11T20:00:00.000Z');
    expect(await sweep(parts())).toBe(1);
    expect(visit(visitId).left?.earliest).toBe('2026-03-10T20:30:00.000Z');
  });

  it('done again, ends nobody twice, and asks staff once', async () => {
    const visitId = checkIn(kiosk.protocol);
    at(CLOSING);
    await sweep(parts());
    expect(await sweep(parts())).toBe(0);
    expect(openTasks(kiosk.db)).toMatchObject([{ kind: 'swept', visitId, detail: '2026-03-10' }]);
  });

  it('made up for in the morning says only that they had gone by then, and belongs to the evening', async () => {
    const visitId = checkIn(kiosk.protocol);
    at('2026-03-11T06:00:00.000Z');
    await sweep(parts());
    expect(visit(visitId)).toMatchObject({
      left: { earliest: '2026-03-10T12:00:00.000Z', latest: '2026-03-11T06:00:00.000Z' },
      lastDay: '2026-03-11',
    });
    expect(openTasks(kiosk.db)).toMatchObject([{ detail: '2026-03-10' }]);
  });

  it('knows that somebody was here when staff said so', async () => {
    const visitId = checkIn(kiosk.protocol);
    at(CLOSING);
    await sweep(parts());
    at('2026-03-10T20:40:00.000Z');
    kiosk.protocol.transaction(() =>
      kiosk.protocol.append({
        type: 'visit.undone',
        visitId,
        actor: 'staff:kari',
        body: { what: 'visit.checked-out', reason: 'other' },
      }),
    );
    at('2026-03-10T23:00:00.000Z');
    expect(await sweep(parts())).toBe(0);
    at('2026-03-11T20:00:00.000Z');
    await sweep(parts());
    expect(visit(visitId).left).toMatchObject({
      at: '2026-03-10T20:40:00.000Z',
      earliest: '2026-03-10T20:40:00.000Z',
    });
  });

  it('leaves whoever came while the clock stood ahead, until their time has come', async () => {
    at('2026-03-12T12:00:00.000Z');
    const visitId = checkIn(kiosk.protocol);
    at(CLOSING);
    expect(await sweep(parts())).toBe(0);
    at('2026-03-12T20:00:00.000Z');
    expect(await sweep(parts())).toBe(1);
    expect(visit(visitId).state).toBe('left');
  });

  it.each([
    ['that has its hour twice, it is the first', '2026-10-25T00:29:59.000Z', '2026-10-25T00:30:00.000Z'],
    [
      'that has no such hour, it is when the clock jumps',
      '2026-03-29T00:59:59.000Z',
      '2026-03-29T01:00:00.000Z',
    ],
  ])('in the night %s', async (_night, justBefore, closing) => {
    const came = new Date(Date.parse(closing) - 3_600_000).toISOString();
    at(came);
    checkIn(kiosk.protocol, { arrived: seenAt(came, 'scanned') });
    at(justBefore);
    expect(await sweep(parts('02:30'))).toBe(0);
    at(closing);
    expect(await sweep(parts('02:30'))).toBe(1);
    at(new Date(Date.parse(closing) + 3_600_000).toISOString());
    checkIn(kiosk.protocol);
    expect(await sweep(parts('02:30'))).toBe(0);
  });
});

describe('who still waits when the day is over', () => {
  it('has gone again, says the kiosk, and calls nobody any more', async () => {
    const visitId = checkIn(kiosk.protocol, { outcome: 'wait-for-staff' });
    at('2026-03-10T23:00:00.000Z');
    expect(await letGoOfWaiting(parts())).toBe(1);
    expect(visit(visitId).state).toBe('closed');
    expect(kiosk.protocol.history(visitId).at(-1)).toMatchObject({ type: 'visit.withdrawn', actor: 'kiosk' });
  });

  it('waits on when they came in the night', async () => {
    at('2026-03-10T22:50:00.000Z');
    const visitId = checkIn(kiosk.protocol, { outcome: 'wait-for-staff', permitClass: 'vigil' });
    at('2026-03-10T23:00:00.000Z');
    expect(await letGoOfWaiting(parts())).toBe(0);
    expect(visit(visitId).state).toBe('waiting');
  });

  it('waits on in the evening', async () => {
    checkIn(kiosk.protocol, { outcome: 'wait-for-staff' });
    at(CLOSING);
    expect(await letGoOfWaiting(parts())).toBe(0);
  });
});

it('is not asked any more whom nobody answered for, when the next day is over', async () => {
  checkIn(kiosk.protocol);
  at(CLOSING);
  await sweep(parts());
  at('2026-03-10T23:00:00.000Z');
  closeOldQuestions(parts());
  expect(openTasks(kiosk.db)).toHaveLength(1);
  at('2026-03-11T23:00:00.000Z');
  closeOldQuestions(parts());
  expect(openTasks(kiosk.db)).toEqual([]);
});
