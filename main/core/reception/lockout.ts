const MINUTE = 60_000;
const FREE_TRIES = 3;
/** How long the door stays shut after the third wrong PIN in a row, the fourth, and so on; the last one goes on. */
const STEPS = [30_000, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE] as const;
const LONGEST = STEPS[STEPS.length - 1] ?? 0;

/** When (ms) the next try is allowed after so many wrong PINs in a row, the last at `lastFailure` (ms); null for at once. */
export const lockedUntil = (failures: number, lastFailure: number): number | null =>
  failures < FREE_TRIES ? null : lastFailure + (STEPS[failures - FREE_TRIES] ?? LONGEST);

/** Whether a try is refused now. */
export const isLocked = (until: number | null, now: number): until is number => until !== null && now < until;
