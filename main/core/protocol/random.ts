import { randomFillSync } from 'node:crypto';

const DRAWN = 4096;
const drawn = Buffer.alloc(DRAWN);
let next = DRAWN;

/** So many random bytes (at most 4096), of which many are drawn at once: a draw costs some 4 µs however short, and a check-in needs twelve. Given out once, and wiped. */
export const freshBytes = (size: number): Buffer => {
  if (size > DRAWN) throw new RangeError(`${size} bytes at once`);
  if (next + size > DRAWN) {
    randomFillSync(drawn);
    next = 0;
  }
  const fresh = Buffer.alloc(size);
  drawn.copy(fresh, 0, next, next + size);
  drawn.fill(0, next, next + size);
  next += size;
  return fresh;
};
