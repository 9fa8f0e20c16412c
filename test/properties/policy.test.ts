import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LETS_IN, OUTCOMES, PERMIT_CLASSES, PLACE_KINDS, WARD_KINDS } from '../../shared/domain/outcome.ts';
import { atomsOf, conditionOf, partially } from '../../shared/policy/condition.ts';
import { factsOf, type Facts } from '../../shared/policy/facts.ts';
import { decide, decideParty, explain, loadPack, type Situation } from '../../shared/policy/index.ts';
import { matches } from '../../shared/policy/logic.ts';
import { classIn, norway, norwayAsks, samplePack } from '../../shared/policy/samples.test-support.ts';
import { DIRECTIONS } from '../../shared/policy/situation.ts';
import { answerFacts, withoutDisabled } from '../../shared/questions/index.ts';
import { walk } from '../../shared/questions/questionnaire.ts';
import { shippedPacks } from '../screening/shipped.ts';

const day = fc
  .integer({ min: 18_300, max: 18_600 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const minutes = fc.integer({ min: -3000, max: 3000 });

/** Answers as somebody might send them: of the right type, of another, to questions that there are or are not. */
const answers: fc.Arbitrary<Situation['answers']> = fc.dictionary(
  fc.constantFrom(
    'symptoms',
    'exposure',
    'area',
    'area-left',
    'risk-group',
    'other',
    '__proto__',
    'constructor',
  ),
  fc.oneof(
    fc.boolean(),
    day,
    fc.string({ maxLength: 12 }),
    fc.integer(),
    fc.array(fc.string({ maxLength: 4 }), { maxLength: 3 }),
  ),
);

const situation: fc.Arbitrary<Situation> = fc.record({
  permitClass: fc.constantFrom(...PERMIT_CLASSES),
  wardKind: fc.constantFrom(...WARD_KINDS),
  jurisdiction: fc.constantFrom('NO' as const, 'DK' as const),
  phase: fc.constantFrom('normal', 'heightened', 'outbreak', 'restrictions', 'gone'),
  place: fc.constantFrom('rom-12', 'hage'),
  placeKind: fc.constantFrom(...PLACE_KINDS),
  visitsInPlace: fc.nat({ max: 9 }),
  placeCapacity: maybe(fc.integer({ min: 1, max: 9 })),
  direction: fc.constantFrom(...DIRECTIONS),
  partySize: fc.integer({ min: 1, max: 10 }),
  agreedPartySize: fc.integer({ min: 1, max: 10 }),
  children: fc.nat({ max: 10 }),
  minutesFromStart: maybe(minutes),
  minutesToEnd: maybe(minutes),
  agreedMinutes: maybe(fc.integer({ min: 1, max: 3000 })),
  minuteOfDay: fc.nat({ max: 1439 }),
  today: day,
  visitsThisWeek: maybe(fc.integer({ min: 1, max: 20 })),
  daysSinceLastVisit: maybe(fc.nat({ max: 200 })),
  duringStay: maybe(fc.boolean()),
  stoppedToday: fc.boolean(),
  contactLimited: fc.boolean(),
  indoorAgreed: maybe(fc.boolean()),
  credentialsComplete: maybe(fc.boolean()),
  answers,
});
const rules = fc.constantFrom(norway, ...shippedPacks);
const party = fc.array(situation, { minLength: 1, maxLength: 4 });

describe('A decision, whatever stands at the door', () => {
  it('is always there, with a rule and words, and never throws', () => {
    fc.assert(
      fc.property(rules, party, (inForce, people) => {
        const ruling = decideParty(inForce, people);
        expect(OUTCOMES).toContain(ruling.outcome);
        expect(ruling.rules.length).toBeGreaterThan(0);
        expect(ruling.texts.length).toBeGreaterThan(0);
        expect(ruling.ground !== null).toBe(ruling.outcome === 'postpone');
        if (ruling.outcome === 'postpone') expect(ruling.alternatives.length).toBeGreaterThan(0);
        if (ruling.callsStaff) expect(LETS_IN.has(ruling.outcome)).toBe(true);
      }),
    );
  });

  it('is the same whoever of the party comes first', () => {
    fc.assert(
      fc.property(
        rules,
        party.chain((people) =>
          fc.tuple(fc.constant(people), fc.shuffledSubarray(people, { minLength: people.length })),
        ),
        (inForce, [people, others]) => {
          expect(decideParty(inForce, others)).toEqual(decideParty(inForce, people));
        },
      ),
    );
  });

  it('turns nobody away for another: a party is postponed only when each of it would be', () => {
    fc.assert(
      fc.property(rules, party, (inForce, people) => {
        const each = people.map((person) => decide(inForce, person).outcome);
        const together = decideParty(inForce, people).outcome;
        expect(together === 'postpone').toBe(each.every((outcome) => outcome === 'postpone'));
        if (LETS_IN.has(together)) expect(each.every((outcome) => LETS_IN.has(outcome))).toBe(true);
      }),
    );
  });

  it('is explained again in the same words from what the protocol keeps of it', () => {
    fc.assert(
      fc.property(rules, party, (inForce, people) => {
        const { outcome, ground: _, ...said } = decideParty(inForce, people);
        const ids = said.rules.map(({ id }) => id);
        expect(explain(inForce, outcome, ids)).toEqual(said);
      }),
    );
  });

  it('is that of the known facts: a fact more that is not known never turns «let in» into «postpone»', () => {
    const unknown: Partial<Situation> = {
      minutesFromStart: null,
      minutesToEnd: null,
      agreedMinutes: null,
      visitsThisWeek: null,
      placeCapacity: null,
    };
    fc.assert(
      fc.property(fc.constantFrom(...shippedPacks), situation, (inForce, person) => {
        if (!LETS_IN.has(decide(inForce, person).outcome)) return;
        expect(decide(inForce, { ...person, ...unknown }).outcome).not.toBe('postpone');
      }),
    );
  });
});

describe('Answers to what is not asked', () => {
  const items = [...walk(norwayAsks.item)].map(({ item }) => item);
  const booleans = items.flatMap(({ linkId, type }) => (type === 'boolean' ? [linkId] : []));
  const others = items.flatMap(({ linkId, type }) => (type === 'date' ? [linkId] : []));
  const given = fc.tuple(
    fc.record(Object.fromEntries(booleans.map((linkId) => [linkId, maybe(fc.boolean())]))),
    fc.record(Object.fromEntries(others.map((linkId) => [linkId, maybe(day)]))),
  );
  const response = ([yesNo, dates]: readonly [
    Record<string, boolean | null>,
    Record<string, string | null>,
  ]) => [
    ...Object.entries(yesNo).flatMap(([linkId, valueBoolean]) =>
      valueBoolean === null ? [] : [{ linkId, answer: [{ valueBoolean }] }],
    ),
    ...Object.entries(dates).flatMap(([linkId, valueDate]) =>
      valueDate === null ? [] : [{ linkId, answer: [{ valueDate }] }],
    ),
  ];

  it('never change an outcome', () => {
    let disabled = 0;
    fc.assert(
      fc.property(situation, given, (person, all) => {
        const sent = response(all);
        const kept = withoutDisabled(norwayAsks, sent);
        if (kept.length < sent.length) disabled += 1;
        const judged = (of: readonly unknown[]) =>
          decide(norway, { ...person, answers: answerFacts(norwayAsks, of) });
        expect(judged(sent)).toEqual(judged(kept));
      }),
      { numRuns: 300 },
    );
    expect(disabled).toBeGreaterThan(10);
  });
});

describe('A condition taken apart', () => {
  const conditions = [norway, ...shippedPacks].flatMap(({ pack }) =>
    pack.rules.map(({ when }) => ({ when, pack, condition: conditionOf(when) })),
  );

  it('is true exactly when the condition itself is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...conditions), situation, ({ when, pack, condition }, person) => {
        const facts = factsOf(pack, person);
        expect(partially(condition, ({ logic }) => matches(logic, facts))).toBe(matches(when, facts));
      }),
      { numRuns: 1000 },
    );
  });

  it('is true of what is known already only when it is, whatever the rest turns out to be', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...conditions.filter(({ condition }) => atomsOf(condition).length > 0)),
        situation,
        fc.func(fc.boolean()),
        ({ when, pack, condition }, person, isKnown) => {
          const facts: Facts = factsOf(pack, person);
          const rest = partially(condition, ({ logic, key }) =>
            isKnown(key) ? matches(logic, facts) : undefined,
          );
          const whole =
            typeof rest === 'boolean' ? rest : partially(rest, ({ logic }) => matches(logic, facts));
          expect(whole).toBe(matches(when, facts));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('Loading a pack that somebody has broken', () => {
  it('refuses or takes it, and never throws', () => {
    const parts = Object.keys(samplePack);
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(...Object.values(samplePack)),
      fc.constant(classIn('child')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...parts), anything, (part, value) => {
        const loaded = loadPack({ ...samplePack, [part]: value });
        if (!loaded.ok) for (const problem of loaded.problems) expect(problem).not.toBe('');
      }),
      { numRuns: 200 },
    );
  });
});
