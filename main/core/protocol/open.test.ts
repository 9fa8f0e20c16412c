import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seenAt } from '../../../shared/domain/presence.ts';
import { KIOSK, checkIn, openedBody, startProtocol } from '../../../test/support/protocol.ts';
import type { TestProtocol } from '../../../test/support/protocol.ts';
import { newRecipientKeys } from './keys.ts';
import { openProtocol } from './open.ts';
import { closeTasksOfVisit, openTask, openTasks } from './tasks.ts';
import { verdictOf } from '../../../test/support/verdict.ts';

const MINUTE = 60_000;
let kiosk: TestProtocol;
beforeEach(() => {
  kiosk = startProtocol();
});
afterEach(() => kiosk.end());

describe('the visit protocol', () => {
  it('follows the institution to another zone: days are derived anew, and it still verifies', async () => {
    const { protocol, db, clock, secrets } = kiosk;
    clock.set('2026-03-10T22:30:00.000Z');
    const visitId = checkIn(protocol);
    const settings = { institution: { zone: 'Europe/Helsinki' }, kiosk: { id: KIOSK } };
    const moved = openProtocol(db, { clock, secrets, settings });
    expect(moved.visit(visitId)?.day).toBe('2026-03-11');
    expect(await verdictOf(db.name, { settings, secrets })).toMatchObject({ findings: [] });
    // Whoever is inside keeps the key of the day that they are sealed under.
    await moved.addRecipient('lead', newRecipientKeys().publicJwk);
    clock.set('2026-03-12T12:00:00.000Z');
    moved.closePastDays();
    expect(moved.personal(visitId)).toMatchObject({ visitorName: 'Åse Øverås' });
  });

  it('keeps a check-in with its outbox row, its task and its projection, and the name sealed', async () => {
    const { protocol, db } = kiosk;
    await protocol.ensureDayKey();
    const visitId = randomUUID();
    protocol.transaction(() => {
      const event = protocol.append({
        type: 'visit.referred',
        body: openedBody(protocol.now(), { outcome: 'wait-for-staff' }),
        visitId,
        actor: 'visitor',
        personal: { visitorName: 'Åse Øverås', phone: '+47 22 33 44 55' },
      });
      openTask(db, { kind: 'visitor-waits', eventSeq: event.seq, visitId });
    });
    expect(protocol.visit(visitId)).toMatchObject({ state: 'waiting', revision: 1, day: '2026-03-10' });
    expect(protocol.personal(visitId)).toEqual({ visitorName: 'Åse Øverås', phone: '+47 22 33 44 55' });
    expect(openTasks(db)).toMatchObject([{ kind: 'visitor-waits', visitId, eventSeq: 1 }]);
    expect(db.prepare('SELECT seq, state FROM outbox').all()).toEqual([{ seq: 1, state: 'waiting' }]);
    expect(db.serialize().includes('Øverås')).toBe(false);
  });

  it('writes nothing at all when the work after an event fails', () => {
    const { protocol, db } = kiosk;
    expect(() =>
      protocol.transaction(() => {
        protocol.append({ type: 'help.called', body: { screen: 'attract' }, actor: 'visitor' });
        throw new Error('later');
      }),
    ).toThrow('later');
    expect(protocol.length()).toBe(0);
    expect(db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0);
  });

  it('lays corrections over the opening fields, but keeps each reason with its own event', () => {
    const { protocol } = kiosk;
    const visitId = checkIn(protocol);
    protocol.transaction(() =>
      protocol.append({
        type: 'visit.corrected',
        body: { reason: 'wrong-person', changes: { partySize: 2 } },
        visitId,
        actor: 'staff:kari',
        personal: { visitorName: 'Aase Overaas', reasonText: 'spelt out by herself' },
      }),
    );
    expect(protocol.personal(visitId)).toEqual({ visitorName: 'Aase Overaas', residentName: 'Ola Li' });
    expect(protocol.personalOfEvent(2)).toMatchObject({ reasonText: 'spelt out by herself' });
    expect(protocol.visit(visitId)).toMatchObject({ partySize: 2, revision: 2 });
    expect(protocol.events(2, 1)).toMatchObject([{ refersTo: 1 }]);
  });

  it('closes the tasks of a visit that staff let in', () => {
    const { protocol, db, clock } = kiosk;
    const visitId = checkIn(protocol, { outcome: 'wait-for-staff' });
    protocol.transaction(() => openTask(db, { kind: 'visitor-waits', eventSeq: 1, visitId }));
    clock.advance(MINUTE);
    protocol.transaction(() => {
      protocol.append({
        type: 'visit.overridden',
        body: {
          from: 'wait-for-staff',
          to: 'admit',
          reason: 'misunderstood-question',
          arrived: seenAt(protocol.now(), 'seen-by-staff'),
        },
        visitId,
        actor: 'staff:kari',
      });
      closeTasksOfVisit(db, visitId, ['visitor-waits'], 'staff:kari', protocol.now());
    });
    expect(openTasks(db)).toEqual([]);
    expect(protocol.visit(visitId)).toMatchObject({ state: 'inside', outcome: 'admit', overridden: true });
  });

  it('never dates an event before the one before it, whatever the clock says', () => {
    const { protocol, clock } = kiosk;
    checkIn(protocol);
    clock.set('2026-03-10T11:00:00.000Z');
    checkIn(protocol);
    expect(protocol.events(1, 9).map((event) => event.at)).toEqual([
      '2026-03-10T12:00:00.000Z',
      '2026-03-10T12:00:00.000Z',
    ]);
  });
});
