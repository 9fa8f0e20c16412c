/** A small grey picture of a frame, to tell whether anything changed. */
export type Glimpse = Uint8Array;

const alike = (one: Glimpse, other: Glimpse): boolean => {
  let difference = 0;
  for (let at = 0; at < one.length; at++) difference += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
  return difference < one.length * 2;
};

/**
 * Which second look a frame gets: one a frame, in turn, so that no frame takes long. A picture that stands still
 * gets each once and then none, so that an empty entrance costs nothing. (Every other frame of html5-qrcode is mirrored: two
 * pictures are remembered.)
 */
export class Turns {
  readonly #count: number;
  #next = 0;
  #left = 0;
  #seen: readonly Glimpse[] = [];

  constructor(count: number) {
    this.#count = count;
  }

  /** The number of the look to take now, or null. */
  take(glimpse: Glimpse): number | null {
    if (!this.#seen.some((seen) => alike(seen, glimpse))) {
      this.#seen = [glimpse, ...this.#seen.slice(0, 1)];
      this.#left = this.#count;
    }
    if (this.#left === 0) return null;
    this.#left -= 1;
    const turn = this.#next;
    this.#next = (turn + 1) % this.#count;
    return turn;
  }
}
