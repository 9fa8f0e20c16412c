export { openAttempts, type Attempts } from './attempts.ts';
export { checkIn, type CheckInParts } from './check-in.ts';
export { checkOut } from './check-out.ts';
export { codeAnswer } from './answer.ts';
export { decisionOf } from './decision.ts';
export { find, judge, type Found } from './look.ts';
export { newReceipt } from './receipt.ts';
export { createRejections, type Rejections } from './rejections.ts';
