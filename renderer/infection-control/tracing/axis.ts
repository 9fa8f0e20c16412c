/** Where times lie on a line that leaves out what nobody was there for: nights would be most of it. */

export interface Stretch {
  readonly from: number;
  readonly to: number;
}
/** A part of the line: from `left` on, `width` of it, both of 1. */
export interface Segment extends Stretch {
  readonly left: number;
  readonly width: number;
}

const HOUR = 3_600_000;
/** So much is shown before and after somebody was there. */
const AROUND = HOUR / 4;
/** A pause that is shorter is shown as it was. */
const LONGEST_PAUSE = 3 * HOUR;
/** What a pause that is left out takes, of the whole line. */
const BREAK = 0.012;

/** Segments in which there is something to see. */
export const segmentsOf = (stretches: readonly Stretch[]): Segment[] => {
  const sorted = [...stretches].sort((one, other) => one.from - other.from);
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && from - AROUND <= last.to + LONGEST_PAUSE)
      last.to = Math.max(last.to, to + AROUND);
    else joined.push({ from: from - AROUND, to: to + AROUND });
  }
  const total = joined.reduce((sum, { from, to }) => sum + to - from, 0);
  const room = 1 - BREAK * Math.max(0, joined.length - 1);
  let left = 0;
  return joined.map(({ from, to }) => {
    const width = ((to - from) / total) * room;
    const segment = { from, to, left, width };
    left += width + BREAK;
    return segment;
  });
};

/** Where a stretch lies on the line: one piece, as a stretch never reaches over a pause that is left out. Null: not on it. */
export const placeOf = (
  segments: readonly Segment[],
  { from, to }: Stretch,
): { left: number; width: number } | null => {
  const segment = segments.find((one) => from < one.to && to > one.from);
  if (segment === undefined) return null;
  const at = (time: number): number =>
    segment.left +
    ((Math.min(Math.max(time, segment.from), segment.to) - segment.from) / (segment.to - segment.from)) *
      segment.width;
  return { left: at(from), width: at(to) - at(from) };
};

export interface Tick {
  readonly at: number;
  readonly time: number;
}
/** Hours between two marks, the first that gives no more than fit. */
const STEPS = [1, 2, 3, 6, 12];
const MOST_TICKS = 10;

/** Whole hours on the line, not more than can be read. The hour is the same in every zone that this product knows. */
export const ticksOf = (segments: readonly Segment[]): Tick[] => {
  const hours = segments.reduce((sum, { from, to }) => sum + (to - from) / HOUR, 0);
  const step = (STEPS.find((one) => hours / one <= MOST_TICKS) ?? 24) * HOUR;
  return segments.flatMap(({ from, to, left, width }) => {
    const ticks: Tick[] = [];
    for (let time = Math.ceil(from / step) * step; time < to; time += step)
      ticks.push({ time, at: left + ((time - from) / (to - from)) * width });
    return ticks;
  });
};
