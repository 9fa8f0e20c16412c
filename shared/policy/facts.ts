/** What a pack's rules are asked about: the situation, with the plan of the phase laid over it. */
import type { Pack, Phase, Plan } from './pack.ts';
import type { Situation } from './situation.ts';
import { answerOf, isCoreFact, type Derived, type Facts } from './vocabulary.ts';

export type { Facts } from './vocabulary.ts';
export type FactValue = boolean | number | string | null | readonly (boolean | number | string)[];

/** The phase by its id; a phase that the pack does not have (another pack's) is the pack's default. */
export const phaseNamed = (pack: Pack, phase: string): Phase => {
  const found =
    pack.phases.find(({ id }) => id === phase) ?? pack.phases.find(({ id }) => id === pack.defaultPhase);
  if (!found)
    throw new TypeError('This pack was not loaded by loadPack: its default phase is not among its phases.');
  return found;
};

/** The plan of a phase for a permit class: what differs for the class stands over what holds for all. */
export const planFor = (phase: Phase, permitClass: Situation['permitClass']): Plan => {
  const plan: Plan = { ...phase.plan };
  for (const [name, value] of Object.entries(phase.classes[permitClass] ?? {}))
    if (value !== undefined) Object.assign(plan, { [name]: value });
  return plan;
};

/** Minutes since midnight of a time such as `08:30`. */
export const minuteOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

const isOpen = (hours: Plan['openingHours'], minuteOfDay: number): boolean => {
  if (hours === null) return true;
  const from = minuteOf(hours.from);
  const to = minuteOf(hours.to);
  return from <= to ? from <= minuteOfDay && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
};

const exceeds = (value: number | null, limit: number | null): boolean =>
  value !== null && limit !== null && value > limit;

const isFull = (phase: Phase, { placeKind, placeCapacity, visitsInPlace }: Situation): boolean => {
  const holds = Math.min(phase.capacity[placeKind] ?? Infinity, placeCapacity ?? Infinity);
  return visitsInPlace >= holds;
};

const derived = (pack: Pack, situation: Situation): Derived & { phase: string } => {
  const phase = phaseNamed(pack, situation.phase);
  const plan = planFor(phase, situation.permitClass);
  const { minutesFromStart } = situation;
  return {
    phase: phase.id,
    adults: situation.partySize - situation.children,
    maxPartySize: plan.partySize,
    maxVisitsPerWeek: plan.visitsPerWeek,
    inOpeningHours: isOpen(plan.openingHours, situation.minuteOfDay),
    tooEarly: minutesFromStart !== null && exceeds(-minutesFromStart, plan.earliestMinutes),
    late: exceeds(minutesFromStart, plan.latestMinutes),
    tooLong: exceeds(situation.agreedMinutes, plan.longestMinutes),
    tooOften: exceeds(situation.visitsThisWeek, plan.visitsPerWeek),
    placeOpen: plan.places?.includes(situation.placeKind) ?? true,
    placeFull: isFull(phase, situation),
  };
};

export const factsOf = (pack: Pack, situation: Situation): Facts => ({
  ...situation,
  ...derived(pack, situation),
});

const DAY_MS = 86_400_000;
/** A month or a year alone (FHIR has such dates) is no day to count from; a lenient parser would take it for its first. */
const WHOLE_DAY = /^\d{4}-\d{2}-\d{2}$/;
const daysBetween = (from: FactValue, to: string): number | null => {
  const days =
    typeof from === 'string' && WHOLE_DAY.test(from)
      ? (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS
      : NaN;
  return Number.isFinite(days) ? days : null;
};

/** The value of a fact by its name in a pack; null when it is not known (unanswered, not asked). */
export const factNamed = (facts: Facts, name: string): FactValue => {
  if (isCoreFact(name)) return facts[name];
  const answer = answerOf(name);
  if (!answer || !Object.hasOwn(facts.answers, answer.linkId)) return null;
  const value = facts.answers[answer.linkId] ?? null;
  return answer.of === 'answers' ? value : daysBetween(value, facts.today);
};
