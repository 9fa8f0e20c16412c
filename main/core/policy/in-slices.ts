import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work between two turns of the event loop: whoever stands at the door is served in between. */
const SLICE_MS = 10;

/** What `one` makes of each, in their order, without those it makes nothing of; lets others have their turn. */
export const inSlices = async <T, U>(
  all: readonly T[],
  one: (each: T) => U | null,
  sliceMs = SLICE_MS,
): Promise<U[]> => {
  const found: U[] = [];
  let began = performance.now();
  for (const each of all) {
    const made = one(each);
    if (made !== null) found.push(made);
    if (performance.now() - began < sliceMs) continue;
    await nextTurn();
    began = performance.now();
  }
  return found;
};
