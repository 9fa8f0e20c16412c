import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../shared/domain/language.ts';
import { decide } from '../../shared/policy/index.ts';
import { norway, norwayAsks, visitor } from '../../shared/policy/samples.test-support.ts';
import {
  answerFacts,
  checkAnswers,
  enabled,
  loadQuestionnaire,
  steps,
  textOf,
  withoutDisabled,
  type Item,
  type Questionnaire,
} from '../../shared/questions/index.ts';
import type { EnabledItem } from '../../shared/questions/enabled.ts';
import { isQuestion, walk } from '../../shared/questions/questionnaire.ts';
import { item, option, sample } from '../../shared/questions/samples.test-support.ts';

type Json = Record<string, unknown>;

const CODES = ['a', 'b', 'c'];
const CONDITIONS: Record<string, readonly Json[]> = {
  boolean: [
    { operator: '=', answerBoolean: true },
    { operator: '!=', answerBoolean: true },
    { operator: 'exists', answerBoolean: false },
  ],
  integer: [
    { operator: '>', answerInteger: 1 },
    { operator: '<=', answerInteger: 1 },
    { operator: 'exists', answerBoolean: true },
  ],
  choice: [
    { operator: '=', answerCoding: { code: 'a' } },
    { operator: '!=', answerCoding: { code: 'a' } },
  ],
};
const VALUES: Record<string, fc.Arbitrary<Json>> = {
  boolean: fc.boolean().map((valueBoolean) => ({ valueBoolean })),
  integer: fc.integer({ min: 0, max: 3 }).map((valueInteger) => ({ valueInteger })),
  choice: fc.constantFrom(...CODES).map((code) => ({ valueCoding: { code } })),
};
const TYPES = Object.keys(CONDITIONS);

interface Plan {
  type: string;
  /** Which earlier questions it hangs on (modulo how many there are), and by which of their conditions. */
  on: [number, number][];
  any: boolean;
  /** Puts it into a group, into the question before, or at the top. */
  put: 'group' | 'under' | 'top';
}

const plan: fc.Arbitrary<Plan> = fc.record({
  type: fc.constantFrom(...TYPES),
  on: fc.array(fc.tuple(fc.nat(20), fc.nat(5)), { maxLength: 2 }),
  any: fc.boolean(),
  put: fc.constantFrom('group', 'under', 'top'),
});

/** A questionnaire of up to twelve questions that hang on one another, in groups and under one another; the paper's order is turned at will. */
const built = (plans: readonly Plan[], isTurned: boolean): Questionnaire => {
  const top: Json[] = [];
  const typeOf = plans.map(({ type }) => type);
  let before: Json | null = null;
  plans.forEach((made, index) => {
    const conditions = made.on.flatMap(([which, how]) => {
      if (index === 0) return [];
      const other = which % index;
      const choices = CONDITIONS[typeOf[other] ?? ''] ?? [];
      return [{ question: `q${other}`, ...choices[how % choices.length] }];
    });
    const question = item(`q${index}`, made.type, {
      ...(conditions.length > 0 ? { enableWhen: conditions, enableBehavior: made.any ? 'any' : 'all' } : {}),
      ...(made.type === 'choice' ? { answerOption: CODES.map(option) } : {}),
    });
    if (made.put === 'group') top.push(item(`g${index}`, 'group', { item: [question] }));
    else if (made.put === 'under' && before)
      before.item = [...((before.item as Json[] | undefined) ?? []), question];
    else top.push(question);
    before = question;
  });
  return sample(...(isTurned ? top.toReversed() : top));
};

const plans = fc.array(plan, { minLength: 2, maxLength: 12 });
const answersTo = (questionnaire: Questionnaire): fc.Arbitrary<Json[]> =>
  fc
    .tuple(
      ...[...walk(questionnaire.item)]
        .filter(({ item: one }) => isQuestion(one))
        .map(({ item: { linkId, type } }) =>
          fc.option((VALUES[type] ?? fc.constant({})).map((value): Json => ({ linkId, answer: [value] }))),
        ),
    )
    .map((all) => all.filter((given) => given !== null));
const questionnaireAndAnswers = fc
  .tuple(plans, fc.boolean())
  .map(([made, isTurned]) => built(made, isTurned))
  .chain((questionnaire) => fc.tuple(fc.constant(questionnaire), answersTo(questionnaire)));

/** The meaning, told the slow way: close what a closed or unanswered question closes, until nothing changes. */
const slowly = (questionnaire: Questionnaire, answers: readonly Json[]): Set<string> => {
  const places = [...walk(questionnaire.item)];
  let on = new Set<string>();
  for (let round = 0; round <= places.length; round += 1) {
    const visible = answers.filter(({ linkId }) => on.has(linkId as string));
    const now = new Set<string>();
    for (const { item: one, above } of places) {
      const conditions = (one.enableWhen ?? []).map((when) => {
        const given = visible.find(({ linkId }) => linkId === when.question)?.answer as Json[] | undefined;
        const value =
          given?.[0]?.valueBoolean ??
          given?.[0]?.valueInteger ??
          (given?.[0]?.valueCoding as Json | undefined)?.code;
        const wanted = when.answerBoolean ?? when.answerInteger ?? when.answerCoding?.code;
        if (when.operator === 'exists') return (value !== undefined) === wanted;
        if (when.operator === '=') return value === wanted;
        if (when.operator === '!=') return value !== wanted;
        return (
          value !== undefined &&
          (when.operator === '>' ? Number(value) > Number(wanted) : Number(value) <= Number(wanted))
        );
      });
      const holds = one.enableBehavior === 'any' ? conditions.includes(true) : !conditions.includes(false);
      if (holds && above.every(({ linkId }) => now.has(linkId))) now.add(one.linkId);
    }
    on = now;
  }
  return on;
};

const named = (all: readonly EnabledItem[]) => all.map((one) => (typeof one === 'string' ? one : one.path));
const sorted = (all: Iterable<string>) => [...all].sort();

describe('Any questionnaire of the subset', () => {
  it('has exactly one set of enabled items, the fixpoint of its conditions, in whatever order it is answered', () => {
    fc.assert(
      fc.property(questionnaireAndAnswers, ([questionnaire, answers]) => {
        const on = sorted(named(enabled(questionnaire, answers)));
        expect(on).toEqual(sorted(slowly(questionnaire, answers)));
        expect(sorted(named(enabled(questionnaire, answers.toReversed())))).toEqual(on);
      }),
      { numRuns: 300 },
    );
  });

  it('does not mind the order of the paper', () => {
    fc.assert(
      fc.property(
        plans.chain((made) => fc.tuple(fc.constant(made), answersTo(built(made, false)))),
        ([made, answers]) => {
          expect(sorted(named(enabled(built(made, true), answers)))).toEqual(
            sorted(named(enabled(built(made, false), answers))),
          );
        },
      ),
    );
  });

  it('is not moved by an answer to a disabled item: not its enabled set, not its facts, not its steps', () => {
    fc.assert(
      fc.property(questionnaireAndAnswers, ([questionnaire, answers]) => {
        const on = new Set(named(enabled(questionnaire, answers)));
        const kept = withoutDisabled(questionnaire, answers);
        expect(kept).toEqual(answers.filter(({ linkId }) => on.has(linkId as string)));
        expect(named(enabled(questionnaire, kept))).toEqual([...on]);
        expect(answerFacts(questionnaire, kept)).toEqual(answerFacts(questionnaire, answers));
        expect(steps(questionnaire, kept)).toEqual(steps(questionnaire, answers));
        expect(checkAnswers(questionnaire, kept)).toEqual({ ok: true });
      }),
      { numRuns: 300 },
    );
  });

  it('asks each enabled question once, and no other', () => {
    fc.assert(
      fc.property(questionnaireAndAnswers, ([questionnaire, answers]) => {
        const on = named(enabled(questionnaire, answers));
        const asked = steps(questionnaire, answers).map(({ linkId }) => linkId);
        // What is under a question belongs to its answer: it is asked once there is one.
        const isAnswered = (linkId: string) => answers.some((each) => each.linkId === linkId);
        const isReached = [...walk(questionnaire.item)]
          .filter(({ above }) => above.every((each) => !isQuestion(each) || isAnswered(each.linkId)))
          .map(({ item: { linkId } }) => linkId);
        expect(asked).toEqual(on.filter((each) => each.startsWith('q') && isReached.includes(each)));
      }),
    );
  });
});

describe('Whatever comes in', () => {
  const linkIds = [...walk(norwayAsks.item)].map(({ item: { linkId } }) => linkId);
  const hostile = fc.oneof(
    fc.jsonValue(),
    fc.record({
      linkId: fc.oneof(fc.constantFrom(...linkIds, '__proto__', 'constructor'), fc.string()),
      answer: fc.oneof(
        fc.jsonValue(),
        fc.array(
          fc.oneof(
            fc.jsonValue(),
            fc.record({ valueBoolean: fc.boolean() }),
            fc.record({ valueDate: fc.string() }),
          ),
        ),
      ),
      item: fc.jsonValue(),
    }),
  );

  it('answers never make a loaded questionnaire or pack throw', () => {
    fc.assert(
      fc.property(fc.array(hostile), (answers) => {
        enabled(norwayAsks, answers);
        steps(norwayAsks, answers);
        withoutDisabled(norwayAsks, answers);
        const facts = answerFacts(norwayAsks, answers);
        if (checkAnswers(norwayAsks, answers).ok)
          expect(Object.keys(facts).every((key) => linkIds.includes(key))).toBe(true);
        expect(decide(norway, visitor({ answers: facts })).rules).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });

  it('no JSON makes the loader throw, and a broken questionnaire is refused in sentences', () => {
    const places = [...walk(norwayAsks.item)].length;
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.nat(places - 1),
        fc.constantFrom('type', 'text', 'enableWhen', 'item', 'linkId'),
        (junk, at, key) => {
          expect(loadQuestionnaire(junk).ok).toBe(false);
          const broken = structuredClone(norwayAsks);
          const target = [...walk(broken.item)][at]?.item;
          if (target) Object.assign(target, { [key]: junk });
          const loaded = loadQuestionnaire(broken);
          if (!loaded.ok) expect(loaded.problems.every((problem) => problem.endsWith('.'))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('The first real questionnaire', () => {
  const wordsOf = (one: Item) => [
    one,
    ...(one.answerOption ?? []).map((choice) => choice.valueCoding ?? choice),
  ];

  it('has all its words in every language, and different ones', () => {
    for (const { item: one } of walk(norwayAsks.item))
      for (const worded of wordsOf(one)) {
        const texts = LANGUAGES.map((language) => textOf(worded, language));
        expect(new Set(texts).size).toBe(LANGUAGES.length);
        expect(texts).not.toContain('');
      }
  });

  it('asks an ordinary healthy visitor four questions, yes or no', () => {
    const healthy: Json[] = [];
    for (let step = steps(norwayAsks, healthy)[0]; step; step = steps(norwayAsks, healthy)[healthy.length]) {
      expect(step.item).toMatchObject({ type: 'boolean', required: true });
      healthy.push({ linkId: step.linkId, answer: [{ valueBoolean: false }] });
    }
    expect(healthy).toHaveLength(4);
    expect(checkAnswers(norwayAsks, healthy)).toEqual({ ok: true });
    expect(decide(norway, visitor({ answers: answerFacts(norwayAsks, healthy) })).outcome).toBe('admit');
  });

  it('decides the same whatever day was given before the visitor took back «yes, I have been there»', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.date({ noInvalidDate: true }),
        (symptoms, exposure, risk, when) => {
          const day = { linkId: 'area-left', answer: [{ valueDate: when.toISOString().slice(0, 10) }] };
          const given = Object.entries({ symptoms, exposure, area: false, 'risk-group': risk }).map(
            ([linkId, valueBoolean]) => ({ linkId, answer: [{ valueBoolean }] }),
          );
          const decided = (answers: unknown[]) =>
            decide(norway, visitor({ answers: answerFacts(norwayAsks, answers) }));
          expect(decided([...given, day])).toEqual(decided(given));
        },
      ),
    );
  });
});
