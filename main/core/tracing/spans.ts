/** Stretches of time, in milliseconds since 1970: each begins before it ends. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** A day as exposure counts it: 24 hours by the clock of physics, also when the wall's goes forward or back. */
export const DAY = 24 * HOUR;

/** Null where nothing is left between the two. */
export const spanOf = (from: number, to: number): Span | null => (from < to ? { from, to } : null);

/** What two stretches have in common. */
export const common = (one: Span | null, other: Span | null): Span | null =>
  one === null || other === null ? null : spanOf(Math.max(one.from, other.from), Math.min(one.to, other.to));

/** The same time, told in stretches that do not touch, the earliest first. */
export const merged = (spans: readonly Span[]): Span[] => {
  const all: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last === undefined || last.to < span.from) all.push(span);
    else if (last.to < span.to) all.splice(-1, 1, { from: last.from, to: span.to });
  }
  return all;
};

const lengthWithin = (spans: readonly Span[], window: Span): number =>
  spans.reduce((sum, span) => {
    const part = common(span, window);
    return part === null ? sum : sum + part.to - part.from;
  }, 0);

/** Milliseconds in the 24 hours that have most of them. What overlaps counts once. */
export const mostInADay = (spans: readonly Span[]): number => {
  const all = merged(spans);
  // Of the fullest days one begins where a stretch begins.
  return Math.max(0, ...all.map(({ from }) => lengthWithin(all, { from, to: from + DAY })));
};

/** Whole minutes in the 24 hours that have most. */
export const minutesInADay = (spans: readonly Span[]): number => Math.floor(mostInADay(spans) / MINUTE);
