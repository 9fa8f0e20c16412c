/** How long to wait before a screen that went away is brought back, by how many times it has gone lately (electron.md §2). */
const WAITS = [1_000, 2_000, 5_000, 10_000, 10_000] as const;
const LATELY = 10 * 60_000;

/** Milliseconds until the next attempt, or null: it has gone too often, end the process and let its supervisor start it afresh. `gone` are the earlier times, in milliseconds. */
export const waitBeforeRestart = (gone: readonly number[], now: number): number | null =>
  WAITS[gone.filter((at) => now - at < LATELY).length] ?? null;
