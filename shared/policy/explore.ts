/**
 * Every situation that a pack, or two, can tell apart: exact, not sampled. Values that no comparison distinguishes are
 * taken together, and what the rules that are left no longer look at is not varied.
 */
import { atomsOf, conditionOf, partially, type Atom } from './condition.ts';
import { CONTEXT, dimensionsOf, neededBy, type Dimension } from './dimensions.ts';
import { factsOf } from './facts.ts';
import { situationOf } from './imagined.ts';
import {
  combinationsOf,
  fixing,
  groupsOf,
  merged,
  settled,
  sizeOf,
  upToTheFirst,
  type Alike,
  type Group,
  type Judged,
  type Seen,
} from './likeness.ts';
import { matches } from './logic.ts';
import type { Pack, Rule } from './pack.ts';
import type { Situation } from './situation.ts';
import type { Assignment } from './values.ts';

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

/** What the packs are asked in one exploration. */
interface Space {
  readonly given: Assignment;
  readonly dimensions: readonly Dimension[];
  readonly groups: readonly Group[];
  readonly groupOf: ReadonlyMap<Atom, Group>;
}
/** One class, kind of ward and phase. */
interface Context {
  readonly space: Space;
  readonly known: Assignment;
  /** The rules that are left, a list for each view. */
  readonly left: readonly (readonly Judged[])[];
  readonly alike: (group: Group) => readonly Alike[];
}

/** Takes the packs apart once; the first one's kinds of ward and phases are gone through. */
export const explorerOf = (views: readonly View[]): Explore => {
  const packs = views.map(({ pack }) => pack);
  const seen: Seen[] = [];
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
  const certainAtoms = seen.filter(({ needs }) => needs.every((name) => CONTEXT.has(name)));

  const truthsOf = (atoms: readonly Seen[], assignment: Assignment): Map<Atom, boolean> => {
    const situation = situationOf(packs, assignment);
    const facts = views.map(({ pack, over }) => factsOf(pack, { ...situation, ...over }));
    return new Map(
      atoms.map(({ atom, view }) => {
        const known = facts[view];
        return [atom, known !== undefined && matches(atom.logic, known)];
      }),
    );
  };

  const memory = new Map<string, readonly Alike[]>();
  /** What a group's atoms see alike in a context, of which only the plan's class and phase matter to them. */
  const alikeIn = (group: Group, { given, groups }: Space, context: Assignment): readonly Alike[] => {
    const key = JSON.stringify([groups.indexOf(group), given, context.phase, context.permitClass]);
    const known = memory.get(key);
    if (known) return known;
    const size = sizeOf(group.dimensions);
    const all = [...combinationsOf(group.dimensions, {})].map((assignment) => ({
      truths: truthsOf(group.atoms, { ...given, ...context, ...assignment }),
      assignment,
      share: 1 / size,
    }));
    const alike = merged(
      all,
      group.atoms.map(({ atom }) => atom),
    );
    memory.set(key, alike);
    return alike;
  };

  const spaceFor = (given: Assignment): Space => {
    const dimensions = fixing(everything, given);
    const groups = groupsOf(
      seen,
      dimensions.filter(({ name }) => !CONTEXT.has(name)),
    );
    const groupOf = new Map(groups.flatMap((group) => group.atoms.map(({ atom }) => [atom, group] as const)));
    return { given, dimensions, groups, groupOf };
  };

  const contextOf = (space: Space, known: Assignment): Context => {
    const certain = truthsOf(certainAtoms, { ...space.given, ...known });
    const left = parsed.map((rules) =>
      upToTheFirst(
        rules.map(({ rule, when }) => ({ rule, when: partially(when, (atom) => certain.get(atom)) })),
      ),
    );
    const looked = new Set(left.flatMap((rules) => rules.flatMap(({ when }) => atomsOf(when))));
    const here = new Map<Group, readonly Alike[]>();
    const alike = (group: Group): readonly Alike[] => {
      const atoms = group.atoms.flatMap(({ atom }) => (looked.has(atom) ? atom : []));
      const found = here.get(group) ?? merged(alikeIn(group, space, known), atoms);
      here.set(group, found);
      return found;
    };
    return { space, known, left, alike };
  };

  return ({ fixed = {}, only, meet }) => {
    const space = spaceFor({ ...fixed });
    const within = space.dimensions.filter(({ name }) => CONTEXT.has(name));
    const size = sizeOf(space.dimensions.filter(({ name }) => !CONTEXT.has(name)));
    let combinations = 0;
    let evaluated = 0;
    for (const known of combinationsOf(within, {})) {
      combinations += size;
      descend(contextOf(space, known), only, (rules, chosen) => {
        evaluated += 1;
        const looked: Assignment = {};
        Object.assign(looked, known, ...chosen.map(({ assignment }) => assignment));
        const count = chosen.reduce((share, one) => share * one.share, size);
        meet({ rules, count, looked, example: () => situationOf(packs, { ...space.given, ...looked }) });
      });
    }
    return { combinations, evaluated };
  };
};

/** Goes down from what is not settled to what it hangs on, group by group, until each view has its rule. */
const descend = (
  { space, left, alike }: Context,
  only: Exploring['only'],
  arrive: (rules: readonly Rule[], chosen: readonly Alike[]) => void,
): void => {
  const lastWanted = left.map((rules) => rules.findLastIndex(({ rule }) => only?.has(rule) ?? true));
  const chosen: Alike[] = [];
  const truthNow = (atom: Atom): boolean | undefined =>
    chosen.find(({ truths }) => truths.has(atom))?.truths.get(atom);
  /** From where each view's rules are to be looked at: those before are settled, and do not fire. */
  const step = (from: readonly number[]): void => {
    const at = [...from];
    let open: Atom | undefined;
    for (const [view, rules] of left.entries()) {
      let index = at[view] ?? 0;
      let found: boolean | Atom = false;
      for (; index < rules.length; index += 1) {
        found = settled(rules[index]?.when ?? false, truthNow);
        if (found !== false) break;
      }
      at[view] = index;
      if (typeof found !== 'boolean') open ??= found;
    }
    if (at.every((index, view) => index > (lastWanted[view] ?? -1))) return;
    const group = open && space.groupOf.get(open);
    if (group) {
      for (const one of alike(group)) {
        chosen.push(one);
        step(at);
        chosen.pop();
      }
      return;
    }
    const rules = left.flatMap((list, view) => list[at[view] ?? 0]?.rule ?? []);
    if (!only || rules.some((rule) => only.has(rule))) arrive(rules, chosen);
  };
  step(left.map(() => 0));
};

/** Rules that nobody can meet: those above them take everybody they speak of. */
export const unreachableRules = (pack: Pack): Rule[] => {
  const met = new Set<Rule>();
  explorerOf([{ pack }])({ meet: ({ rules }) => rules.forEach((rule) => met.add(rule)) });
  return pack.rules.filter((rule) => !met.has(rule));
};
