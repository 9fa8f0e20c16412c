import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLocked, lockedUntil } from './lockout.ts';

describe('lockout', () => {
  it.each([
    [0, null],
    [1, null],
    [2, null],
    [3, 30],
    [4, 60],
    [5, 300],
    [6, 900],
    [7, 3600],
    [8, 3600],
    [1000, 3600],
  ])('after %i wrong PINs in a row lasts %s seconds', (failures, seconds) => {
    expect(lockedUntil(failures, 5000)).toBe(seconds === null ? null : 5000 + seconds * 1000);
  });

  it('opens at the very instant, not before', () => {
    expect(isLocked(1000, 999)).toBe(true);
    expect(isLocked(1000, 1000)).toBe(false);
    expect(isLocked(null, 0)).toBe(false);
  });

  it('never gets shorter with another failure', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(), (failures, at) => {
        expect(lockedUntil(failures + 1, at) ?? 0).toBeGreaterThanOrEqual(lockedUntil(failures, at) ?? 0);
      }),
    );
  });
});
