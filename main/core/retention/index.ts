export { createCaseClosed } from './case-closed.ts';
export { daysOf, dueOn } from './due.ts';
export { createHolds } from './holds.ts';
export { createNightly, type Erased } from './nightly.ts';
export { reconcile, type Reconciled } from './reconcile.ts';
export { createForget, type Forget, type Forgotten, type NotForgotten } from './request.ts';
export { createRetentionState, type RetentionDesk } from './state.ts';
