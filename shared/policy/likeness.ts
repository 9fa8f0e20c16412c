/** Which dimensions the comparisons of some packs look at together, and which of their values they see alike. */
import { isAtom, type Atom, type Condition } from './condition.ts';
import { CONTEXT, type Dimension } from './dimensions.ts';
import type { Pack, Rule } from './pack.ts';
import type { Assignment } from './values.ts';

/** An atom as it is seen in one view: plans differ, so the same comparison may turn out otherwise in another. */
export interface Seen {
  readonly atom: Atom;
  readonly pack: Pack;
  readonly view: number;
  readonly needs: readonly string[];
}
type Truths = ReadonlyMap<Atom, boolean>;
/** Values of a group of dimensions that its atoms see alike. */
export interface Alike {
  readonly truths: Truths;
  readonly assignment: Assignment;
  readonly share: number;
}
/** Dimensions that atoms look at together. */
export interface Group {
  readonly atoms: readonly Seen[];
  readonly dimensions: readonly Dimension[];
}
export interface Judged {
  readonly rule: Rule;
  readonly when: Condition;
}

export const sizeOf = (dimensions: readonly Dimension[]): number =>
  dimensions.reduce((product, { values }) => product * values.length, 1);

/** Every combination of the dimensions' values, laid over what is known already. */
export const combinationsOf = function* (
  dimensions: readonly Dimension[],
  known: Assignment,
): Generator<Assignment> {
  const [first, ...others] = dimensions;
  if (!first) yield known;
  else for (const value of first.values) yield* combinationsOf(others, { ...known, ...value });
};

/** Atoms that share a dimension, directly or through others, with those dimensions. */
export const groupsOf = (seen: readonly Seen[], dimensions: readonly Dimension[]): Group[] => {
  let groups: { names: ReadonlySet<string>; atoms: readonly Seen[] }[] = [];
  for (const one of seen) {
    const own = one.needs.filter((name) => !CONTEXT.has(name));
    if (own.length === 0) continue;
    const touching = groups.filter(({ names }) => own.some((name) => names.has(name)));
    groups = [
      ...groups.filter((group) => !touching.includes(group)),
      {
        names: new Set([...own, ...touching.flatMap(({ names }) => [...names])]),
        atoms: [...touching.flatMap(({ atoms }) => atoms), one],
      },
    ];
  }
  return groups.map(({ names, atoms }) => ({
    atoms,
    dimensions: dimensions.filter(({ name }) => names.has(name)),
  }));
};

/** A condition's truth, or the atom that it first hangs on. */
export const settled = (
  condition: Condition,
  truths: (atom: Atom) => boolean | undefined,
): boolean | Atom => {
  if (typeof condition === 'boolean') return condition;
  if (isAtom(condition)) return truths(condition) ?? condition;
  if ('not' in condition) {
    const inner = settled(condition.not, truths);
    return typeof inner === 'boolean' ? !inner : inner;
  }
  const isAll = 'all' in condition;
  let open: Atom | undefined;
  for (const part of isAll ? condition.all : condition.any) {
    const found = settled(part, truths);
    if (typeof found !== 'boolean') open ??= found;
    else if (found !== isAll) return found;
  }
  return open ?? isAll;
};

/** Rules that may fire: none after one that surely does. */
export const upToTheFirst = (rules: readonly Judged[]): Judged[] => {
  const possible = rules.filter(({ when }) => when !== false);
  return possible.slice(0, possible.findIndex(({ when }) => when === true) + 1);
};

/** One of all that have the same truths of those atoms. */
export const merged = (all: readonly Alike[], atoms: readonly Atom[]): Alike[] => {
  const found = new Map<string, Alike>();
  for (const alike of all) {
    const likeness = atoms.map((atom) => Number(alike.truths.get(atom))).join('');
    const same = found.get(likeness);
    found.set(likeness, same ? { ...same, share: same.share + alike.share } : alike);
  }
  return [...found.values()];
};

/** The dimensions, with what is fixed as their only value. */
export const fixing = (dimensions: readonly Dimension[], fixed: Assignment): Dimension[] => {
  const given = Object.entries(fixed);
  return dimensions.map((dimension) => {
    const [first] = dimension.values;
    const own = given.filter(([name]) => first && name in first);
    if (own.length === 0) return dimension;
    const values = dimension.values.map((value): Assignment => ({ ...value, ...Object.fromEntries(own) }));
    return {
      ...dimension,
      values: [...new Map(values.map((value) => [JSON.stringify(value), value])).values()],
    };
  });
};
