export { checkAnswers, type AnswerProblem, type CheckedAnswers } from './check.ts';
export { enabled, withoutDisabled } from './enabled.ts';
export { answerFacts, type AnswerFacts } from './facts.ts';
export { OTHER, type AnswerValue } from './given.ts';
export { loadQuestionnaire, type LoadedQuestionnaire } from './load.ts';
export type { AnswerOption, Coding, Item, Questionnaire, QuestionType } from './questionnaire.ts';
export { steps, type Step } from './steps.ts';
export { textOf } from './text.ts';
