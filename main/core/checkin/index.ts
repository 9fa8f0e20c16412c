export { openAttempts, type Attempts } from './attempts.ts';
export { checkIn, type CheckInParts } from './check-in.ts';
export { checkOut } from './check-out.ts';
export { codeAnswer } from './answer.ts';
export { decisionOf } from './decision.ts';
export { receiveGift } from './gift.ts';
export { find, judge, type Found } from './look.ts';
export { goOutOrBack } from './outing.ts';
export { createRejections, type Rejections } from './rejections.ts';
