/** Things that share a mark are one, and so on from each to the next. */
export const createSame = () => {
  const above = new Map<string, string>();
  const top = (mark: string): string => {
    let at = mark;
    for (let next = above.get(at); next !== undefined; next = above.get(at)) at = next;
    if (at !== mark) above.set(mark, at);
    return at;
  };
  return {
    /** All these marks are the same one's. */
    join(marks: readonly string[]): void {
      const [first, ...others] = marks.map(top);
      if (first === undefined) return;
      for (const other of others) if (top(other) !== top(first)) above.set(top(other), top(first));
    },
    /** What all marks of one have in common. */
    of: top,
  };
};
