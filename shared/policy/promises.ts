/** What no pack may break, whoever sends it: proved for every answer, before it is used. */
import {
  PERMIT_CLASSES,
  WARD_KINDS,
  type Outcome,
  type PermitClass,
  type WardKind,
} from '../domain/outcome.ts';
import type { Facts } from './facts.ts';
import { matches, operation } from './logic.ts';
import type { Logic, Pack } from './pack.ts';

type Known = Pick<Facts, 'permitClass' | 'wardKind' | 'jurisdiction'>;

const isKnown = (node: Logic): boolean => {
  const found = operation(node);
  if (found?.operator !== 'var') return true;
  const [name] = found.args;
  return name === 'permitClass' || name === 'wardKind' || name === 'jurisdiction';
};

/** Kleene's logic: null is «depends on what else is answered». */
const verdict = (when: Logic, known: Facts): boolean | null => {
  const found = operation(when);
  if (!found) return Boolean(when);
  const { operator, args } = found;
  if (operator === '!') {
    const inner = verdict(args[0] ?? null, known);
    return inner === null ? null : !inner;
  }
  if (operator === 'and' || operator === 'or') {
    const verdicts = args.map((argument) => verdict(argument, known));
    const settles = operator === 'or';
    if (verdicts.includes(settles)) return settles;
    return verdicts.includes(null) ? null : !settles;
  }
  const isSettled = operator === 'var' ? isKnown(when) : args.every(isKnown);
  return isSettled ? matches(when, known) : null;
};

/** Every outcome that some answers, party, phase or hour could bring about (perhaps more, never fewer). */
export const possibleOutcomes = (pack: Pack, known: Known): ReadonlySet<Outcome> => {
  const facts: Facts = {
    ...known,
    phase: '',
    place: '',
    partySize: 1,
    agreedPartySize: 1,
    minutesFromStart: null,
    minutesToEnd: null,
    today: '2020-01-01',
    answers: {},
  };
  const outcomes = new Set<Outcome>();
  for (const rule of pack.rules) {
    const fires = verdict(rule.when, facts);
    if (fires !== false) outcomes.add(rule.outcome);
    if (fires === true) break;
  }
  return outcomes;
};

const AT_THE_END: ReadonlySet<PermitClass> = new Set(['end-of-life', 'vigil']);

const brokenFor = (pack: Pack, wardKind: WardKind, permitClass: PermitClass): string[] => {
  const outcomes = possibleOutcomes(pack, { permitClass, wardKind, jurisdiction: pack.jurisdiction });
  const problems: string[] = [];
  if (pack.jurisdiction === 'NO' && wardKind === 'care-housing')
    for (const outcome of outcomes)
      if (outcome !== 'right-of-access')
        problems.push(`Care housing may never meet «${outcome}» (S0:103-125), but «${permitClass}» can.`);
  if (AT_THE_END.has(permitClass) && outcomes.has('postpone'))
    problems.push(`«${permitClass}» may never be postponed (S0:347-352), but can be in «${wardKind}».`);
  return problems;
};

/** Which promises a pack breaks (P1, P8), each in a sentence. */
export const brokenPromises = (pack: Pack): string[] => [
  ...(pack.jurisdiction === 'NO' && pack.asks['care-housing'] === 'required'
    ? ['In care housing nobody may be made to answer (S0:113-115).']
    : []),
  ...WARD_KINDS.flatMap((wardKind) =>
    PERMIT_CLASSES.flatMap((permitClass) => brokenFor(pack, wardKind, permitClass)),
  ),
];
