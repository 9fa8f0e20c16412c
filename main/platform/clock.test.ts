import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clockOf, systemClock } from './clock.ts';

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-11-22T10:00:00.000Z') }));
afterEach(() => vi.useRealTimers());

it('a demo’s clock stands apart from the machine’s and goes as fast', () => {
  const clockOffsetMs = Date.parse('2020-05-20T00:00:00.000Z') - Date.parse('2026-11-22T00:00:00.000Z');
  const moved = clockOf({ clockOffsetMs });
  expect(new Date(moved.now()).toISOString()).toBe('2020-05-20T10:00:00.000Z');
  vi.advanceTimersByTime(90_000);
  expect(new Date(moved.now()).toISOString()).toBe('2020-05-20T10:01:30.000Z');
  expect(clockOf({})).toBe(systemClock);
  expect(systemClock.now()).toBe(Date.parse('2026-11-22T10:01:30.000Z'));
});
