/** Mulberry32: the same numbers for the same seed. */
/** From 0 up to, but not, 1. */
export type Random = () => number;

export const seeded = (seed: number): Random => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const below = (random: Random, most: number): number => Math.floor(random() * most);
/** Undefined of an empty list. */
export const oneOf = <T>(random: Random, list: readonly T[]): T | undefined =>
  list[below(random, list.length)];
