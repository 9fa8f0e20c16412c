import { expect, it } from 'vitest';
import { waitBeforeRestart } from './restarts.ts';

const MINUTE = 60_000;

it('brings a screen back after a second, then ever later', () => {
  expect([[], [0], [0, 0], [0, 0, 0]].map((gone) => waitBeforeRestart(gone, 1_000))).toEqual([
    1_000, 2_000, 5_000, 10_000,
  ]);
});

it('gives up after the fifth time within ten minutes', () => {
  expect(waitBeforeRestart([0, 1, 2, 3, 4], 5 * MINUTE)).toBeNull();
});

it('forgets what is longer ago than ten minutes', () => {
  expect(waitBeforeRestart([0, 1, 2, 3, 4], 11 * MINUTE)).toBe(1_000);
});
