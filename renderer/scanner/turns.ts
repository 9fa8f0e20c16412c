/** A small grey picture of a frame, to tell whether anything changed. */
export type Glimpse = Uint8Array;

const alike = (one: Glimpse, other: Glimpse): boolean => {
  let difference = 0;
  for (let at = 0; at < one.length; at++) difference += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
  return difference < one.length * 2;
};

/**
 * Which second look a frame gets: one a frame, in turn, so that no frame takes long. A picture that stands still
 * gets each once, the patient ones at the end, and then none, so that an empty entrance costs nothing. (Every other frame
 * of html5-qrcode is mirrored: two pictures are remembered.)
 */
export class Turns {
  readonly #quick: number;
  readonly #all: number;
  #first = 0;
  #taken = 0;
  #seen: readonly Glimpse[] = [];

  /** `quick` looks for every picture, numbered from 0, and `patient` ones numbered after them. */
  constructor(quick: number, patient: number) {
    this.#quick = quick;
    this.#all = quick + patient;
  }

  /** The number of the look to take now, or null. */
  take(glimpse: Glimpse): number | null {
    if (!this.#seen.some((seen) => alike(seen, glimpse))) {
      this.#seen = [glimpse, ...this.#seen.slice(0, 1)];
      this.#first = (this.#first + Math.min(this.#taken, this.#quick)) % this.#quick;
      this.#taken = 0;
    }
    const turn = this.#taken;
    if (turn >= this.#all) return null;
    this.#taken += 1;
    return turn < this.#quick ? (this.#first + turn) % this.#quick : turn;
  }
}
