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

/** Of a text in which each character is a byte. */
const fourBytes = (text: string, at: number): number =>
  (text.charCodeAt(at) << 24) |
  (text.charCodeAt(at + 1) << 16) |
  (text.charCodeAt(at + 2) << 8) |
  text.charCodeAt(at + 3);

/** `salt`: made anew for each verification, so that nobody can look for other texts of the same sum. */
export const createPile = (salt: string): Pile => {
  let [a, b, c, d] = NOTHING;
  return {
    add(text) {
      const digest = hash('sha256', salt + text, 'binary');
      a = (a + fourBytes(digest, 0)) >>> 0;
      b = (b + fourBytes(digest, 4)) >>> 0;
      c = (c + fourBytes(digest, 8)) >>> 0;
      d = (d + fourBytes(digest, 12)) >>> 0;
    },
    sum: () => [a, b, c, d],
  };
};
