import { describe, expect, it } from 'vitest';
import { createChanges } from './changes.ts';

/** A timer that fires when the test says so. */
const handTimer = () => {
  const pending = new Set<() => void>();
  return {
    pending,
    timer: (_ms: number, fire: () => void) => {
      pending.add(fire);
      return () => void pending.delete(fire);
    },
  };
};

describe('waiting for a change', () => {
  it('answers at once when something changed already', async () => {
    const changes = createChanges(100);
    changes.rise();
    expect(await changes.waitFor(100, { timeoutMs: 1 })).toBe(101);
  });

  it('wakes everybody who waits at the next change, and leaves no timer behind', async () => {
    const { timer, pending } = handTimer();
    const changes = createChanges(100, timer);
    const both = [changes.waitFor(100, { timeoutMs: 1 }), changes.waitFor(100, { timeoutMs: 1 })];
    expect(pending.size).toBe(2);
    changes.rise();
    expect(await Promise.all(both)).toEqual([101, 101]);
    expect(pending.size).toBe(0);
  });

  it('ends with the unchanged revision when the time is up or the caller has gone', async () => {
    const { timer, pending } = handTimer();
    const changes = createChanges(100, timer);
    const late = changes.waitFor(100, { timeoutMs: 1 });
    for (const fire of pending) fire();
    expect(await late).toBe(100);
    const gone = new AbortController();
    const waiting = changes.waitFor(100, { timeoutMs: 1, signal: gone.signal });
    gone.abort();
    expect(await waiting).toBe(100);
    expect(pending.size).toBe(0);
    expect(await changes.waitFor(100, { timeoutMs: 1, signal: gone.signal })).toBe(100);
  });
});
