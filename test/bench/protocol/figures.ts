/** Times and what becomes of them. */
export const timed = <T>(work: () => T): { ms: number; value: T } => {
  const start = performance.now();
  const value = work();
  return { ms: performance.now() - start, value };
};
export const timedAsync = async <T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> => {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
};

const round = (value: number): number => Number(value.toPrecision(3));

/** Milliseconds. */
export const percentiles = (times: readonly number[]): { p50: number; p99: number } => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { p50: at(0.5), p99: at(0.99) };
};

export const ratio = (one: number, other: number): number => round(one / other);
export const perSecond = (count: number, ms: number): number => Math.round((count / ms) * 1000);
export const megabytes = (bytes: number): number => Math.round(bytes / 1_048_576);

/** Says what was measured as it comes, and beside a goal whether it is met. */
export const say = (
  what: string,
  figures: Readonly<Record<string, unknown>>,
  goal?: { text: string; met: boolean },
): void => {
  console.log(JSON.stringify({ what, ...figures, ...(goal && { goal: goal.text, met: goal.met }) }));
};
