/**
 * The JsonLogic that packs may use, a strict part of it. Ordinary JsonLogic makes an unanswered question equal to «no»
 * (`null == false`) and smaller than one (`null < 1`); at a door that would be a decision. So `==` is not there, and
 * comparing with what is not known is false.
 */
import { defaultMethods, LogicEngine } from 'json-logic-engine';
import { day } from '../domain/time.ts';
import { factNamed, type FactValue } from './facts.ts';
import type { FactType, Logic, Pack } from './pack.ts';
import { CLOSED_FACTS, SAME_UNIT, type Facts } from './vocabulary.ts';

type Args = readonly FactValue[];
type Order = '<' | '<=' | '>' | '>=';
const ORDER: Readonly<Record<Order, (a: number | string, b: number | string) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
const ordered =
  (compare: (a: number | string, b: number | string) => boolean) =>
  ([a = null, b = null]: Args): boolean =>
    (typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string')
      ? compare(a, b)
      : false;

const methods = {
  and: defaultMethods.and,
  or: defaultMethods.or,
  '!': defaultMethods['!'],
  var: ([name]: readonly [string], facts: Facts) => factNamed(facts, name),
  '===': ([a, b]: Args) => a === b,
  '!==': ([a, b]: Args) => a !== b,
  in: ([value, list]: readonly [FactValue, FactValue]) =>
    Array.isArray(list) && (list as unknown[]).includes(value),
  '<': ordered(ORDER['<']),
  '<=': ordered(ORDER['<=']),
  '>': ordered(ORDER['>']),
  '>=': ordered(ORDER['>=']),
};
export type LogicOperator = keyof typeof methods;
export const isOperator = (name: string): name is LogicOperator => Object.hasOwn(methods, name);

// Interpreted, by a plan of closures kept for each condition; no code is generated.
const engine = new LogicEngine(methods, { disableInline: true });

/** Whether a condition that `logicProblems` finds nothing wrong with holds. */
export const matches = (when: Logic, facts: Facts): boolean => Boolean(engine.run(when, facts));

interface Operation {
  readonly operator: string;
  readonly args: readonly Logic[];
  /** False where the only argument stood bare, as in `{"var": "phase"}`. */
  readonly isListed: boolean;
}

/** A node as its operator and arguments; null for a literal or for what has not exactly one operator. */
export const operation = (node: Logic): Operation | null => {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return null;
  const [entry, ...more] = Object.entries<Logic>(node);
  if (!entry || more.length > 0) return null;
  const [operator, args] = entry;
  return Array.isArray(args)
    ? { operator, args: args as readonly Logic[], isListed: true }
    : { operator, args: [args], isListed: false };
};

type Kind =
  { fact: string; type: FactType } | { literal: boolean | number | string | null } | { problem: string };

const kindOf = (node: Logic | undefined, pack: Pack): Kind => {
  if (node === undefined) return { problem: 'something is missing' };
  if (typeof node !== 'object' || node === null) return { literal: node };
  const found = operation(node);
  const [name, ...more] = found?.args ?? [];
  if (found?.operator !== 'var' || typeof name !== 'string' || more.length > 0)
    return { problem: `${JSON.stringify(node)} is neither a fact nor a value` };
  const type = Object.hasOwn(pack.facts, name) ? pack.facts[name] : undefined;
  return type === undefined ? { problem: `«${name}» is not a declared fact` } : { fact: name, type };
};

const literalFits = (value: boolean | number | string | null, type: FactType): boolean =>
  value === null || typeof value === (type === 'date' || type === 'strings' ? 'string' : type);

const valueProblems = (fact: string, type: FactType, values: readonly Logic[], pack: Pack): string[] =>
  values.flatMap((value) => {
    if (typeof value === 'object' && value !== null)
      return [`«${fact}» is compared with something that is no value`];
    if (!literalFits(value, type)) return [`«${fact}» is a ${type}, never ${JSON.stringify(value)}`];
    const closed = fact === 'phase' ? pack.phases.map(({ id }) => id) : CLOSED_FACTS.get(fact);
    return closed && typeof value === 'string' && !closed.includes(value)
      ? [`«${fact}» is never «${value}»`]
      : [];
  });

const equalityProblems = (operator: string, args: readonly Logic[], pack: Pack): string[] => {
  const kinds = [kindOf(args[0], pack), kindOf(args[1], pack)];
  const problems = kinds.flatMap((kind) => ('problem' in kind ? [kind.problem] : []));
  if (problems.length > 0) return problems;
  const fact = kinds.find((kind) => 'fact' in kind);
  const literal = kinds.find((kind) => 'literal' in kind);
  if (args.length !== 2 || !fact || !literal) return [`«${operator}» compares one fact with one value`];
  if (fact.type === 'strings' && literal.literal !== null) return [`«${fact.fact}» is a list: use «in»`];
  return valueProblems(fact.fact, fact.type, [literal.literal], pack);
};

const orderProblems = (operator: string, args: readonly Logic[], pack: Pack): string[] => {
  const kinds = [kindOf(args[0], pack), kindOf(args[1], pack)];
  const problems = kinds.flatMap((kind) => ('problem' in kind ? [kind.problem] : []));
  if (problems.length > 0) return problems;
  const types = kinds.map((kind) =>
    'fact' in kind ? kind.type : 'literal' in kind && typeof kind.literal === 'number' ? 'number' : 'date',
  );
  const isSized = types.every((type) => type === 'number') || types.every((type) => type === 'date');
  const names = kinds.flatMap((kind) => ('fact' in kind ? [kind.fact] : []));
  if (args.length !== 2 || !isSized || names.length === 0)
    return [`«${operator}» compares two numbers or two dates`];
  if (names.length === 2 && !mayBeCompared(names))
    return [`«${names.join('» and «')}» are not counted in the same unit`];
  return kinds.flatMap((kind) =>
    'literal' in kind && typeof kind.literal === 'string' && !day.safeParse(kind.literal).success
      ? [`«${kind.literal}» is no date`]
      : [],
  );
};

/** Counts of one unit, or a date that was answered and today. */
const mayBeCompared = (names: readonly string[]): boolean =>
  SAME_UNIT.some((unit) => names.every((name) => unit.has(name))) ||
  (names.includes('today') && names.some((name) => name.startsWith('answers.')));

const inProblems = ([value, list]: readonly Logic[], pack: Pack): string[] => {
  const wanted = kindOf(value, pack);
  if ('problem' in wanted) return [wanted.problem];
  if ('fact' in wanted)
    return Array.isArray(list)
      ? valueProblems(wanted.fact, wanted.type, list as readonly Logic[], pack)
      : ['«in» needs a list'];
  const held = kindOf(list, pack);
  if ('problem' in held) return [held.problem];
  return 'fact' in held && held.type === 'strings' && typeof wanted.literal === 'string'
    ? []
    : ['«in» looks for a fact in a list of values, or for a value in a fact that is a list'];
};

/** What is wrong with a condition: unknown operators and facts, values that a fact never takes. In sentences without a full stop. */
export const logicProblems = (when: Logic, pack: Pack): string[] => {
  const found = operation(when);
  if (!found) return [`${JSON.stringify(when)} is no condition`];
  const { operator, args, isListed } = found;
  if (!isOperator(operator)) return [`unknown operator «${operator}»`];
  switch (operator) {
    case 'and':
    case 'or':
      // The engine throws at the door where they are given one condition bare.
      if (!isListed) return [`«${operator}» takes a list of conditions`];
      return args.length === 0
        ? [`«${operator}» of nothing`]
        : args.flatMap((argument) => logicProblems(argument, pack));
    case '!':
      return args.length === 1
        ? args.flatMap((argument) => logicProblems(argument, pack))
        : ['«!» takes one condition'];
    case 'var': {
      const kind = kindOf(when, pack);
      if ('problem' in kind) return [kind.problem];
      return 'fact' in kind && kind.type === 'boolean'
        ? []
        : ['only a yes-or-no fact is a condition by itself'];
    }
    case '===':
    case '!==':
      return equalityProblems(operator, args, pack);
    case 'in':
      return args.length === 2 ? inProblems(args, pack) : ['«in» takes two'];
    case '<':
    case '<=':
    case '>':
    case '>=':
      return orderProblems(operator, args, pack);
  }
};
