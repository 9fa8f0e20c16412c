import { isDeeperThan } from '../questions/depth.ts';
import { walk, type Item, type Questionnaire } from '../questions/questionnaire.ts';
import { answerOf, CORE_FACTS, isCoreFact } from './facts.ts';
import { logicProblems } from './logic.ts';
import { pack as packShape, type FactType, type Pack, type Rule } from './pack.ts';
import { brokenPromises } from './promises.ts';

export type LoadedPack = { ok: true; pack: Pack } | { ok: false; problems: string[] };

const MAX_JSON_DEPTH = 24;

const twice = (ids: readonly string[], what: string): string[] =>
  ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `${what} «${id}» is there twice.`);

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
  } else if (rule.ground !== undefined) problems.push(`has a ground, but its outcome is «${rule.outcome}»`);
  for (const id of rule.conditions)
    if (!pack.conditions.some((condition) => condition.id === id))
      problems.push(`names an undeclared condition «${id}»`);
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

const meaningProblems = (pack: Pack): string[] => [
  ...twice([...pack.rules.map(({ id }) => id), pack.mixedParty.id], 'Rule'),
  ...twice(
    pack.conditions.map(({ id }) => id),
    'Condition',
  ),
  ...twice(
    pack.postponeGrounds.map(({ id }) => id),
    'Ground',
  ),
  ...twice(
    pack.advice.map(({ id }) => id),
    'Advice',
  ),
  ...(pack.validTo !== null && pack.validTo < pack.validFrom ? ['It ends before it begins.'] : []),
  ...(pack.phases.includes(pack.defaultPhase)
    ? []
    : [`The default phase «${pack.defaultPhase}» is not among the phases.`]),
  ...factProblems(pack),
  ...pack.rules.flatMap((rule) => ruleProblems(rule, pack)),
  ...orderProblems(pack),
];

/** Reads a pack; what it refuses is named, each problem in a sentence. Never throws. */
export const loadPack = (json: unknown): LoadedPack => {
  if (isDeeperThan(json, MAX_JSON_DEPTH)) return { ok: false, problems: ['Nested deeper than any pack.'] };
  const parsed = packShape.safeParse(json);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}.`),
    };
  const found = meaningProblems(parsed.data);
  const problems = found.length > 0 ? found : brokenPromises(parsed.data);
  return problems.length === 0 ? { ok: true, pack: parsed.data } : { ok: false, problems };
};

const TYPE_OF: Record<Item['type'], FactType | null> = {
  group: null,
  display: null,
  boolean: 'boolean',
  choice: 'string',
  'open-choice': 'string',
  string: 'string',
  text: 'string',
  integer: 'number',
  decimal: 'number',
  date: 'date',
  dateTime: 'string',
  time: 'string',
};

/** What of a pack does not fit the questionnaire it asks: one sentence a problem, none when they fit. */
export const mismatches = (pack: Pack, questionnaire: Questionnaire): string[] => {
  const items = new Map<string, Item>();
  for (const { item } of walk(questionnaire.item)) items.set(item.linkId, item);
  const wrongOne =
    pack.questionnaire === questionnaire.id
      ? []
      : [`The pack asks «${pack.questionnaire}», this is «${questionnaire.id}».`];
  const facts = Object.entries(pack.facts).flatMap(([name, type]) => {
    const answer = answerOf(name);
    if (!answer) return [];
    const item = items.get(answer.linkId);
    if (!item) return [`Fact «${name}»: there is no question «${answer.linkId}».`];
    const given = item.repeats ? 'strings' : TYPE_OF[item.type];
    const wanted = answer.of === 'daysSince' ? 'date' : type;
    return given === wanted ? [] : [`Fact «${name}» needs a ${wanted}, but the question is a ${item.type}.`];
  });
  return [...wrongOne, ...facts];
};
