import type { Item, Questionnaire, QuestionType } from './questionnaire.ts';

export interface Step {
  readonly linkId: string;
  readonly item: Item & { type: QuestionType };
  /** Groups above and display items that belong to it, outermost first: say them with `textOf` before the question. */
  readonly context: readonly Item[];
}

/** The enabled questions in order, one a screen. Ask again after each answer: answers open and close questions. */
export const steps = (_questionnaire: Questionnaire, _answers: readonly unknown[]): Step[] => [];
