export { daysWithVisits } from './days.ts';
export { createExports, type Exporter, type Exports, type StartProblem } from './exports.ts';
export { sweepExports } from './sweep.ts';
