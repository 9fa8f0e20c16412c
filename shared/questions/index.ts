export { checkAnswers, type AnswerProblem, type CheckedAnswers } from './check.ts';
export { enabled, withoutDisabled } from './enabled.ts';
export { answerFacts, OTHER, type AnswerFacts, type AnswerValue } from './facts.ts';
export { loadQuestionnaire, type LoadedQuestionnaire } from './load.ts';
export type { AnswerOption, Coding, Item, Questionnaire, QuestionType } from './questionnaire.ts';
export { steps, type Step } from './steps.ts';
export { textOf } from './text.ts';
