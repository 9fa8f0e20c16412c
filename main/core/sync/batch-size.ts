import { MOST_EVENTS } from './batch.ts';

/** Answers that may be about what lies in the batch, not about the kiosk, the address or the hour. */
const ABOUT_THE_BATCH: ReadonlySet<number> = new Set([400, 413, 422]);
export const isAboutTheBatch = (status: number | null): status is number =>
  status !== null && ABOUT_THE_BATCH.has(status);

/** How many events the next batch of one night holds: half as many as one that was turned away whole, and more again after one that was taken. */
export interface BatchSize {
  most(): number;
  /** A batch of so many events was taken. */
  taken(events: number): void;
  turnedAway(events: number): void;
}

export const createBatchSize = (): BatchSize => {
  let most = MOST_EVENTS;
  /** So many and more were turned away since a single event was. */
  let tooMany = Infinity;
  return {
    most: () => most,
    taken: (events) => {
      const more = tooMany === Infinity ? events * 2 : Math.floor((events + tooMany) / 2);
      most = Math.min(Math.max(most, more), MOST_EVENTS);
    },
    turnedAway: (events) => {
      // One alone was what the others were turned away for: they say nothing any more.
      tooMany = events > 1 ? Math.min(tooMany, events) : Infinity;
      most = Math.max(1, Math.floor(events / 2));
    },
  };
};
