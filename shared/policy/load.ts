import { isDeeperThan } from '../questions/depth.ts';
import { carriedProblems } from './asks.ts';
import { atomsOf, conditionOf } from './condition.ts';
import { logicProblems } from './logic.ts';
import { pack as packShape, type Pack, type Phase, type Rule } from './pack.ts';
import { brokenPromises, unnamedClasses } from './promises.ts';
import { answerOf, CORE_FACTS, isCoreFact } from './vocabulary.ts';

/** Warnings and problems are sentences for whoever wrote the pack. */
export type LoadedPack = { ok: true; pack: Pack; warnings: string[] } | { ok: false; problems: string[] };

/** A questionnaire lies deeper than a rule. */
const MAX_JSON_DEPTH = 40;

const twice = (of: readonly { readonly id: string }[], what: string): string[] => {
  const ids = of.map(({ id }) => id);
  return ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `${what} «${id}» is there twice.`);
};

const factProblems = (pack: Pack): string[] =>
  Object.entries(pack.facts).flatMap(([name, type]) => {
    if (isCoreFact(name))
      return CORE_FACTS[name] === type ? [] : [`Fact «${name}» is a ${CORE_FACTS[name]}, not a ${type}.`];
    const answer = answerOf(name);
    if (!answer) return [`Unknown fact «${name}».`];
    return answer.of === 'daysSince' && type !== 'number'
      ? [`Fact «${name}» is a number, not a ${type}.`]
      : [];
  });

const ruleProblems = (rule: Rule, pack: Pack): string[] => {
  const problems = rule.when === true ? [] : logicProblems(rule.when, pack);
  if (rule.outcome === 'postpone') {
    if (rule.ground === undefined) problems.push('postpones without a ground');
    else if (!pack.postponeGrounds.some(({ id }) => id === rule.ground))
      problems.push(`postpones on «${rule.ground}», which is not a listed ground`);
    if (rule.alternatives.length === 0) problems.push('postpones without an alternative');
  } else if (rule.ground !== undefined) problems.push(`has a ground, but its outcome is «${rule.outcome}»`);
  for (const kind of ['conditions', 'alternatives'] as const)
    for (const wanted of rule[kind])
      if (!pack[kind].some(({ id }) => id === wanted))
        problems.push(`names «${wanted}», which is not among the pack's ${kind}`);
  return problems.map((problem) => `Rule «${rule.id}»: ${problem}.`);
};

const orderProblems = (pack: Pack): string[] => {
  const last = pack.rules.at(-1);
  const problems =
    last?.when === true
      ? []
      : ['The last rule does not match always: somebody could stand without an outcome.'];
  for (const rule of pack.rules.slice(0, -1))
    if (rule.when === true)
      problems.push(`Rule «${rule.id}» matches always, so what stands after it never fires.`);
  return problems;
};

const askProblems = ({ asks }: Pack): string[] => {
  const last = asks.at(-1);
  const isForAll = last !== undefined && last.kinds === undefined && last.classes === undefined;
  return [
    ...(isForAll
      ? []
      : ['The last of «asks» does not fit everybody: somebody could stand without knowing what is asked.']),
    ...asks.flatMap(({ asking, questionnaire }, index) =>
      (asking === 'nothing') === (questionnaire === null)
        ? []
        : [
            asking === 'nothing'
              ? `Entry ${index + 1} of «asks» asks nothing, but names a questionnaire.`
              : `Entry ${index + 1} of «asks» is «${asking}», but names no questionnaire.`,
          ],
    ),
  ];
};

const planProblems = ({ id, plan, classes }: Phase): string[] =>
  [['', plan] as const, ...Object.entries(classes).map(([name, own]) => [` for «${name}»`, own] as const)]
    .filter(([, { openingHours }]) => openingHours && openingHours.from === openingHours.to)
    .map(
      ([whom]) =>
        `Phase «${id}»${whom} opens and closes at the same time: give null where there are no opening hours.`,
    );

const dateProblems = ({ validFrom, phasedInBy, validTo }: Pack): string[] => [
  ...(validTo !== null && validTo < validFrom ? ['It ends before it begins.'] : []),
  ...(phasedInBy !== null && phasedInBy < validFrom ? ['It is phased in before it begins.'] : []),
  ...(phasedInBy !== null && validTo !== null && phasedInBy > validTo
    ? ['It is phased in after it has ended.']
    : []),
];

const stricterProblems = ({ stricter, buildsOn, rules }: Pack): string[] => [
  ...(buildsOn === null && stricter.length > 0
    ? ['It declares rules that are stricter, but builds on no other pack.']
    : []),
  ...twice(
    stricter.map(({ rule }) => ({ id: rule })),
    'Declared as stricter: rule',
  ),
  ...stricter
    .filter(({ rule }) => !rules.some(({ id }) => id === rule))
    .map(({ rule }) => `It declares «${rule}» as stricter, but has no such rule.`),
];

/** A date that was answered is counted in days or compared with dates, not both: all its cases could not be gone through. */
const mixedDates = (pack: Pack): string[] => {
  const atoms = pack.rules.flatMap(({ when }) => atomsOf(conditionOf(when)));
  return Object.keys(pack.facts)
    .filter((name) => answerOf(name)?.of === 'answers' && pack.facts[name] === 'date')
    .filter((name) => {
      const own = atoms.filter(({ facts }) => facts.includes(name));
      const isCounted = atoms.some(({ facts }) => facts.includes(name.replace(/^answers/, 'daysSince')));
      const isCompared = own.some(({ literals }) => literals.some((value) => value !== null));
      return isCompared && (isCounted || own.some(({ facts }) => facts.includes('today')));
    })
    .map(
      (name) => `Fact «${name}» is counted from today and compared with a date: a pack does one of the two.`,
    );
};

const meaningProblems = (pack: Pack): string[] => {
  const found = [
    ...twice([...pack.rules, pack.mixedParty, pack.lapsed, pack.gifts], 'Rule'),
    ...twice(pack.conditions, 'Condition'),
    ...twice(pack.alternatives, 'Alternative'),
    ...twice(pack.postponeGrounds, 'Ground'),
    ...twice(pack.advice, 'Advice'),
    ...twice(pack.phases, 'Phase'),
    ...twice(pack.contacts, 'Contact'),
    ...dateProblems(pack),
    ...(pack.phases.some(({ id }) => id === pack.defaultPhase)
      ? []
      : [`The default phase «${pack.defaultPhase}» is not among the phases.`]),
    ...pack.phases.flatMap(planProblems),
    ...askProblems(pack),
    ...carriedProblems(pack),
    ...stricterProblems(pack),
    ...factProblems(pack),
    ...pack.rules.flatMap((rule) => ruleProblems(rule, pack)),
    ...orderProblems(pack),
  ];
  return found.length > 0 ? found : mixedDates(pack);
};

const warningsOf = (pack: Pack): string[] =>
  unnamedClasses(pack).map(
    (permitClass) => `No rule names «${permitClass}»: rule «${pack.rules.at(-1)?.id ?? ''}» decides for it.`,
  );

/** Reads a pack; what it refuses is named, each problem in a sentence. Never throws. */
export const loadPack = (json: unknown): LoadedPack => {
  if (isDeeperThan(json, MAX_JSON_DEPTH)) return { ok: false, problems: ['Nested deeper than any pack.'] };
  const parsed = packShape.safeParse(json);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}.`),
    };
  const pack = parsed.data;
  const found = meaningProblems(pack);
  const problems = found.length > 0 ? found : brokenPromises(pack);
  return problems.length === 0 ? { ok: true, pack, warnings: warningsOf(pack) } : { ok: false, problems };
};
