import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../shared/domain/outcome.ts';
import { seenAt } from '../../../shared/domain/presence.ts';
import {
  checkIn,
  later,
  openedBody,
  startProtocol,
  withoutIdentity,
} from '../../../test/support/protocol.ts';
import type { TestProtocol } from '../../../test/support/protocol.ts';
import { newRecipientKeys } from './keys.ts';
import { mayResume } from './project.ts';
import type { Visit } from './types.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let kiosk: TestProtocol;
beforeEach(() => {
  kiosk = startProtocol();
});
afterEach(() => kiosk.end());

const visit = (visitId: string): Visit => {
  const found = kiosk.protocol.visit(visitId);
  if (!found) throw new Error('no such visit');
  return found;
};
const leaves = (visitId: string) =>
  kiosk.protocol.transaction(() =>
    kiosk.protocol.append({
      type: 'visit.checked-out',
      body: { left: seenAt(kiosk.protocol.now(), 'scanned') },
      visitId,
      actor: 'visitor',
    }),
  );
const comesBack = (visitId: string, outcome: Outcome = 'admit', partySize = 1) => {
  const { protocol } = kiosk;
  const asked = withoutIdentity(openedBody(protocol.now(), { outcome, partySize }));
  return protocol.transaction(() =>
    protocol.append({
      type: 'visit.resumed',
      body: asked,
      visitId,
      actor: 'visitor',
      personal: { companions: [] },
    }),
  );
};

describe('a vigil that goes in and out', () => {
  it('is one visit with each time inside as a leg of it', () => {
    const { protocol, clock } = kiosk;
    const visitId = checkIn(protocol, { permitClass: 'vigil', bookingId: 'b1' });
    const first = visit(visitId).arrived;
    later(clock, 5 * MINUTE);
    leaves(visitId);
    const out = visit(visitId).left;
    later(clock, HOUR);
    comesBack(visitId, 'admit', 2);
    expect(protocol.visitsOfBooking('b1')).toHaveLength(1);
    expect(visit(visitId)).toMatchObject({
      state: 'inside',
      partySize: 2,
      arrived: { at: protocol.now() },
      left: null,
      legs: [{ arrived: first, left: out }],
    });
    expect(visit(visitId).opened).toMatchObject({ permitClass: 'vigil', bookingId: 'b1', partySize: 2 });
  });

  it('waits for staff when what was answered on return says so, and has left as before when it goes again', () => {
    const { protocol, clock } = kiosk;
    const visitId = checkIn(protocol, { permitClass: 'vigil' });
    leaves(visitId);
    const before = visit(visitId);
    later(clock, MINUTE);
    comesBack(visitId, 'escorted-route');
    expect(visit(visitId)).toMatchObject({ state: 'waiting', arrived: null, left: null });
    protocol.transaction(() =>
      protocol.append({ type: 'visit.withdrawn', body: {}, visitId, actor: 'staff:kari' }),
    );
    expect(visit(visitId)).toMatchObject({
      state: 'left',
      arrived: before.arrived,
      left: before.left,
      legs: [],
    });
  });

  it('comes back only to a vigil, only when it is out, and not before it left', () => {
    const { protocol, clock } = kiosk;
    const ordinary = checkIn(protocol);
    const vigil = checkIn(protocol, { permitClass: 'vigil' });
    expect(() => comesBack(vigil)).toThrow('not-out');
    leaves(ordinary);
    expect(() => comesBack(ordinary)).toThrow('not-out');
    leaves(vigil);
    clock.advance(-MINUTE);
    expect(() => comesBack(vigil)).toThrow('left-before-arrived');
    expect(() => comesBack(randomUUID())).toThrow('unknown-visit');
  });

  it('comes back to the same visit within twelve hours, also after midnight, with its names still open', async () => {
    const { protocol, clock } = kiosk;
    await protocol.addRecipient('lead', newRecipientKeys().publicJwk);
    clock.set('2026-03-10T22:30:00.000Z');
    const visitId = checkIn(protocol, { permitClass: 'vigil' });
    leaves(visitId);
    later(clock, 11 * HOUR);
    expect(mayResume(visit(visitId), protocol.now())).toBe(true);
    await protocol.ensureDayKey();
    protocol.closePastDays();
    comesBack(visitId);
    expect(protocol.personal(visitId)).toMatchObject({ visitorName: 'Åse Øverås' });
    leaves(visitId);
    later(clock, 12 * HOUR + 1);
    expect(mayResume(visit(visitId), protocol.now())).toBe(false);
    later(clock, 12 * HOUR);
    await protocol.ensureDayKey();
    protocol.closePastDays();
    expect(protocol.personal(visitId)).toBe('closed');
  });

  it('is the same in a list that is made again from the events', () => {
    const visitId = checkIn(kiosk.protocol, { permitClass: 'vigil' });
    leaves(visitId);
    later(kiosk.clock, MINUTE);
    comesBack(visitId);
    const before = visit(visitId);
    kiosk.protocol.rebuild();
    expect(visit(visitId)).toEqual(before);
  });
});
