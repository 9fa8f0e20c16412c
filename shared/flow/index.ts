/** The visitor's flow as a pure reducer: `reduce(state, event)`. The screens show `state.screen`; whoever runs it puts `state.call` and `state.help` to the core. */
export * from './answers.ts';
export type { FlowEvent } from './events.ts';
export { awaitsStaff, idleRule, type IdleRule, type IdleSettings } from './idle.ts';
export { stepsOf } from './questions.ts';
export { reduce, waitsForCode } from './reduce.ts';
export * from './state.ts';
