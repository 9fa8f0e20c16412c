/** Says what a start is doing, one line a step, with the time it took. */
export const step = async <T>(
  what: string,
  work: () => Promise<T>,
  said: (result: T) => string,
): Promise<T> => {
  const start = performance.now();
  const result = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`  ${what}: ${said(result)} (${seconds} s)`);
  return result;
};
