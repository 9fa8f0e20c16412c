import { expect, it } from 'vitest';
import { createSchedule, nightlyTimes, RETRY_AFTER_MS } from './schedule.ts';

const ZONE = 'Europe/Oslo';
const at = (instant: string) => Date.parse(instant);
const iso = (ms: number) => new Date(ms).toISOString();
const MINUTE = 60_000;

/** A schedule whose clock and timer the test moves. */
const start = (now: string, options: { lastSuccess?: string; syncAt?: string; fails?: boolean } = {}) => {
  let clock = at(now);
  let success = options.lastSuccess === undefined ? null : at(options.lastSuccess);
  let fails = options.fails ?? false;
  let pending: { due: number; fire: () => void } | null = null;
  const runs: string[] = [];
  const schedule = createSchedule({
    times: nightlyTimes(options.syncAt ?? '02:30', ZONE),
    clock: { now: () => clock },
    timer: (ms, fire) => {
      pending = { due: clock + ms, fire };
      return () => {
        pending = null;
      };
    },
    lastSuccess: () => success,
    run: () => {
      runs.push(iso(clock));
      if (!fails) success = clock;
      return Promise.resolve(!fails);
    },
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    schedule,
    runs,
    begin: async () => {
      schedule.start();
      await settled();
    },
    /** Lets time pass, firing what falls due. */
    until: async (instant: string) => {
      while (pending !== null && pending.due <= at(instant)) {
        const { due, fire } = pending;
        clock = due;
        pending = null;
        fire();
        await settled();
      }
      clock = at(instant);
    },
    recover: () => {
      fails = false;
    },
  };
};

it('runs at the set local time, every night', async () => {
  const kiosk = start('2026-11-20T12:00:00.000Z', { lastSuccess: '2026-11-20T01:30:00.000Z' });
  await kiosk.begin();
  expect(kiosk.schedule.next()).toBe(at('2026-11-21T01:30:00.000Z'));
  await kiosk.until('2026-11-23T12:00:00.000Z');
  expect(kiosk.runs).toEqual([
    '2026-11-21T01:30:00.000Z',
    '2026-11-22T01:30:00.000Z',
    '2026-11-23T01:30:00.000Z',
  ]);
});

it('makes up for a missed night at start, and only for that', async () => {
  const missed = start('2026-11-22T07:00:00.000Z', { lastSuccess: '2026-11-21T01:30:00.000Z' });
  await missed.begin();
  expect(missed.runs).toEqual(['2026-11-22T07:00:00.000Z']);

  const inTime = start('2026-11-22T07:00:00.000Z', { lastSuccess: '2026-11-22T01:30:00.000Z' });
  await inTime.begin();
  expect(inTime.runs).toEqual([]);
});

it('syncs at the very first start', async () => {
  const kiosk = start('2026-11-22T07:00:00.000Z');
  await kiosk.begin();
  expect(kiosk.runs).toHaveLength(1);
});

it('runs once in the night whose clock has no half past two, when it jumps', async () => {
  const kiosk = start('2026-03-28T12:00:00.000Z', { lastSuccess: '2026-03-28T01:30:00.000Z' });
  await kiosk.begin();
  await kiosk.until('2026-03-30T12:00:00.000Z');
  expect(kiosk.runs).toEqual(['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z']);
});

it('runs once in the night that has half past two twice', async () => {
  const kiosk = start('2026-10-24T12:00:00.000Z', { lastSuccess: '2026-10-24T00:30:00.000Z' });
  await kiosk.begin();
  await kiosk.until('2026-10-26T12:00:00.000Z');
  expect(kiosk.runs).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z']);
});

it('makes up for a night missed over either change of the clock', async () => {
  for (const [before, now] of [
    ['2026-03-28T01:30:00.000Z', '2026-03-29T01:00:00.000Z'],
    ['2026-10-24T00:30:00.000Z', '2026-10-25T00:30:00.000Z'],
  ] as const) {
    const kiosk = start(now, { lastSuccess: before });
    await kiosk.begin();
    expect(kiosk.runs).toEqual([now]);
    const again = start(iso(at(now) + 90 * MINUTE), { lastSuccess: now });
    await again.begin();
    expect(again.runs).toEqual([]);
  }
});

it('tries a failed night again, later and later, and then waits for the next', async () => {
  const kiosk = start('2026-11-22T01:00:00.000Z', { lastSuccess: '2026-11-21T01:30:00.000Z', fails: true });
  await kiosk.begin();
  await kiosk.until('2026-11-22T20:00:00.000Z');
  const first = at('2026-11-22T01:30:00.000Z');
  const waits = RETRY_AFTER_MS.map((_, index) =>
    RETRY_AFTER_MS.slice(0, index + 1).reduce((sum, pause) => sum + pause, 0),
  );
  expect(kiosk.runs).toEqual([first, ...waits.map((wait) => first + wait)].map(iso));
  expect(kiosk.schedule.next()).toBe(at('2026-11-23T01:30:00.000Z'));
  kiosk.recover();
  await kiosk.until('2026-11-23T02:00:00.000Z');
  expect(kiosk.runs.at(-1)).toBe('2026-11-23T01:30:00.000Z');
});

it('stops trying once it went well', async () => {
  const kiosk = start('2026-11-22T01:30:00.000Z', { lastSuccess: '2026-11-21T01:30:00.000Z', fails: true });
  await kiosk.begin();
  expect(kiosk.schedule.next()).toBe(at('2026-11-22T01:31:00.000Z'));
  kiosk.recover();
  await kiosk.until('2026-11-22T20:00:00.000Z');
  expect(kiosk.runs).toEqual(['2026-11-22T01:30:00.000Z', '2026-11-22T01:31:00.000Z']);
});

it('does not believe a success that lies ahead: the clock was wrong then', async () => {
  const kiosk = start('2026-11-22T07:00:00.000Z', { lastSuccess: '2030-01-01T01:30:00.000Z' });
  await kiosk.begin();
  expect(kiosk.runs).toHaveLength(1);
});

it('runs no more after it was stopped', async () => {
  const kiosk = start('2026-11-22T00:00:00.000Z', { lastSuccess: '2026-11-21T01:30:00.000Z' });
  await kiosk.begin();
  kiosk.schedule.stop();
  await kiosk.until('2026-11-25T00:00:00.000Z');
  expect(kiosk.runs).toEqual([]);
  expect(kiosk.schedule.next()).toBeNull();
});
