/** A rule's condition as a sentence that whoever leads infection control can read. */
import type { LocalText } from '../../domain/language.ts';
import type { Questionnaire } from '../../questions/index.ts';
import { conditionOf, isAtom, type Atom, type Condition } from '../condition.ts';
import type { Assignment, Value } from '../values.ts';
import type { Logic, Pack } from '../pack.ts';
import { answerOf, CORE_FACTS, isCoreFact } from '../vocabulary.ts';
import { mayBeUnknown, nameOf, valueOf, type Literal } from './facts.ts';
import { fill, inEveryLanguage, listed, optionText, questionText, quoted, type Speech } from './speech.ts';

/** Negations stand at the atoms, and no «and» is in an «and». */
type Plain =
  | { readonly atom: Atom; readonly isNot: boolean }
  | { readonly parts: readonly Plain[]; readonly joined: 'and' | 'or' };

const plain = (condition: Exclude<Condition, boolean>, isNot = false): Plain => {
  if (isAtom(condition)) return { atom: condition, isNot };
  if ('not' in condition)
    return typeof condition.not === 'boolean' ? { parts: [], joined: 'and' } : plain(condition.not, !isNot);
  const isAll = 'all' in condition;
  const joined = isAll !== isNot ? 'and' : 'or';
  const parts = (isAll ? condition.all : condition.any)
    .filter((part) => typeof part !== 'boolean')
    .map((part) => plain(part, isNot))
    .flatMap((part) => ('parts' in part && part.joined === joined ? part.parts : [part]));
  return { parts, joined };
};

const denied = ({ words }: Speech, clause: string): string => fill(words.not, { clause });

/** Of a yes-or-no fact. */
const stateOf = (speech: Speech, fact: string, value: boolean | null, isNot: boolean): string => {
  const answer = answerOf(fact);
  const { states, answer: said } = speech.words;
  if (answer) {
    const question = questionText(speech, answer.linkId);
    if (value === null) return fill(isNot ? said.given : said.none, { question });
    const clause = fill(value ? said.yes : said.no, { question });
    return isNot ? denied(speech, clause) : clause;
  }
  const state = Object.hasOwn(states, fact) ? states[fact as keyof typeof states] : undefined;
  if (state === undefined) return fact;
  if (value === null) return isNot ? denied(speech, state.unknown) : state.unknown;
  if (value) return isNot ? state.no : state.yes;
  return isNot ? denied(speech, state.no) : state.no;
};

const inPairs = ({ words }: Speech, pair: string): string | undefined =>
  Object.hasOwn(words.pairs, pair) ? words.pairs[pair as keyof typeof words.pairs] : undefined;

const equality = (speech: Speech, fact: string, values: readonly Literal[], isNot: boolean): string => {
  const { words, pack } = speech;
  const pair = isNot || values.length > 1 ? undefined : inPairs(speech, `${fact}=${String(values[0])}`);
  if (pair !== undefined) return pair;
  const type = isCoreFact(fact) ? CORE_FACTS[fact] : pack.facts[fact];
  const known = values.filter((value) => value !== null);
  const name = nameOf(speech, fact);
  const answer = answerOf(fact);
  const clauses: string[] = [];
  if (known.length > 0) {
    const value = listed(
      known.map((one) => valueOf(speech, fact, one, type)),
      words.or,
    );
    clauses.push(fill(isNot ? words.isNot : words.is, { fact: name, value }));
  }
  if (known.length < values.length) {
    const question = answer ? questionText(speech, answer.linkId) : '';
    const asked = isNot ? words.answer.given : words.answer.none;
    clauses.push(
      answer?.of === 'answers'
        ? fill(asked, { question })
        : fill(isNot ? words.known : words.unknown, { fact: name }),
    );
  }
  return listed(clauses, isNot ? words.and : words.or);
};

const INVERSE = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;
const MIRRORED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
type Order = keyof typeof INVERSE;
const isOrder = (operator: string): operator is Order => Object.hasOwn(INVERSE, operator);

const order = (speech: Speech, { facts, literals, logic, operator }: Atom, isNot: boolean): string => {
  const { words, pack } = speech;
  const [fact = '', other] = facts;
  const [literal = null] = literals;
  if (!isOrder(operator)) return fact;
  if (other !== undefined) {
    const isDate = pack.facts[fact] === 'date' || fact === 'today';
    const clause =
      inPairs(speech, `${fact}${operator}${other}`) ??
      fill((isDate ? words.dates : words.compare)[operator], {
        fact: nameOf(speech, fact),
        value: nameOf(speech, other),
      });
    return isNot ? denied(speech, clause) : clause;
  }
  const given = Object.values(logic as Readonly<Record<string, Logic>>)[0];
  const isTurned = Array.isArray(given) && (typeof given[0] !== 'object' || given[0] === null);
  const asWritten = isTurned ? MIRRORED[operator] : operator;
  const compares = typeof literal === 'string' ? words.dates : words.compare;
  const name = nameOf(speech, fact);
  const value = valueOf(speech, fact, literal, typeof literal === 'string' ? 'date' : 'number');
  if (!isNot) return fill(compares[asWritten], { fact: name, value });
  const inverse = fill(compares[INVERSE[asWritten]], { fact: name, value });
  // What is not known is neither more nor less.
  return mayBeUnknown(fact) ? fill(words.orUnknown, { clause: inverse }) : inverse;
};

const atomIn = (
  speech: Speech,
  { atom, isNot }: { readonly atom: Atom; readonly isNot: boolean },
): string => {
  const [fact = ''] = atom.facts;
  const [literal = null] = atom.literals;
  const type = isCoreFact(fact) ? CORE_FACTS[fact] : speech.pack.facts[fact];
  if (isOrder(atom.operator)) return order(speech, atom, isNot);
  if (atom.operator === 'var') return stateOf(speech, fact, true, isNot);
  const isDifferent = atom.operator === '!==' ? !isNot : isNot;
  if (atom.operator === 'in' && type === 'strings') {
    const linkId = answerOf(fact)?.linkId ?? '';
    const clause = fill(speech.words.answer.has, {
      value: optionText(speech, linkId, String(literal)),
      question: questionText(speech, linkId),
    });
    return isNot ? denied(speech, clause) : clause;
  }
  if (atom.operator !== 'in' && (typeof literal === 'boolean' || (literal === null && type === 'boolean')))
    return stateOf(speech, fact, literal, isDifferent);
  return equality(speech, fact, atom.literals, isDifferent);
};

/** The question that an atom says «yes» to, or says is unanswered. */
const askedBy = (part: Plain, wanted: true | null): string | null => {
  if (!('atom' in part) || part.isNot || part.atom.operator !== '===') return null;
  const [fact = ''] = part.atom.facts;
  const answer = answerOf(fact);
  return answer?.of === 'answers' && part.atom.literals[0] === wanted ? answer.linkId : null;
};

/** «Yes to one of these» is read more easily than the same sentence three times. */
const together = (speech: Speech, parts: readonly Plain[], wanted: true | null): string | null => {
  const linkIds = parts.flatMap((part) => askedBy(part, wanted) ?? []);
  if (linkIds.length < 2) return null;
  const { words } = speech;
  const questions = listed(
    linkIds.map((linkId) => quoted(speech, questionText(speech, linkId))),
    words.or,
  );
  return fill(wanted === true ? words.answer.anyYes : words.answer.anyNone, { questions });
};

const clauseIn = (speech: Speech, part: Plain, isInner = false): string => {
  if ('atom' in part) return atomIn(speech, part);
  const { words } = speech;
  const clauses: string[] = [];
  const told = new Set<Plain>();
  if (part.joined === 'or')
    for (const wanted of [true, null] as const) {
      const clause = together(speech, part.parts, wanted);
      if (clause === null) continue;
      clauses.push(clause);
      for (const one of part.parts) if (askedBy(one, wanted) !== null) told.add(one);
    }
  clauses.push(...part.parts.filter((one) => !told.has(one)).map((one) => clauseIn(speech, one, true)));
  const joined = clauses.join(`, ${words[part.joined]} `);
  return isInner && clauses.length > 1 ? `(${joined})` : joined;
};

/** When a rule applies, in a sentence; a rule that matches always applies when none above it does. */
export const conditionInWords = (
  when: Logic,
  pack: Pack,
  questionnaires: readonly Questionnaire[],
): LocalText => {
  const condition = conditionOf(when);
  return inEveryLanguage(pack, questionnaires, (speech) =>
    typeof condition === 'boolean'
      ? speech.words.otherwise
      : fill(speech.words.when, { clause: clauseIn(speech, plain(condition)) }),
  );
};

/** What need not be said of a situation. */
const EVERYDAY: Readonly<Record<string, Value>> = {
  direction: 'arriving',
  place: 'elsewhere',
  children: 0,
  visitsInPlace: 0,
  stoppedToday: false,
  contactLimited: false,
};

const factOf = (pack: Pack, name: string, value: Value): Logic => {
  const [fact = name, code] = name.split('@');
  const linkId = answerOf(fact)?.linkId;
  if (linkId === undefined) return { '===': [{ var: fact }, value] };
  if (code !== undefined) return { in: [code, { var: fact }] };
  const isSince = typeof value === 'number' && pack.facts[fact] !== 'number';
  return { '===': [{ var: isSince ? `daysSince.${linkId}` : fact }, value] };
};

/** A situation that was made up to try rules with, as a clause; only what was looked at, and is not as usual. */
export const situationInWords = (
  looked: Assignment,
  pack: Pack,
  questionnaires: readonly Questionnaire[],
): LocalText => {
  const said = Object.entries(looked)
    .filter(([name, value]) => name.startsWith('answers.') || value !== null)
    .filter(([name, value]) => EVERYDAY[name] !== value && value !== 'answered')
    .filter(([name, value]) => !name.includes('@') || value === true)
    .map(([name, value]) => conditionOf(factOf(pack, name, value)))
    .filter((condition) => typeof condition !== 'boolean');
  return inEveryLanguage(pack, questionnaires, (speech) => clauseIn(speech, plain({ all: said })));
};
