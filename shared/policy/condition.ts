/** A rule's condition taken apart, so that it can be judged while only some facts are known. */
import { operation } from './logic.ts';
import type { Logic } from './pack.ts';

/** One comparison, or one yes-or-no fact: the smallest part that is true or false. */
export interface Atom {
  readonly logic: Logic;
  /** Equal for equal comparisons. */
  readonly key: string;
  /** Names of the facts that it looks at. */
  readonly facts: readonly string[];
  /** The values that it compares them with. */
  readonly literals: readonly (boolean | number | string | null)[];
  readonly operator: string;
}
export type Condition =
  | boolean
  | Atom
  | { readonly not: Condition }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

export const isAtom = (condition: Condition): condition is Atom =>
  typeof condition === 'object' && 'key' in condition;

const leavesOf = (logic: Logic): readonly Logic[] => {
  const found = operation(logic);
  if (found?.operator === 'var') return [logic];
  if (found) return found.args.flatMap(leavesOf);
  return Array.isArray(logic) ? (logic as readonly Logic[]).flatMap(leavesOf) : [logic];
};

const atomOf = (logic: Logic, operator: string): Atom => {
  const facts: string[] = [];
  const literals: Atom['literals'][number][] = [];
  for (const leaf of leavesOf(logic)) {
    const [name] = operation(leaf)?.args ?? [];
    if (typeof name === 'string') facts.push(name);
    else if (leaf === null || typeof leaf !== 'object') literals.push(leaf);
  }
  return { logic, key: JSON.stringify(logic), facts, literals, operator };
};

/** Of a condition that `logicProblems` finds nothing wrong with; `intern` may put one atom for all that are equal. */
export const conditionOf = (when: Logic, intern: (atom: Atom) => Atom = (atom) => atom): Condition => {
  const found = operation(when);
  if (!found) return Boolean(when);
  const { operator, args } = found;
  const parts = () => args.map((part) => conditionOf(part, intern));
  if (operator === 'and') return { all: parts() };
  if (operator === 'or') return { any: parts() };
  if (operator === '!') return { not: conditionOf(args[0] ?? null, intern) };
  return intern(atomOf(when, operator));
};

export const atomsOf = (condition: Condition): readonly Atom[] => {
  if (typeof condition === 'boolean') return [];
  if (isAtom(condition)) return [condition];
  if ('not' in condition) return atomsOf(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(atomsOf);
};

/** What is known of an atom; undefined: nothing yet. */
type Known = (atom: Atom) => boolean | undefined;

const joined = (parts: readonly Condition[], known: Known, settles: boolean): Condition => {
  const left: Condition[] = [];
  for (const part of parts) {
    const rest = partially(part, known);
    if (rest === settles) return settles;
    if (typeof rest !== 'boolean') left.push(rest);
  }
  const [only] = left;
  if (only === undefined) return !settles;
  if (left.length === 1) return only;
  return settles ? { any: left } : { all: left };
};

/** What is left of a condition when some atoms are known: true, false, or the part that depends on the others. */
export const partially = (condition: Condition, known: Known): Condition => {
  if (typeof condition === 'boolean') return condition;
  if (isAtom(condition)) return known(condition) ?? condition;
  if ('not' in condition) {
    const rest = partially(condition.not, known);
    return typeof rest === 'boolean' ? !rest : { not: rest };
  }
  return 'all' in condition ? joined(condition.all, known, false) : joined(condition.any, known, true);
};
