/** Values that stand for all others: each cut point, and one value between each two of them. */
import type { Pack, Plan } from './pack.ts';

export type Value = boolean | number | string | null;
/** Part of a situation, flat: a field of it, `answers.LINKID`, or `answers.LINKID@CODE` (is that code among the answers?). */
export type Assignment = Readonly<Record<string, Value>>;

export const numbers = (values: readonly unknown[]): number[] =>
  values.filter((value) => typeof value === 'number');
export const strings = (values: readonly unknown[]): string[] =>
  values.filter((value) => typeof value === 'string');
export const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Further than any count of minutes or days goes. */
export const FAR = 1_000_000;

/** The cut points themselves and one value between each two of them, and beyond: nearest to nought. */
export const around = (cuts: readonly number[], low: number, high: number): number[] => {
  const sorted = distinct(cuts)
    .filter((cut) => low <= cut && cut <= high)
    .toSorted((a, b) => a - b);
  const edges = [low - 1, ...sorted, high + 1];
  const between = edges.slice(1).flatMap((edge, index) => {
    const before = edges[index] ?? low - 1;
    const [first, last] = [Math.floor(before) + 1, Math.ceil(edge) - 1];
    return first <= last ? [Math.min(Math.max(0, first), last)] : [];
  });
  return distinct([...between, ...sorted]).toSorted((a, b) => Math.abs(a) - Math.abs(b) || b - a);
};
const DAY_MS = 86_400_000;
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
export const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);
export const from = (start: number, end: number): number[] =>
  Array.from({ length: end - start + 1 }, (_, index) => start + index);

export const plansOf = (pack: Pack): readonly Partial<Record<keyof Plan, unknown>>[] =>
  pack.phases.flatMap(({ plan, classes }) => [plan, ...Object.values(classes)]);

/** Longest party (a booking's limit). */
export const LARGEST_PARTY = 10;
export const MINUTES_A_DAY = 1440;

export const partyValues: readonly Assignment[] = from(1, LARGEST_PARTY).flatMap((partySize) =>
  from(0, partySize).map((children) => ({ partySize, children })),
);

/** Minutes from the start, to the end and the agreed length of one visit: the first two make the third, but for the minute begun. */
export const clockValues = (
  fromStart: readonly number[],
  toEnd: readonly number[],
  agreed: readonly number[],
) => {
  const interval = (cuts: readonly number[], low: number) => {
    const sorted = distinct(cuts).toSorted((a, b) => a - b);
    const edges = [low - 1, ...sorted, FAR + 1];
    const between = edges
      .slice(1)
      .map((edge, index) => [Math.floor(edges[index] ?? low - 1) + 1, Math.ceil(edge) - 1] as const);
    return [...sorted.filter(Number.isInteger).map((cut) => [cut, cut] as const), ...between].filter(
      ([first, last]) => first <= last,
    );
  };
  const found: Assignment[] = [];
  for (const [start, startLast] of interval(fromStart, -FAR))
    for (const [end, endLast] of interval(toEnd, -FAR))
      for (const [length, lengthLast] of interval(agreed, 1)) {
        const shortest = Math.max(length, start + end);
        const longest = Math.min(lengthLast, startLast + endLast + 1);
        if (shortest > longest) continue;
        const agreedMinutes = Math.min(Math.max(60, shortest), longest);
        const earliest = Math.max(start, agreedMinutes - 1 - endLast);
        const latest = Math.min(startLast, agreedMinutes - end);
        const minutesFromStart = Math.min(Math.max(0, earliest), latest);
        const minutesToEnd = Math.min(Math.max(end, agreedMinutes - minutesFromStart), endLast);
        found.push({ minutesFromStart, minutesToEnd, agreedMinutes });
      }
  const size = (value: Assignment) =>
    Math.abs(Number(value.minutesFromStart)) + Math.abs(Number(value.agreedMinutes) - 60);
  return [
    ...found.toSorted((a, b) => size(a) - size(b)),
    { minutesFromStart: null, minutesToEnd: null, agreedMinutes: null },
  ];
};
