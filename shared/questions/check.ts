import { enabled } from './enabled.ts';
import { collect, MAX_REPEATS, readAnswer } from './given.ts';
import { isQuestion, walk, type Item, type Questionnaire } from './questionnaire.ts';

export const ANSWER_PROBLEMS = [
  'missing',
  'wrong-type',
  'not-an-option',
  'too-long',
  'too-many',
  'unknown-item',
  'not-enabled',
] as const;
export interface AnswerProblem {
  readonly linkId: string;
  readonly problem: (typeof ANSWER_PROBLEMS)[number];
}
export type CheckedAnswers = { ok: true } | { ok: false; problems: AnswerProblem[] };
type ProblemName = AnswerProblem['problem'];

const problemsOf = (
  item: Item,
  given: readonly unknown[],
  isOn: boolean,
  isNeeded: boolean,
): ProblemName[] => {
  const read = given.map((answer) => readAnswer(item, answer)).filter((answer) => answer !== null);
  if (!isOn) return read.length > 0 ? ['not-enabled'] : [];
  if (!isQuestion(item)) return given.length > 0 ? ['wrong-type'] : [];
  if (read.length === 0) return isNeeded ? ['missing'] : [];
  const problems = new Set(read.flatMap((answer) => (answer.ok ? [] : [answer.problem])));
  const isTooMany = read.length > (item.repeats ? MAX_REPEATS : 1);
  return [...problems, ...(isTooMany ? (['too-many'] as const) : [])];
};

/**
 * Judges untrusted answers (FHIR QuestionnaireResponse.item list, flat or nested). Never throws.
 * `voluntary`: nothing need be answered, but what is answered must fit (care housing, P8).
 */
export const checkAnswers = (
  questionnaire: Questionnaire,
  items: readonly unknown[],
  options: { voluntary: boolean } = { voluntary: false },
): CheckedAnswers => {
  const { answers, malformed } = collect(items);
  const on = enabled(questionnaire, items);
  const problems: AnswerProblem[] = [...malformed];
  const known = new Set<string>();
  for (const { item } of walk(questionnaire.item)) {
    known.add(item.linkId);
    const isNeeded = item.required === true && !options.voluntary;
    for (const problem of problemsOf(item, answers.get(item.linkId) ?? [], on.has(item.linkId), isNeeded))
      problems.push({ linkId: item.linkId, problem });
  }
  for (const linkId of answers.keys())
    if (!known.has(linkId)) problems.push({ linkId, problem: 'unknown-item' });
  return problems.length === 0 ? { ok: true } : { ok: false, problems };
};
