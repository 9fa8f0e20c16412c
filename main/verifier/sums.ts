/** Whether two piles of texts are the same, in whatever order they come: their salted hashes are added up. */
import { hash } from 'node:crypto';

/** Four numbers of 32 bits. */
export type Sum = readonly [number, number, number, number];
export const NOTHING: Sum = [0, 0, 0, 0];

export const together = (one: Sum, other: Sum): Sum => [
  (one[0] + other[0]) >>> 0,
  (one[1] + other[1]) >>> 0,
  (one[2] + other[2]) >>> 0,
  (one[3] + other[3]) >>> 0,
];
export const isSame = (one: Sum, other: Sum): boolean => one.every((part, at) => part === other[at]);

export interface Pile {
  add(text: string): void;
  sum(): Sum;
}

/** `salt`: made anew for each verification, so that nobody can look for other texts of the same sum. */
export const createPile = (salt: string): Pile => {
  let [a, b, c, d] = NOTHING;
  return {
    add(text) {
      const digest = hash('sha256', salt + text, 'hex');
      a = (a + Number.parseInt(digest.slice(0, 8), 16)) >>> 0;
      b = (b + Number.parseInt(digest.slice(8, 16), 16)) >>> 0;
      c = (c + Number.parseInt(digest.slice(16, 24), 16)) >>> 0;
      d = (d + Number.parseInt(digest.slice(24, 32), 16)) >>> 0;
    },
    sum: () => [a, b, c, d],
  };
};
