import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventBody } from '../../../shared/domain/events.ts';
import type { Outcome } from '../../../shared/domain/outcome.ts';
import { seenAt } from '../../../shared/domain/presence.ts';
import { checkIn, later, openedBody, startProtocol } from '../../../test/support/protocol.ts';
import type { TestProtocol } from '../../../test/support/protocol.ts';
import { ProtocolRefusal } from './refusal.ts';
import type { ProtocolRefusalCode } from './refusal.ts';
import type { NewEvent, Visit } from './types.ts';

const MINUTE = 60_000;
let kiosk: TestProtocol;
beforeEach(() => {
  kiosk = startProtocol();
});
afterEach(() => kiosk.end());

const write = (event: NewEvent) => kiosk.protocol.transaction(() => kiosk.protocol.append(event));
const now = () => kiosk.protocol.now();

const override = (visitId: string, from: Outcome, to: Outcome, arrives = false) =>
  write({
    type: 'visit.overridden',
    body: {
      from,
      to,
      reason: 'clinical-assessment',
      arrived: arrives ? seenAt(now(), 'seen-by-staff') : null,
    },
    visitId,
    actor: 'staff:kari',
  });
const checkOut = (visitId: string, at = now()) =>
  write({ type: 'visit.checked-out', body: { left: seenAt(at, 'scanned') }, visitId, actor: 'visitor' });
const correct = (visitId: string, changes: EventBody<'visit.corrected'>['changes']) =>
  write({ type: 'visit.corrected', body: { reason: 'wrong-time', changes }, visitId, actor: 'staff:kari' });

const visit = (visitId: string): Visit => {
  const found = kiosk.protocol.visit(visitId);
  if (!found) throw new Error('no such visit');
  return found;
};

/** What is refused writes nothing, and says which of the closed list it is. */
const refuses = (code: ProtocolRefusalCode, work: () => unknown) => {
  const tables = ['event', 'outbox', 'sealed', 'visit', 'visit_key', 'key_name'];
  const before = tables.map((table) => kiosk.db.prepare(`SELECT * FROM ${table}`).all());
  expect(work).toThrow(ProtocolRefusal);
  try {
    work();
  } catch (refusal) {
    expect(refusal).toMatchObject({ code });
  }
  expect(tables.map((table) => kiosk.db.prepare(`SELECT * FROM ${table}`).all())).toEqual(before);
};

describe('a visit', () => {
  it('begins inside, waiting or closed, as its outcome says', () => {
    const state = (outcome: Outcome) => visit(checkIn(kiosk.protocol, { outcome })).state;
    expect(state('admit')).toBe('inside');
    expect(state('admit-with-conditions')).toBe('inside');
    expect(state('right-of-access')).toBe('inside');
    expect(state('wait-for-staff')).toBe('waiting');
    expect(state('escorted-route')).toBe('waiting');
    expect(state('postpone')).toBe('closed');
  });

  it('is found by its receipt, its booking and its day, and while it is open', () => {
    const { protocol } = kiosk;
    const visitId = checkIn(protocol, { bookingId: 'b1', receipt: 'ACDEFH' });
    checkIn(protocol, { outcome: 'postpone' });
    const all = [visit(visitId)];
    expect(protocol.visitByReceipt('ACDEFH')).toEqual(all[0]);
    expect(protocol.visitsOfBooking('b1')).toEqual(all);
    expect(protocol.openVisits()).toEqual(all);
    expect(protocol.visitsOfDay('2026-03-10')).toHaveLength(2);
    expect(protocol.visitsOfDay('2026-03-11')).toEqual([]);
  });

  it('ends with a check-out, once', () => {
    const visitId = checkIn(kiosk.protocol);
    const at = later(kiosk.clock, 30 * MINUTE);
    checkOut(visitId);
    expect(visit(visitId)).toMatchObject({ state: 'left', left: seenAt(at, 'scanned') });
    refuses('not-inside', () => checkOut(visitId));
  });

  it('cannot end for somebody who never came in', () => {
    const visitId = checkIn(kiosk.protocol, { outcome: 'wait-for-staff' });
    refuses('not-inside', () => checkOut(visitId));
    refuses('unknown-visit', () => checkOut(randomUUID()));
  });

  it('cannot end before it began, nor in the future', () => {
    const visitId = checkIn(kiosk.protocol);
    refuses('left-before-arrived', () => checkOut(visitId, '2026-03-10T11:59:59.999Z'));
    refuses('in-the-future', () => checkOut(visitId, '2026-03-10T12:00:00.001Z'));
  });

  it('cannot be opened twice, nor with a receipt that is taken', () => {
    const visitId = checkIn(kiosk.protocol, { receipt: 'ACDEFH' });
    const open = (id: string, receipt?: string) =>
      write({
        type: 'visit.checked-in',
        body: openedBody(now(), receipt === undefined ? {} : { receipt }),
        visitId: id,
        actor: 'visitor',
        personal: { visitorName: 'Per' },
      });
    refuses('visit-exists', () => open(visitId));
    refuses('receipt-taken', () => open(randomUUID(), 'ACDEFH'));
  });

  it('has an arrival exactly when its outcome lets in', () => {
    const open = (type: 'visit.checked-in' | 'visit.referred', outcome: Outcome, arrives: boolean) =>
      write({
        type,
        body: openedBody(now(), { outcome, arrived: arrives ? seenAt(now(), 'scanned') : null }),
        visitId: randomUUID(),
        actor: 'visitor',
      });
    refuses('outcome-mismatch', () => open('visit.checked-in', 'admit', false));
    refuses('outcome-mismatch', () => open('visit.checked-in', 'wait-for-staff', false));
    refuses('outcome-mismatch', () => open('visit.referred', 'wait-for-staff', true));
    refuses('outcome-mismatch', () => open('visit.referred', 'postpone', false));
  });
});

describe('an override', () => {
  it('lets in somebody who waits, seen by staff', () => {
    const visitId = checkIn(kiosk.protocol, { outcome: 'escorted-route' });
    const at = later(kiosk.clock, 5 * MINUTE);
    override(visitId, 'escorted-route', 'admit-with-conditions', true);
    expect(visit(visitId)).toMatchObject({
      state: 'inside',
      outcome: 'admit-with-conditions',
      overridden: true,
      arrived: { at, evidence: 'seen-by-staff' },
    });
  });

  it('postpones, and takes a postponement back', () => {
    const visitId = checkIn(kiosk.protocol, { outcome: 'wait-for-staff' });
    override(visitId, 'wait-for-staff', 'postpone');
    expect(visit(visitId).state).toBe('closed');
    override(visitId, 'postpone', 'admit', true);
    expect(visit(visitId).state).toBe('inside');
  });

  it('keeps the arrival of somebody who was inside before they must wait', () => {
    const visitId = checkIn(kiosk.protocol);
    const { arrived } = visit(visitId);
    later(kiosk.clock, 5 * MINUTE);
    override(visitId, 'admit', 'wait-for-staff');
    expect(visit(visitId)).toMatchObject({ state: 'waiting', arrived });
    override(visitId, 'wait-for-staff', 'admit', true);
    expect(visit(visitId)).toMatchObject({ state: 'inside', arrived });
  });

  it('of a visit that is over, from an outcome that is no longer in force, or to the same one, is refused', () => {
    const visitId = checkIn(kiosk.protocol);
    refuses('outcome-changed', () => override(visitId, 'wait-for-staff', 'admit', true));
    refuses('nothing-changes', () => override(visitId, 'admit', 'admit'));
    checkOut(visitId);
    refuses('visit-over', () => override(visitId, 'admit', 'wait-for-staff'));
  });

  it('to an outcome that lets in needs an arrival, and to another must not have one', () => {
    const visitId = checkIn(kiosk.protocol, { outcome: 'wait-for-staff' });
    refuses('outcome-mismatch', () => override(visitId, 'wait-for-staff', 'admit'));
    refuses('outcome-mismatch', () => override(visitId, 'wait-for-staff', 'postpone', true));
  });

  it('never turns away somebody who has a right of access (P8, S0:103-125)', () => {
    const visitId = checkIn(kiosk.protocol, { outcome: 'right-of-access' });
    for (const to of ['postpone', 'wait-for-staff', 'escorted-route'] as const)
      refuses('right-of-access', () => override(visitId, 'right-of-access', to));
  });
});

describe('a correction', () => {
  it('changes place, party and times, and leaves the log as it was', () => {
    const visitId = checkIn(kiosk.protocol);
    const opening = kiosk.protocol.events(1, 1);
    const earlier = seenAt('2026-03-10T11:30:00.000Z', 'seen-by-staff');
    correct(visitId, { place: 'p2', ward: 'w2', partySize: 2, arrived: earlier });
    expect(visit(visitId)).toMatchObject({
      place: 'p2',
      ward: 'w2',
      partySize: 2,
      arrived: earlier,
      state: 'inside',
    });
    expect(kiosk.protocol.events(1, 1)).toEqual(opening);
  });

  it('takes a check-out back, and gives one that was forgotten', () => {
    const visitId = checkIn(kiosk.protocol);
    checkOut(visitId);
    correct(visitId, { left: null });
    expect(visit(visitId)).toMatchObject({ state: 'inside', left: null });
    correct(visitId, { left: seenAt(now(), 'seen-by-staff') });
    expect(visit(visitId).state).toBe('left');
  });

  it('that lets them leave before they came, or from the future, is refused', () => {
    const visitId = checkIn(kiosk.protocol);
    later(kiosk.clock, 10 * MINUTE);
    checkOut(visitId, '2026-03-10T12:05:00.000Z');
    refuses('left-before-arrived', () =>
      correct(visitId, { arrived: seenAt('2026-03-10T12:06:00.000Z', 'scanned') }),
    );
    refuses('left-before-arrived', () =>
      correct(visitId, { left: seenAt('2026-03-10T11:00:00.000Z', 'scanned') }),
    );
    refuses('in-the-future', () => correct(visitId, { left: seenAt('2026-03-10T13:00:00.000Z', 'scanned') }));
  });

  it('gives no times to somebody who never came in', () => {
    const visitId = checkIn(kiosk.protocol, { outcome: 'wait-for-staff' });
    refuses('never-arrived', () => correct(visitId, { arrived: seenAt(now(), 'scanned') }));
    correct(visitId, { partySize: 2 });
    expect(visit(visitId)).toMatchObject({ state: 'waiting', partySize: 2 });
  });
});

describe('an event is refused', () => {
  it('when its body is not of its shape', () => {
    refuses('bad-body', () =>
      write({ type: 'help.called', body: { screen: 'x'.repeat(41) }, actor: 'visitor' }),
    );
  });

  it('when it names a visit that it has nothing to do with, or none where it must', () => {
    const other = checkIn(kiosk.protocol);
    const visitId = checkIn(kiosk.protocol);
    const body = { left: seenAt(now(), 'scanned') };
    refuses('bad-visit-id', () => write({ type: 'visit.checked-out', body, actor: 'visitor' }));
    refuses('bad-visit-id', () => write({ type: 'visit.checked-out', body, actor: 'visitor', visitId: 'x' }));
    refuses('bad-visit-id', () =>
      write({ type: 'help.called', body: { screen: 'x' }, visitId: other, actor: 'visitor' }),
    );
    refuses('bad-reference', () =>
      write({ type: 'visit.checked-out', body, visitId, refersTo: 1, actor: 'visitor' }),
    );
    refuses('bad-reference', () =>
      write({ type: 'visit.checked-out', body, visitId, refersTo: 99, actor: 'visitor' }),
    );
  });

  it('when there is something to seal and no visit to seal it for', () => {
    refuses('bad-visit-id', () =>
      write({
        type: 'help.called',
        body: { screen: 'x' },
        actor: 'visitor',
        personal: { visitorName: 'Per' },
      }),
    );
  });
});
