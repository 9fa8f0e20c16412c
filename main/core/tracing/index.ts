/** Tracing, for the routes, the composition and the exports. */
export { caseData } from './case-data.ts';
export type { CaseParts } from './cases.ts';
export { createTracingDesk, type TracingDesk } from './desk.ts';
export { createIllnessAtKiosk, type ToldAtKiosk } from './illness-at-kiosk.ts';
export { reportIllness } from './illness.ts';
export { lookedUp, type Looker } from './look-ups.ts';
export type { TracingParts } from './parts.ts';
export { isCalled } from './people-found.ts';
export { presencesFound } from './presences-found.ts';
export { isRefused, TRACING_REFUSALS, type Refused, type TracingRefusal } from './refusal.ts';
export { trace } from './trace.ts';
