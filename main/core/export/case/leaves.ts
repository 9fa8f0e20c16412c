/** Every single value of a case, by the path it stands at: `people[].name`, `visits[].arrived.at`. */
import type { CaseData } from '../../../../shared/domain/tracing.ts';

type Below<T, Path extends string> = T extends readonly (infer Item)[]
  ? Below<Item, `${Path}[]`>
  : T extends object
    ? { [Key in keyof T & string]: Below<T[Key], Path extends '' ? Key : `${Path}.${Key}`> }[keyof T & string]
    : Path;
/** A new member of a case is a new one of these, and every format must then say what becomes of it. */
export type LeafPath = Below<CaseData, ''>;

type Leaf = string | number | boolean | null;

const walk = (value: unknown, path: string): [string, Leaf][] => {
  if (Array.isArray(value)) return value.flatMap((item) => walk(item, `${path}[]`));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => walk(inner, path === '' ? key : `${path}.${key}`));
  return typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    value === null
    ? [[path, value]]
    : [];
};

export const leavesOf = (data: CaseData): [string, Leaf][] => walk(data, '');

/** Nothing there says nothing, but for one: who has not left is still there. */
const saysSomething = ([path, value]: [string, Leaf]): boolean => value !== null || path === 'visits[].left';

/** How many values stand at each path. */
export const countLeaves = (data: CaseData): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const leaf of leavesOf(data).filter(saysSomething))
    counts.set(leaf[0], (counts.get(leaf[0]) ?? 0) + 1);
  return counts;
};
