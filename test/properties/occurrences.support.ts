/** What enableWhen means, told the slow way and apart from the program: every occurrence in a list, until nothing changes. */
import type { Item, Questionnaire } from '../../shared/questions/index.ts';
import type { Json } from './forms.support.ts';

interface Node {
  readonly item: Item;
  readonly path: string;
  /** `path`s of what it stands in, outermost first; under a repeating question that of the answer. */
  readonly chain: readonly string[];
  readonly values: readonly unknown[];
}

const jsonList = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const plainValue = (answer: Json): unknown =>
  answer.valueBoolean ?? answer.valueInteger ?? (answer.valueCoding as Json | undefined)?.code;

/** In the order of the paper. */
const nodesOf = (items: readonly Item[], given: readonly Json[], chain: readonly string[]): Node[] =>
  items.flatMap((item): Node[] => {
    const here = given.filter(({ linkId }) => linkId === item.linkId);
    const prefix = chain.length === 0 ? '' : `${chain.at(-1) ?? ''}/`;
    const below = item.item ?? [];
    if (item.type === 'group') {
      const all = item.repeats ? [...here, ...(here.length === 0 ? [{}] : [])] : [here[0] ?? {}];
      return all.flatMap((one: Json, at) => {
        const path = `${prefix}${item.linkId}${item.repeats ? `[${at}]` : ''}`;
        return [{ item, path, chain, values: [] }, ...nodesOf(below, jsonList(one.item), [...chain, path])];
      });
    }
    const answers = here.flatMap((one) => jsonList(one.answer));
    const path = `${prefix}${item.linkId}`;
    const slots = item.repeats && answers.length > 0 ? answers : [answers[0] ?? {}];
    return [
      { item, path, chain, values: answers.map(plainValue) },
      ...slots.flatMap((answer, at) =>
        nodesOf(below, jsonList(answer.item), [...chain, item.repeats ? `${path}[${at}]` : path]),
      ),
    ];
  });

const sharedDepth = (one: readonly string[], other: readonly string[]): number => {
  const length = one.findIndex((path, at) => other[at] !== path);
  return length === -1 ? one.length : length;
};

/** Of all that are closest by what they stand in: an answer it is under, else the last before it, else the first after. */
const valuesFor = (
  nodes: readonly Node[],
  from: Node,
  linkId: string,
  on: ReadonlySet<Node>,
): readonly unknown[] => {
  const all = nodes.filter((node) => node.item.linkId === linkId);
  const above = all.find(({ path }) =>
    from.chain.some((each) => each.replace(/\[\d+\]$/, '') === path || each === path),
  );
  if (above !== undefined) {
    if (!on.has(above)) return [];
    const slot = from.chain
      .map((each) => each.slice(above.path.length))
      .find((rest, at) => (from.chain[at] ?? '').startsWith(above.path) && /^\[\d+\]$/.test(rest));
    return slot === undefined
      ? above.values
      : above.values.slice(Number(slot.slice(1, -1)), Number(slot.slice(1, -1)) + 1);
  }
  const closest = Math.max(...all.map((node) => sharedDepth(from.chain, node.chain)));
  const near = all.filter((node) => sharedDepth(from.chain, node.chain) === closest);
  const order = new Map(nodes.map((node, at) => [node, at]));
  const at = (node: Node) => order.get(node) ?? 0;
  const before = near.filter((node) => at(node) < at(from));
  const chosen = before.at(-1) ?? near[0];
  return chosen !== undefined && on.has(chosen) ? chosen.values : [];
};

const holds = (when: NonNullable<Item['enableWhen']>[number], values: readonly unknown[]): boolean => {
  const wanted = when.answerBoolean ?? when.answerInteger ?? when.answerCoding?.code;
  switch (when.operator) {
    case 'exists':
      return values.length > 0 === wanted;
    case '=':
      return values.some((value) => value === wanted);
    case '!=':
      return values.every((value) => value !== wanted);
    case '>':
      return values.some((value) => Number(value) > Number(wanted));
    case '<':
    case '>=':
      throw new Error('no generated condition has this operator');
    case '<=':
      return values.some((value) => Number(value) <= Number(wanted));
  }
};

/** The paths of what is enabled, in the order of the paper. */
export const slowly = (questionnaire: Questionnaire, answers: readonly Json[]): string[] => {
  const nodes = nodesOf(questionnaire.item, answers, []);
  const byPath = new Map(nodes.map((node) => [node.path, node]));
  let on = new Set<Node>();
  for (let round = 0; round <= nodes.length + 1; round += 1) {
    const now = new Set<Node>();
    for (const node of nodes) {
      const owner = node.chain.at(-1);
      const parent =
        owner === undefined ? undefined : (byPath.get(owner) ?? byPath.get(owner.replace(/\[\d+\]$/, '')));
      if (parent !== undefined && !now.has(parent)) continue;
      const truths = (node.item.enableWhen ?? []).map((when) =>
        holds(when, valuesFor(nodes, node, when.question, on)),
      );
      if (
        truths.length === 0 ||
        (node.item.enableBehavior === 'any' ? truths.includes(true) : !truths.includes(false))
      )
        now.add(node);
    }
    const isStable = now.size === on.size && [...now].every((node) => on.has(node));
    on = now;
    if (isStable) break;
  }
  return nodes.filter((node) => on.has(node)).map(({ path }) => path);
};
