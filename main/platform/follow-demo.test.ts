import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followDemo } from './follow-demo.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('asks the demo’s municipality every ten minutes, until it is ended', () => {
  const sync = vi.fn(() => Promise.resolve());
  const end = followDemo(sync);
  vi.advanceTimersByTime(25 * 60_000);
  expect(sync).toHaveBeenCalledTimes(2);
  end();
  vi.advanceTimersByTime(60 * 60_000);
  expect(sync).toHaveBeenCalledTimes(2);
});
