/**
 * Every situation that a pack, or two, can tell apart: exact, not sampled. Values that no comparison distinguishes are
 * taken together, and what the rules that are left no longer look at is not varied.
 */
import { atomsOf, conditionOf, isAtom, partially, type Atom, type Condition } from './condition.ts';
import {
  CONTEXT,
  dimensionsOf,
  neededBy,
  situationOf,
  type Assignment,
  type Dimension,
} from './dimensions.ts';
import { factsOf } from './facts.ts';
import { matches } from './logic.ts';
import type { Pack, Rule } from './pack.ts';
import type { Situation } from './situation.ts';

/** Situations that meet the same rule of each pack. */
export interface Meeting {
  /** The rule that fires, of each pack in its order. */
  readonly rules: readonly Rule[];
  /** How many combinations it stands for. */
  readonly count: number;
  readonly example: () => Situation;
  /** What the example's fields are that the rules looked at. */
  readonly looked: Assignment;
}
/** `combinations`: of all values of what the rules look at. `evaluated`: how many meetings they fall into. */
export interface Explored {
  readonly combinations: number;
  readonly evaluated: number;
}
export interface Exploring {
  /** What does not vary. A party's people and a visit's minutes are fixed whole or not at all. */
  readonly fixed?: Partial<Omit<Situation, 'answers'>>;
  /** Only meetings with one of these rules are looked for. */
  readonly only?: ReadonlySet<Rule>;
  readonly meet: (meeting: Meeting) => void;
}
export type Explore = (exploring: Exploring) => Explored;

/** A pack, and what it is shown otherwise than the others are (another phase, no answers). */
export interface View {
  readonly pack: Pack;
  readonly over?: Partial<Situation>;
}

/** An atom as it is seen in one view: plans differ, so the same comparison may turn out otherwise in another. */
interface Seen {
  readonly atom: Atom;
  readonly pack: Pack;
  readonly view: number;
  readonly needs: readonly string[];
}
type Truths = ReadonlyMap<Atom, boolean>;
/** Values of a group of dimensions that its atoms see alike. */
interface Alike {
  readonly truths: Truths;
  readonly assignment: Assignment;
  readonly share: number;
}
/** Dimensions that atoms look at together. */
interface Group {
  readonly atoms: readonly Seen[];
  readonly dimensions: readonly Dimension[];
}
interface Judged {
  readonly rule: Rule;
  readonly when: Condition;
}

const sizeOf = (dimensions: readonly Dimension[]): number =>
  dimensions.reduce((product, { values }) => product * values.length, 1);

/** Every combination of the dimensions' values, laid over what is known already. */
const combinationsOf = function* (
  dimensions: readonly Dimension[],
  known: Assignment,
): Generator<Assignment> {
  const [first, ...others] = dimensions;
  if (!first) yield known;
  else for (const value of first.values) yield* combinationsOf(others, { ...known, ...value });
};

/** Atoms that share a dimension, directly or through others, with those dimensions. */
const groupsOf = (seen: readonly Seen[], dimensions: readonly Dimension[]): Group[] => {
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
const settled = (condition: Condition, truths: (atom: Atom) => boolean | undefined): boolean | Atom => {
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
const upToTheFirst = (rules: readonly Judged[]): Judged[] => {
  const possible = rules.filter(({ when }) => when !== false);
  return possible.slice(0, possible.findIndex(({ when }) => when === true) + 1);
};

/** One of all that have the same truths of those atoms. */
const merged = (all: readonly Alike[], atoms: readonly Atom[]): Alike[] => {
  const found = new Map<string, Alike>();
  for (const alike of all) {
    const likeness = atoms.map((atom) => Number(alike.truths.get(atom))).join('');
    const same = found.get(likeness);
    found.set(likeness, same ? { ...same, share: same.share + alike.share } : alike);
  }
  return [...found.values()];
};

const fixing = (dimensions: readonly Dimension[], fixed: Exploring['fixed'] = {}): Dimension[] => {
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

/** Takes the packs apart once; the first one's kinds of ward and phases are gone through. */
export const explorerOf = (views: readonly View[]): Explore => {
  const seen: Seen[] = [];
  const packs = views.map(({ pack }) => pack);
  const parsed = packs.map((pack, view) => {
    const own = new Map<string, Atom>();
    const intern = (atom: Atom): Atom => {
      const known = own.get(atom.key);
      if (known) return known;
      own.set(atom.key, atom);
      seen.push({ atom, pack, view, needs: neededBy(atom, pack) });
      return atom;
    };
    return pack.rules.map((rule): Judged => ({ rule, when: conditionOf(rule.when, intern) }));
  });
  const everything = dimensionsOf(packs, seen);
  /** By group, and by class and phase: what of a group its atoms see alike. */
  const memory = new Map<string, readonly Alike[]>();

  return ({ fixed = {}, only, meet }) => {
    const dimensions = fixing(everything, fixed);
    const given = fixed as Assignment;
    const own = dimensions.filter(({ name }) => !CONTEXT.has(name));
    const groups = groupsOf(seen, own);
    const groupOf = new Map(groups.flatMap((group) => group.atoms.map(({ atom }) => [atom, group] as const)));
    const total = sizeOf(own);
    let combinations = 0;
    let evaluated = 0;

    const factsIn = (assignment: Assignment) => {
      const situation = situationOf(packs, { ...given, ...assignment });
      return views.map(({ pack, over }) => factsOf(pack, { ...situation, ...over }));
    };
    const truthsOf = (atoms: readonly Seen[], assignment: Assignment): Map<Atom, boolean> => {
      const facts = factsIn(assignment);
      return new Map(
        atoms.map(({ atom, view }) => {
          const known = facts[view];
          return [atom, known !== undefined && matches(atom.logic, known)];
        }),
      );
    };
    /** What a group's atoms see alike in a context; of the context only the plan's class and phase matter. */
    const alikeIn = (group: Group, context: Assignment): readonly Alike[] => {
      const key = JSON.stringify([groups.indexOf(group), given, context.phase, context.permitClass]);
      const known = memory.get(key);
      if (known) return known;
      const found = [...combinationsOf(group.dimensions, {})].map((assignment) => ({
        truths: truthsOf(group.atoms, { ...context, ...assignment }),
        assignment,
        share: 1 / sizeOf(group.dimensions),
      }));
      const alike = merged(
        found,
        group.atoms.map(({ atom }) => atom),
      );
      memory.set(key, alike);
      return alike;
    };

    const inContext = (context: Assignment): void => {
      const certain = truthsOf(
        seen.filter(({ needs }) => needs.every((name) => CONTEXT.has(name))),
        context,
      );
      const left = parsed.map((rules) =>
        upToTheFirst(
          rules.map(({ rule, when }) => ({ rule, when: partially(when, (atom) => certain.get(atom)) })),
        ),
      );
      const lastWanted = left.map((rules) => rules.findLastIndex(({ rule }) => only?.has(rule) ?? true));
      const looked = new Set(left.flatMap((rules) => rules.flatMap(({ when }) => atomsOf(when))));
      const alike = new Map<Group, readonly Alike[]>();
      const alikeHere = (group: Group): readonly Alike[] => {
        const known =
          alike.get(group) ??
          merged(
            alikeIn(group, context),
            group.atoms.flatMap(({ atom }) => (looked.has(atom) ? atom : [])),
          );
        alike.set(group, known);
        return known;
      };
      const chosen: Alike[] = [];
      const truthNow = (atom: Atom): boolean | undefined => {
        for (const { truths } of chosen) {
          const truth = truths.get(atom);
          if (truth !== undefined) return truth;
        }
        return undefined;
      };
      const descend = (from: readonly number[], share: number): void => {
        const at = [...from];
        let open: Atom | undefined;
        for (const [pack, rules] of left.entries()) {
          let index = at[pack] ?? 0;
          let found: boolean | Atom = false;
          for (; index < rules.length; index += 1) {
            found = settled(rules[index]?.when ?? false, truthNow);
            if (found !== false) break;
          }
          at[pack] = index;
          if (typeof found !== 'boolean') open ??= found;
        }
        if (at.every((index, pack) => index > (lastWanted[pack] ?? -1))) return;
        const group = open && groupOf.get(open);
        if (!group) {
          const rules = left.flatMap((list, pack) => list[at[pack] ?? 0]?.rule ?? []);
          if (only && !rules.some((rule) => only.has(rule))) return;
          evaluated += 1;
          const looked: Assignment = {};
          Object.assign(looked, context, ...chosen.map((one) => one.assignment));
          const example = () => situationOf(packs, { ...given, ...looked });
          meet({ rules, count: share * total, example, looked });
          return;
        }
        for (const one of alikeHere(group)) {
          chosen.push(one);
          descend(at, share * one.share);
          chosen.pop();
        }
      };
      combinations += total;
      descend(
        packs.map(() => 0),
        1,
      );
    };
    const contexts = dimensions.filter(({ name }) => CONTEXT.has(name));
    for (const context of combinationsOf(contexts, {})) inContext(context);
    return { combinations, evaluated };
  };
};

/** Rules that nobody can meet: those above them take everybody they speak of. */
export const unreachableRules = (pack: Pack): Rule[] => {
  const met = new Set<Rule>();
  explorerOf([{ pack }])({ meet: ({ rules }) => rules.forEach((rule) => met.add(rule)) });
  return pack.rules.filter((rule) => !met.has(rule));
};
