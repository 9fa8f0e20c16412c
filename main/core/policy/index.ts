/** Which rules are in force here, which could be, and who puts them there. */
export type { PhaseInEffect } from './phases.ts';
export { createIntake, type PolicyIntake } from './intake.ts';
export { openPolicy, type Asked, type OpenPolicy, type Rulebook } from './rulebook.ts';
