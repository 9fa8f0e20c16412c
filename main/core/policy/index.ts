/** Which rules are in force here, which could be, and who puts them there. */
export { createPolicyDesk, type PolicyDesk } from './desk.ts';
export { createIntake, type PolicyIntake } from './intake.ts';
export type { PhaseInEffect } from './phases.ts';
export { isRefused, POLICY_REFUSALS, type Refused } from './refusal.ts';
export { openPolicy, type Asked, type OpenPolicy, type Rulebook } from './rulebook.ts';
