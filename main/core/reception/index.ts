/** Reception and staff accounts, for the routes, the composition and the command line. */
export {
  ACCOUNT_PROBLEMS,
  addStaff,
  listStaff,
  setPin,
  type AccountProblem,
  type AccountResult,
  type AccountsOf,
  type NewStaff,
} from './accounts.ts';
export { staffCheckIn } from './arrivals.ts';
export { board } from './board.ts';
export { createEvacuation, type EvacuationList } from './evacuation.ts';
export { lookup } from './lookup.ts';
export { comeBack, goOut, type OutingRow } from './outings.ts';
export { printDayPack } from './day-pack.ts';
export { enterLate } from './late-row.ts';
export { override } from './override.ts';
export { giveReason, writeReason } from './owed.ts';
export type { ReceptionParts } from './parts.ts';
export { checkOut, correct, finishTask } from './records.ts';
export { REFUSALS, type Outcome, type Refusal } from './refusal.ts';
export { visitRow } from './rows.ts';
export { slip } from './slip.ts';
export { answerSwept } from './swept.ts';
export { undo } from './undo.ts';
export { createSessions, idleSeconds, type Session, type Sessions } from './sessions.ts';
export { createSignIn, type SignIn, type SignInResult } from './sign-in.ts';
