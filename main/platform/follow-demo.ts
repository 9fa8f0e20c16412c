/** The demo's municipality lets the agreements of the day follow the clock, so that its letters fit whenever somebody tries them. */
const EVERY_MS = 10 * 60_000;

/** Asks for them again and again; gives back how to end that. */
export const followDemo = (sync: () => Promise<unknown>): (() => void) => {
  const timer = setInterval(() => void sync(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
};
