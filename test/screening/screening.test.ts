/**
 * The door's judgement, proved and not sampled. Once over everything that a pack's rules can tell apart: every value of every
 * fact, the ones that no comparison distinguishes counted together, each such group judged by the rules themselves. And once
 * one by one along the axes that people think in, so that the first way is not believed on its word.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../shared/domain/outcome.ts';
import { decide, strictnessProblems, verdictOn, type Pack, type Rule } from '../../shared/policy/index.ts';
import { explorerOf } from '../../shared/policy/explore.ts';
import type { Logic } from '../../shared/policy/pack.ts';
import { CLAIMS, type Decided } from './claims.ts';
import { everyDoor } from './door.ts';
import { shippedPacks } from './shipped.ts';

const LONG = 240_000;
const EXAMPLES = 3;

/**
 * Rules that tell apart what the claims speak of: so that it varies also where the pack's own rules do not look at it
 * (class, kind of ward and phase always do).
 */
const claimed = (pack: Pack): Pack => {
  const [model] = pack.rules;
  if (!model) throw new Error('a pack without rules');
  const spokenOf: readonly Logic[] = [
    { var: 'contactLimited' },
    { var: 'stoppedToday' },
    { '>': [{ var: 'partySize' }, { var: 'agreedPartySize' }] },
  ];
  const ways = spokenOf.reduce<readonly (readonly Logic[])[]>(
    (all, one) =>
      all.flatMap((way) => [
        [...way, one],
        [...way, { '!': one }],
      ]),
    [[]],
  );
  const rules = [...ways.map((way): Logic => ({ and: way })), true].map((when, index) => ({
    ...model,
    id: `way-${index}`,
    when,
  }));
  return { ...pack, rules };
};

/** Where a claim does not hold: a few examples of each. */
class Findings {
  readonly #broken = new Map<string, string[]>();

  judge(decided: Decided, pack: Pack): void {
    for (const [name, { holds }] of Object.entries(CLAIMS))
      if (!holds(decided, pack)) this.add(name, decided);
  }
  add(name: string, { rule, situation }: Decided): void {
    const found = this.#broken.get(name) ?? [];
    this.#broken.set(name, found);
    if (found.length < EXAMPLES) found.push(`${rule.id} → ${rule.outcome}: ${JSON.stringify(situation)}`);
  }
  of(name: string): readonly string[] {
    return this.#broken.get(name) ?? [];
  }
}

const ONE_OUTCOME = 'has exactly one outcome, by the rule that the rules themselves find';

it('There are packs of both countries', () => {
  expect(new Set(shippedPacks.map(({ pack }) => pack.jurisdiction))).toEqual(new Set(['NO', 'DK']));
});

describe.each(shippedPacks)('Every situation that $pack.id can tell apart', ({ pack }) => {
  const findings = new Findings();
  const met = new Set<Rule>();
  const alone = { pack, base: null };
  let covered = 0;
  let combinations = 0;

  beforeAll(() => {
    const started = performance.now();
    const explored = explorerOf([{ pack }, { pack: claimed(pack) }])({
      meet: ({ rules: [rule], count, example }) => {
        if (!rule) throw new Error('a situation without a rule');
        const decided = { situation: example(), rule };
        covered += count;
        met.add(rule);
        findings.judge(decided, pack);
        const { outcome, rules, texts, ground } = decide(alone, decided.situation);
        const isOne = rules.length === 1 && rules[0]?.id === rule.id && texts.length === 1;
        if (!isOne || outcome !== rule.outcome || ground !== (rule.ground ?? null))
          findings.add(ONE_OUTCOME, decided);
      },
    });
    combinations = explored.combinations;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${pack.id}: ${combinations.toLocaleString('en')} combinations in ${explored.evaluated.toLocaleString('en')} groups, all judged in ${seconds} s`,
    );
  }, LONG);

  it(ONE_OUTCOME, () => {
    expect(findings.of(ONE_OUTCOME)).toEqual([]);
    expect(combinations).toBeGreaterThan(1e6);
    // Shares of floating-point counts: the sum is the whole, but for rounding.
    expect(covered / combinations).toBeCloseTo(1, 9);
  });

  it.each(Object.keys(CLAIMS))('%s', (name) => {
    expect(findings.of(name)).toEqual([]);
  });

  it('is met by some rule, and every rule by somebody', () => {
    expect(pack.rules.filter((rule) => !met.has(rule)).map(({ id }) => id)).toEqual([]);
  });
});

describe.each(shippedPacks)(
  'At the door by $pack.id, one by one: every permit class, kind of ward, phase, set of answers, party, time, limit of contact, earlier stop, full place and direction',
  ({ pack }) => {
    const findings = new Findings();
    const outcomes = new Set<string>();
    let count = 0;

    beforeAll(() => {
      const started = performance.now();
      const alone = { pack, base: null };
      for (const situation of everyDoor(pack)) {
        const { rule } = verdictOn(alone, situation);
        count += 1;
        outcomes.add(rule.outcome);
        findings.judge({ situation, rule }, pack);
      }
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(
        `${pack.id}: ${count.toLocaleString('en')} people at the door, one by one, in ${seconds} s`,
      );
    }, LONG);

    it.each(Object.keys(CLAIMS))('%s', (name) => {
      expect(findings.of(name)).toEqual([]);
      expect(count).toBeGreaterThan(100_000);
    });

    it('ends in each outcome that the pack has, and in no other', () => {
      const has = new Set(pack.rules.map(({ outcome }) => outcome));
      expect([...outcomes].toSorted()).toEqual(OUTCOMES.filter((outcome) => has.has(outcome)).toSorted());
    });
  },
);

describe.each(shippedPacks.filter(({ base }) => base !== null))(
  '$pack.id, which is local',
  ({ pack, base }) => {
    it('lets in no less than what it builds on, but where it says why and until when', () => {
      expect(base && strictnessProblems(pack, base, pack.validFrom)).toEqual([]);
    });
  },
);
