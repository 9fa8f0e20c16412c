/** What other rules would have decided about a visit that is past, as far as the protocol can tell: the answers are not kept. */
import type { Outcome } from '../domain/outcome.ts';
import { askedOf } from './asks.ts';
import { outcomeOfParty, verdictBy } from './decide.ts';
import { explorerOf, type Explore, type View } from './explore.ts';
import type { Pack, PackInForce, Rule } from './pack.ts';
import type { Situation } from './situation.ts';

/** One visit as it was: every person of the party stood in this situation, each with answers of their own. */
export interface PastVisit {
  readonly situation: Omit<Situation, 'answers'>;
  /** The phase as it would be after the change; that of the situation is the one that decided. */
  readonly phaseAfter: string;
  /** Ids of the rules that fired, as the protocol keeps them. */
  readonly fired: readonly string[];
}
export interface Replay {
  /** What could become of the party; empty when the rules that fired are not those of `before`, or cannot fire there. */
  readonly outcomes: readonly Outcome[];
  /** Whatever the answers were, it is that one. */
  readonly certain: boolean;
  /** The rules that would fire, in the order of the pack. */
  readonly rules: readonly Rule[];
}

const withBase = ({ pack, base }: PackInForce): readonly Pack[] => (base === null ? [pack] : [pack, base]);

/** What a person may have met afterwards, when a rule fired before. */
interface After {
  readonly outcomes: Set<Outcome>;
  readonly rules: Set<Rule>;
}

/** All ways to choose at least one of each; no more in all than there are people. */
const waysToChoose = (of: readonly ReadonlySet<Outcome>[], people: number): ReadonlySet<Outcome>[] => {
  let ways: { chosen: ReadonlySet<Outcome>; used: number }[] = [{ chosen: new Set(), used: 0 }];
  for (const [index, outcomes] of of.entries()) {
    const stillToCome = of.length - index - 1;
    const subsets = [...outcomes].reduce<Outcome[][]>(
      (all, outcome) => [...all, ...all.map((subset) => [...subset, outcome])],
      [[]],
    );
    ways = ways.flatMap(({ chosen, used }) =>
      subsets
        .filter(
          (subset) => subset.length > 0 && used + subset.length + stillToCome <= Math.max(people, of.length),
        )
        .map((subset) => ({ chosen: new Set([...chosen, ...subset]), used: used + subset.length })),
    );
  }
  return ways.map(({ chosen }) => chosen);
};

/** Replays visits under other rules: prepared once, then asked visit by visit. Pure. */
export const replayOf = (before: PackInForce, after: PackInForce): ((visit: PastVisit) => Replay) => {
  const packsBefore = withBase(before);
  const packsAfter = withBase(after);
  const explorers = new Map<string, Explore>();
  const explorerFor = ({ situation: { wardKind, permitClass }, phaseAfter }: PastVisit): Explore => {
    const isAsked = ({ pack }: PackInForce) => askedOf(pack, wardKind, permitClass).asking !== 'nothing';
    const asked = [isAsked(before), isAsked(after)] as const;
    const key = JSON.stringify([phaseAfter, asked]);
    const known = explorers.get(key);
    if (known) return known;
    const unanswered = { answers: {} };
    const views: View[] = [
      ...packsBefore.map((pack) => ({ pack, over: asked[0] ? {} : unanswered })),
      ...packsAfter.map((pack) => ({ pack, over: { phase: phaseAfter, ...(asked[1] ? {} : unanswered) } })),
    ];
    const made = explorerOf(views);
    explorers.set(key, made);
    return made;
  };

  /** By the rule that fired before, what the rules after would say. */
  const afterEach = (visit: PastVisit): Map<string, After> => {
    const { situation, fired } = visit;
    const wanted = new Set(fired);
    const found = new Map<string, After>();
    explorerFor(visit)({
      fixed: situation,
      only: new Set(packsBefore.flatMap(({ rules }) => rules.filter(({ id }) => wanted.has(id)))),
      meet: ({ rules }) => {
        const [own, under] = rules;
        const [ownAfter, underAfter] = rules.slice(packsBefore.length);
        if (!own || !ownAfter) return;
        const was = verdictBy(
          before,
          { own, under: packsBefore.length > 1 ? under : undefined },
          situation.today,
        );
        if (!wanted.has(was.rule.id)) return;
        const is = verdictBy(after, { own: ownAfter, under: underAfter }, situation.today);
        const known = found.get(was.rule.id) ?? { outcomes: new Set(), rules: new Set() };
        found.set(was.rule.id, known);
        known.outcomes.add(is.outcome);
        known.rules.add(is.rule);
      },
    });
    return found;
  };

  const rulesBefore = new Set(packsBefore.flatMap(({ rules }) => rules.map(({ id }) => id)));
  return (visit) => {
    const found = afterEach(visit);
    const ids = visit.fired.filter((id) => rulesBefore.has(id));
    const isKnown = ids.length > 0 && ids.every((id) => found.has(id));
    if (!isKnown) return { outcomes: [], certain: false, rules: [] };
    const each = ids.flatMap((id) => found.get(id) ?? []);
    const ways = waysToChoose(
      each.map(({ outcomes }) => outcomes),
      visit.situation.partySize,
    );
    const outcomes = new Set(ways.map(outcomeOfParty));
    const met = new Set(each.flatMap(({ rules }) => [...rules]));
    return {
      outcomes: [...outcomes],
      certain: outcomes.size === 1,
      rules: packsAfter.flatMap(({ rules }) => rules).filter((rule) => met.has(rule)),
    };
  };
};
