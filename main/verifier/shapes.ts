/** What a body may look like. Members are asked for in canonical order, so that one walk answers for shape and order. */
import { isDay, isInstant } from './calendar.ts';

export interface Shape {
  readonly matches: (value: unknown) => boolean;
  readonly optional?: true;
  /** For whoever compares the tables: what an object has, what a list has, what a text may be. */
  readonly members?: Readonly<Record<string, Shape>>;
  readonly item?: Shape;
  readonly values?: readonly string[];
}

export const text = (pattern?: RegExp, most = Infinity): Shape => ({
  matches: (value) =>
    typeof value === 'string' && value.length <= most && (pattern === undefined || pattern.test(value)),
});
export const nonEmpty: Shape = { matches: (value) => typeof value === 'string' && value.length > 0 };
export const flag: Shape = { matches: (value) => typeof value === 'boolean' };
export const instant: Shape = { matches: isInstant };
export const day: Shape = { matches: isDay };

export const whole = (least = 0, most: number = Number.MAX_SAFE_INTEGER): Shape => ({
  matches: (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
});

export const oneOf = (...values: string[]): Shape => {
  const known = new Set<unknown>(values);
  return { matches: (value) => known.has(value), values };
};

export const list = (item: Shape, most = Infinity, least = 0): Shape => ({
  matches: (value) =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.every(item.matches),
  item,
});

export const orNull = (shape: Shape): Shape => ({
  ...shape,
  matches: (value) => value === null || shape.matches(value),
});
export const optional = (shape: Shape): Shape => ({ ...shape, optional: true });

/** Exactly these members, in canonical order. `also` judges them together. */
export const object = (
  members: Readonly<Record<string, Shape>>,
  also: (value: Readonly<Record<string, unknown>>) => boolean = () => true,
): Shape => {
  const entries = Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1));
  const names = entries.map(([name]) => name);
  const shapes = entries.map(([, shape]) => shape);
  const matches = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    let next = 0;
    for (const key in value) {
      while (names[next] !== key) if (shapes[next++]?.optional !== true) return false;
      if (shapes[next++]?.matches((value as Record<string, unknown>)[key]) !== true) return false;
    }
    while (next < names.length) if (shapes[next++]?.optional !== true) return false;
    return also(value as Record<string, unknown>);
  };
  return { matches, members };
};
