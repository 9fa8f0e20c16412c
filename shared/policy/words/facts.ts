/** What facts and their values are called. */
import type { FactType } from '../pack.ts';
import { answerOf } from '../vocabulary.ts';
import { fill, optionText, questionText, quoted, wordFor, type Speech } from './speech.ts';

export type Literal = boolean | number | string | null;

/** Facts that are null when they are not known; the others always are. */
const ALWAYS_KNOWN: ReadonlySet<string> = new Set([
  'permitClass',
  'wardKind',
  'jurisdiction',
  'phase',
  'place',
  'placeKind',
  'visitsInPlace',
  'direction',
  'partySize',
  'agreedPartySize',
  'children',
  'adults',
  'minuteOfDay',
  'today',
]);
export const mayBeUnknown = (fact: string): boolean => !ALWAYS_KNOWN.has(fact);

export const nameOf = (speech: Speech, fact: string): string => {
  const answer = answerOf(fact);
  const { facts } = speech.words;
  if (!answer) return wordFor(facts, fact) ?? fact;
  const question = questionText(speech, answer.linkId);
  return fill(answer.of === 'answers' ? facts.answer : facts.daysSince, { question });
};

const timeOf = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

const dayOf = ({ language }: Speech, day: string): string => {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime())
    ? day
    : new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
};

/** Words for the values of facts that only take values of a closed list. */
const closedValue = ({ words }: Speech, fact: string, value: string): string | undefined => {
  const { values } = words;
  switch (fact) {
    case 'permitClass':
    case 'wardKind':
    case 'placeKind':
    case 'direction':
    case 'jurisdiction':
      return wordFor(values[fact], value);
    default:
      return undefined;
  }
};

export const valueOf = (speech: Speech, fact: string, value: Literal, type: FactType | undefined): string => {
  if (typeof value === 'number') return fact === 'minuteOfDay' ? timeOf(value) : String(value);
  if (typeof value !== 'string') return String(value);
  const { pack, language } = speech;
  const answer = answerOf(fact);
  if (type === 'date') return dayOf(speech, value);
  if (answer) return optionText(speech, answer.linkId, value);
  if (fact === 'phase')
    return quoted(speech, pack.phases.find(({ id }) => id === value)?.title[language] ?? value);
  return closedValue(speech, fact, value) ?? quoted(speech, value);
};
