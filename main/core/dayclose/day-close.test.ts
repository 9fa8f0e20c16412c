import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkIn,
  startProtocol,
  testClock,
  withoutIdentity,
  openedBody,
  ZONE,
  type TestProtocol,
} from '../../../test/support/protocol.ts';
import type { LogEntry } from '../ports.ts';
import { newRecipientKeys } from '../protocol/keys.ts';
import { openTask } from '../protocol/tasks.ts';
import type { Protocol } from '../protocol/types.ts';
import { openDayClose, type CloseStep } from './index.ts';

/** Midnight in Oslo. */
const MIDNIGHT = '2026-03-10T23:00:00.000Z';
let kiosk: TestProtocol;
let log: LogEntry[];
beforeEach(async () => {
  log = [];
  kiosk = startProtocol({ clock: testClock('2026-03-10T12:00:00.000Z') });
  await kiosk.protocol.ensureDayKey();
  await kiosk.protocol.addRecipient('municipality', newRecipientKeys().publicJwk);
});
afterEach(() => kiosk.end());

const dayClose = (changes: { steps?: CloseStep[]; protocol?: Protocol } = {}) =>
  openDayClose({
    db: kiosk.db,
    protocol: kiosk.protocol,
    clock: kiosk.clock,
    zone: ZONE,
    closesAt: '21:00',
    steps: [],
    log: { write: (entry) => void log.push(entry) },
    ...changes,
  });
const at = (instant: string) => {
  kiosk.clock.set(instant);
};
const closedDays = (): unknown[] =>
  kiosk.db
    .prepare(`SELECT body FROM event WHERE type = 'day.closed' ORDER BY seq`)
    .pluck()
    .all()
    .map((body) => JSON.parse(String(body)) as unknown);
const booked = (id: string, until: string) =>
  kiosk.db
    .prepare(
      `INSERT INTO booking (id, jti, word_code, starts_at, ends_at, expires, sealed) VALUES (?, ?, 'ACDEFH', ?, ?, ?, x'00')`,
    )
    .run(id, id, '2026-03-10T11:00:00.000Z', until, until);
const bookings = () => kiosk.db.prepare('SELECT id FROM booking ORDER BY id').pluck().all();

describe('a day is closed', () => {
  it('with how many came, were swept and moved on, in a signed head that covers it', async () => {
    checkIn(kiosk.protocol);
    checkIn(kiosk.protocol, { permitClass: 'vigil' });
    checkIn(kiosk.protocol, { outcome: 'wait-for-staff' });
    at(MIDNIGHT);
    expect(await dayClose().closeDays()).toBe(true);
    // The vigil, and who was swept: staff are still asked about them.
    expect(closedDays()).toEqual([{ day: '2026-03-10', visits: 3, swept: 1, moved: 2 }]);
    expect(kiosk.db.prepare('SELECT max(length) FROM head').pluck().get()).toBe(kiosk.protocol.length());
    expect(log).toEqual([{ event: 'day-closed', day: '2026-03-10', visits: 3, swept: 1, moved: 2 }]);
  });

  it('once', async () => {
    checkIn(kiosk.protocol);
    at(MIDNIGHT);
    await dayClose().closeDays();
    const length = kiosk.protocol.length();
    expect(await dayClose().closeDays()).toBe(true);
    expect(kiosk.protocol.length()).toBe(length);
  });

  it('in order, after nights without power; and not where nothing happened', async () => {
    checkIn(kiosk.protocol);
    at('2026-03-12T12:00:00.000Z');
    checkIn(kiosk.protocol);
    at('2026-03-15T06:00:00.000Z');
    await dayClose().closeDays();
    expect(closedDays()).toMatchObject([
      { day: '2026-03-10', visits: 1 },
      { day: '2026-03-12', visits: 1 },
    ]);
  });

  it('not before it is over', async () => {
    checkIn(kiosk.protocol);
    at('2026-03-10T22:59:59.999Z');
    await dayClose().closeDays();
    expect(closedDays()).toEqual([]);
  });

  it('after a clock that stood ahead only when time has caught up, and meanwhile everything else is done each night', async () => {
    at('2026-05-02T12:00:00.000Z');
    await kiosk.protocol.ensureDayKey();
    checkIn(kiosk.protocol);
    at('2026-05-03T00:00:00.000Z');
    await dayClose().closeDays();
    at('2026-03-11T12:00:00.000Z');
    booked('b1', '2026-03-11T13:00:00.000Z');
    const visitId = checkIn(kiosk.protocol, { bookingId: 'b1' });
    at('2026-03-11T23:30:00.000Z');
    expect(await dayClose().closeDays()).toBe(true);
    expect(closedDays()).toMatchObject([{ day: '2026-05-02' }]);
    expect(kiosk.protocol.visit(visitId)?.state).toBe('left');
    expect(bookings()).toEqual([]);
  });
});

describe('agreed visits that are over', () => {
  it('go, and those of today and of who is still here stay', async () => {
    booked('over', '2026-03-10T13:00:00.000Z');
    booked('vigil', '2026-03-10T13:00:00.000Z');
    booked('tomorrow', '2026-03-11T13:00:00.000Z');
    booked('into-the-night', '2026-03-10T23:30:00.000Z');
    checkIn(kiosk.protocol, { bookingId: 'over' });
    checkIn(kiosk.protocol, { bookingId: 'vigil', permitClass: 'vigil' });
    at(MIDNIGHT);
    await dayClose().closeDays();
    expect(bookings()).toEqual(['into-the-night', 'tomorrow', 'vigil']);
  });
});

describe('a step that fails', () => {
  it('is logged without what it said, keeps no other back, and is tried again', async () => {
    let backups = 0;
    const steps = [
      {
        name: 'backup',
        run: () => {
          backups += 1;
          if (backups === 1) throw new Error('Kari Prøvesen stands in a message');
        },
      },
      { name: 'exports', run: () => Promise.resolve() },
    ];
    checkIn(kiosk.protocol);
    at(MIDNIGHT);
    const close = dayClose({ steps });
    expect(await close.closeDays()).toBe(false);
    expect(closedDays()).toHaveLength(1);
    expect(log).toContainEqual(expect.objectContaining({ event: 'day-close-failed', step: 'backup' }));
    expect(JSON.stringify(log)).not.toContain('Kari');
    expect(await close.closeDays()).toBe(true);
    expect(closedDays()).toHaveLength(1);
  });

  it('is the log, while somebody reads: they are not waited for', async () => {
    const { file } = kiosk;
    checkIn(kiosk.protocol);
    const reader = new Database(file, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM event').get();
    at(MIDNIGHT);
    const began = performance.now();
    expect(await dayClose().closeDays()).toBe(false);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(log).toContainEqual(expect.objectContaining({ event: 'day-close-failed', step: 'log' }));
    reader.close();
    expect(await dayClose().closeDays()).toBe(true);
  });
});

/** Everything that a kill may come between: each call that writes. From the call on which it dies, it does nothing more. */
const dyingAt = (protocol: Protocol, call: number): { mortal: Protocol; calls: () => number } => {
  let calls = 0;
  const alive = <T>(work: () => T): T => {
    calls += 1;
    if (calls >= call) throw new Error('killed');
    return work();
  };
  return {
    calls: () => calls,
    mortal: {
      ...protocol,
      transaction: (work) => alive(() => protocol.transaction(work)),
      ensureDayKey: () => alive(() => protocol.ensureDayKey()),
      closePastDays: () => alive(() => protocol.closePastDays()),
      signHead: () => alive(() => protocol.signHead()),
    },
  };
};

it('is made up for after a kill before any write of it: the protocol then says the same', async () => {
  const outcomes: string[] = [];
  const story = async (call: number): Promise<number> => {
    kiosk.end();
    kiosk = startProtocol({ clock: testClock('2026-03-10T12:00:00.000Z') });
    const { db, protocol } = kiosk;
    await protocol.ensureDayKey();
    await protocol.addRecipient('municipality', newRecipientKeys().publicJwk);
    booked('b1', '2026-03-10T13:00:00.000Z');
    checkIn(protocol, { bookingId: 'b1', receipt: 'ACDEFH' });
    checkIn(protocol, { receipt: 'ACDEFJ' });
    const waiting = checkIn(protocol, { outcome: 'wait-for-staff', receipt: 'ACDEFK' });
    protocol.transaction(() => openTask(db, { kind: 'visitor-waits', eventSeq: 3, visitId: waiting }));
    checkIn(protocol, { permitClass: 'vigil', receipt: 'ACDEFM' });
    at(MIDNIGHT);
    const { mortal, calls } = dyingAt(protocol, call);
    await dayClose({ protocol: mortal }).closeDays();
    expect(await dayClose().closeDays()).toBe(true);
    outcomes.push(
      JSON.stringify([
        db.prepare('SELECT type, actor, body FROM event WHERE actor = ? ORDER BY seq').all('kiosk'),
        db.prepare('SELECT receipt, state, "left", last_day FROM visit ORDER BY opened_by').all(),
        db.prepare('SELECT kind, detail, closed_by FROM task ORDER BY id').all(),
        db.prepare('SELECT name, closed_at FROM key_name ORDER BY name').all(),
        bookings(),
      ]),
    );
    return calls();
  };
  const writes = await story(Infinity);
  expect(writes).toBeGreaterThan(7);
  for (let call = 1; call <= writes; call += 1) await story(call);
  expect(new Set(outcomes).size).toBe(1);
});

describe('by themselves', () => {
  /** A timer that tests fire, as of when it is due. */
  const timers = () => {
    let waiting: { due: number; fire: () => void }[] = [];
    /** Both have done what they had to, and wait for their next time. */
    const settled = async () => {
      while (waiting.length < 2) await nextTurn();
    };
    return {
      timer: (ms: number, fire: () => void) => {
        const one = { due: kiosk.clock.now() + ms, fire };
        waiting.push(one);
        return () => {
          waiting = waiting.filter((other) => other !== one);
        };
      },
      settled,
      until: async (instant: string) => {
        for (;;) {
          await settled();
          const next = waiting.toSorted((one, other) => one.due - other.due)[0];
          if (next === undefined || next.due > Date.parse(instant)) break;
          waiting = waiting.filter((other) => other !== next);
          kiosk.clock.set(new Date(Math.max(next.due, kiosk.clock.now())).toISOString());
          next.fire();
        }
        kiosk.clock.set(instant);
      },
    };
  };
  const started = () => {
    const time = timers();
    const close = openDayClose({
      db: kiosk.db,
      protocol: kiosk.protocol,
      clock: kiosk.clock,
      zone: ZONE,
      closesAt: '21:00',
      steps: [],
      log: { write: (entry) => void log.push(entry) },
      timer: time.timer,
    });
    close.start();
    return { ...time, close };
  };
  const lefts = (visitId: string) => kiosk.protocol.visit(visitId)?.left?.latest;

  it('come at closing time and at midnight', async () => {
    const visitId = checkIn(kiosk.protocol);
    const { until, close } = started();
    await until('2026-03-11T06:00:00.000Z');
    expect(lefts(visitId)).toBe('2026-03-10T20:00:00.000Z');
    expect(closedDays()).toMatchObject([{ day: '2026-03-10', swept: 1 }]);
    await close.close();
  });

  it('are made up for at start', async () => {
    const visitId = checkIn(kiosk.protocol);
    at('2026-03-11T06:00:00.000Z');
    const { settled, close } = started();
    await settled();
    await close.close();
    expect(lefts(visitId)).toBe('2026-03-11T06:00:00.000Z');
  });

  it('come once in a night with an hour more, and in one with an hour less', async () => {
    at('2026-10-24T12:00:00.000Z');
    checkIn(kiosk.protocol);
    const autumn = started();
    await autumn.until('2026-10-25T12:00:00.000Z');
    checkIn(kiosk.protocol);
    await autumn.until('2026-10-26T12:00:00.000Z');
    expect(closedDays()).toMatchObject([{ day: '2026-10-24' }, { day: '2026-10-25' }]);
    await autumn.close.close();
    at('2027-03-27T12:00:00.000Z');
    const spring = started();
    await spring.settled();
    checkIn(kiosk.protocol);
    await spring.until('2027-03-28T12:00:00.000Z');
    checkIn(kiosk.protocol);
    await spring.until('2027-03-29T12:00:00.000Z');
    expect(closedDays().slice(-2)).toMatchObject([{ day: '2027-03-27' }, { day: '2027-03-28' }]);
    await spring.close.close();
  });
});

it('moves a vigil on that is back and waits, and lets it go again as it left before', async () => {
  const { protocol } = kiosk;
  const visitId = checkIn(protocol, { permitClass: 'vigil' });
  const left = {
    at: protocol.now(),
    evidence: 'scanned',
    earliest: protocol.now(),
    latest: protocol.now(),
  } as const;
  protocol.transaction(() =>
    protocol.append({ type: 'visit.checked-out', visitId, actor: 'visitor', body: { left } }),
  );
  protocol.transaction(() =>
    protocol.append({
      type: 'visit.resumed',
      visitId,
      actor: 'visitor',
      personal: { companions: [] },
      body: withoutIdentity(openedBody(protocol.now(), { outcome: 'wait-for-staff' })),
    }),
  );
  at(MIDNIGHT);
  await dayClose().closeDays();
  expect(protocol.visit(visitId)).toMatchObject({ state: 'left', left });
});
