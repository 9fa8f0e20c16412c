import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIn, later, startProtocol } from '../../../test/support/protocol.ts';
import type { TestProtocol } from '../../../test/support/protocol.ts';
import { closeTask, closeTasksOfVisit, openTask, openTasks } from './tasks.ts';

let kiosk: TestProtocol;
beforeEach(() => {
  kiosk = startProtocol();
});
afterEach(() => kiosk.end());

describe('a task', () => {
  it('begins with its event, and is open until somebody closes it, once', () => {
    const { protocol, db, clock } = kiosk;
    const visitId = checkIn(protocol, { outcome: 'wait-for-staff' });
    const since = protocol.now();
    const at = later(clock, 60_000);
    const id = protocol.transaction(() =>
      openTask(db, { kind: 'visitor-waits', eventSeq: 1, visitId, detail: 'wait-for-staff' }),
    );
    expect(openTasks(db)).toEqual([
      { id, kind: 'visitor-waits', eventSeq: 1, visitId, openedAt: since, detail: 'wait-for-staff' },
    ]);
    expect(protocol.transaction(() => closeTask(db, id, 'staff:kari', at))).toBe(true);
    expect(protocol.transaction(() => closeTask(db, id, 'staff:ola', at))).toBe(false);
    expect(openTasks(db)).toEqual([]);
    expect(db.prepare('SELECT closed_at, closed_by FROM task').all()).toEqual([
      { closed_at: at, closed_by: 'staff:kari' },
    ]);
  });

  it('is closed with others of its visit, of the kinds that are settled, and of no other visit', () => {
    const { protocol, db } = kiosk;
    const [one, other] = [checkIn(protocol), checkIn(protocol)];
    const closed = protocol.transaction(() => {
      openTask(db, { kind: 'visitor-waits', eventSeq: 1, visitId: one });
      openTask(db, { kind: 'code', eventSeq: 1, visitId: one });
      openTask(db, { kind: 'visitor-waits', eventSeq: 2, visitId: other });
      openTask(db, { kind: 'reason-owed', eventSeq: 1, visitId: one });
      return closeTasksOfVisit(db, one, ['visitor-waits', 'code'], 'staff:kari', protocol.now());
    });
    expect(closed).toBe(2);
    expect(openTasks(db)).toMatchObject([
      { visitId: other, kind: 'visitor-waits' },
      { visitId: one, kind: 'reason-owed' },
    ]);
  });

  it('is never opened outside a transaction, nor for an event that is not there', () => {
    const { protocol, db } = kiosk;
    expect(() => openTask(db, { kind: 'help', eventSeq: 1 })).toThrow('inside a transaction');
    expect(() => protocol.transaction(() => openTask(db, { kind: 'help', eventSeq: 1 }))).toThrow(
      'no event 1',
    );
  });

  it('wakes those who wait for a change, as every commit that wrote something does', async () => {
    const { protocol, db } = kiosk;
    checkIn(protocol);
    const before = protocol.changes.revision();
    const woken = protocol.changes.waitFor(before, { timeoutMs: 60_000 });
    protocol.transaction(() => openTasks(db));
    expect(protocol.changes.revision()).toBe(before);
    protocol.transaction(() => openTask(db, { kind: 'help', eventSeq: 1 }));
    expect(await woken).toBe(before + 1);
  });
});
