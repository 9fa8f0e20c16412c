import type { Questionnaire } from './questionnaire.ts';

export type AnswerValue = boolean | number | string;
/**
 * By linkId. A choice is its code, what was typed into an open-choice is OTHER. A question with `repeats` is always
 * a list. An unanswered or disabled question is not in it.
 */
export type AnswerFacts = Readonly<Record<string, AnswerValue | readonly AnswerValue[]>>;

/** Stands for free text in an open-choice: rules do not read prose. */
export const OTHER = '#other';

/** The answers as facts for the rules; only well-formed answers to enabled questions count. Never throws. */
export const answerFacts = (_questionnaire: Questionnaire, _items: readonly unknown[]): AnswerFacts => ({});
