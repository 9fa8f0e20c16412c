/** True when values lie deeper than `limit` lists and objects. Walks without recursion. */
export const isDeeperThan = (json: unknown, limit: number): boolean => {
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? (Object.values(value) as unknown[]) : [],
    );
  }
  return false;
};
