/**
 * What a body may look like. Members are asked for in canonical order, so that one walk answers for shape and order. A shape also knows, as a
 * regular expression, the plain way in which nearly all of its values are written: what matches is of the shape and canonical, and need not be asked again.
 */
import { isDay, isInstant } from './calendar.ts';

export interface Shape {
  readonly matches: (value: unknown) => boolean;
  /** Canonical JSON of values of the shape, of those that are written plainly; undefined: of none. */
  readonly plain?: string | undefined;
  readonly optional?: true;
  /** For whoever compares the tables: what an object has, what a list has, what a text may be. */
  readonly members?: Readonly<Record<string, Shape>>;
  readonly item?: Shape;
  readonly values?: readonly string[];
}

/** Text in which nothing is written as something else. */
const PLAIN_TEXT = String.raw`[^"\\\u0000-\u001f\ud800-\udfff]`;
/** But for the 29th of February: whether there is one has to be looked up. */
const PLAIN_DAY = String.raw`\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)`;
const PLAIN_INSTANT = String.raw`${PLAIN_DAY}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z`;
const quoted = (inner: string): string => `"(?:${inner})"`;

/** `pattern` begins with `^`, ends with `$` and lets nothing through that JSON writes as something else. */
export const text = (pattern?: RegExp, most = Infinity): Shape => ({
  matches: (value) =>
    typeof value === 'string' && value.length <= most && (pattern === undefined || pattern.test(value)),
  plain: quoted(pattern?.source.slice(1, -1) ?? `${PLAIN_TEXT}{0,${most === Infinity ? '' : most}}`),
});
export const nonEmpty: Shape = {
  matches: (value) => typeof value === 'string' && value.length > 0,
  plain: quoted(`${PLAIN_TEXT}+`),
};
export const flag: Shape = { matches: (value) => typeof value === 'boolean', plain: '(?:true|false)' };
export const instant: Shape = { matches: isInstant, plain: quoted(PLAIN_INSTANT) };
export const day: Shape = { matches: isDay, plain: quoted(PLAIN_DAY) };

export const whole = (least = 0, most: number = Number.MAX_SAFE_INTEGER): Shape => ({
  matches: (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
  plain: plainWhole(least, most),
});
const FEW = 20;
const plainWhole = (least: number, most: number): string | undefined => {
  if (most - least <= FEW)
    return `(?:${Array.from({ length: most - least + 1 }, (_, at) => least + at).join('|')})`;
  return least === 0 && most === Number.MAX_SAFE_INTEGER ? String.raw`(?:0|[1-9]\d{0,14})` : undefined;
};

export const oneOf = (...values: string[]): Shape => {
  const known = new Set<unknown>(values);
  return {
    matches: (value) => known.has(value),
    plain: quoted(values.join('|').replaceAll('.', String.raw`\.`)),
    values,
  };
};

export const list = (item: Shape, most = Infinity, least = 0): Shape => ({
  matches: (value) =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.every(item.matches),
  plain: plainList(item, most, least),
  item,
});
const plainList = ({ plain }: Shape, most: number, least: number): string | undefined => {
  if (plain === undefined || most < 1 || least > 1) return undefined;
  const more = most === Infinity ? '*' : `{0,${most - 1}}`;
  return String.raw`\[(?:${plain}(?:,${plain})${more})${least === 0 ? '?' : ''}\]`;
};

export const orNull = (shape: Shape): Shape => ({
  ...shape,
  matches: (value) => value === null || shape.matches(value),
  plain: shape.plain && `(?:${shape.plain}|null)`,
});
export const optional = (shape: Shape): Shape => ({ ...shape, optional: true });

/** Members in canonical order. */
export const inOrder = (members: Readonly<Record<string, Shape>>): (readonly [string, Shape])[] =>
  Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1));

/** Exactly these members, in canonical order. `also` judges them together, and `plain` says then how those are written that it lets through. */
export const object = (
  members: Readonly<Record<string, Shape>>,
  also: (value: Readonly<Record<string, unknown>>) => boolean = () => true,
  plain?: string,
): Shape => {
  const entries = inOrder(members);
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
  return { matches, members, plain: plain ?? plainObject(entries) };
};
/** After each member comes the next one, or the end. Members of `named` are groups of their name. */
export const plainObject = (
  entries: readonly (readonly [string, Shape])[],
  named: readonly string[] = [],
): string | undefined => {
  if (entries.some(([, { plain }]) => plain === undefined)) return undefined;
  const members = entries.map(([name, { plain, optional: isOptional }]) => {
    const value = named.includes(name) ? `(?<${name}>${String(plain)})` : String(plain);
    return String.raw`(?:"${name}":${value}(?:,(?=")|(?=\})))${isOptional === true ? '?' : ''}`;
  });
  return String.raw`\{${members.join('')}\}`;
};
