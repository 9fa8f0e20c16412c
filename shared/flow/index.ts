/** The visitor's flow as a pure reducer: `reduce(state, event)`. The screens show `state.screen`; whoever runs it puts `state.call` and `state.help` to the core. */
export type { AnswerValue } from './answers.ts';
export { waitsForCode } from './code.ts';
export type { FlowEvent } from './events.ts';
export { awaitsStaff, idleRule, type IdleRule, type IdleSettings } from './idle.ts';
export { problemWith, stepsOf, type ValueProblem } from './questions.ts';
export { reduce } from './reduce.ts';
export * from './state.ts';
