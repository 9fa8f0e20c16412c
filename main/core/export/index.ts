export { daysWithVisits } from './days.ts';
export { createExports, type Exporter, type Exports } from './exports.ts';
export type { ExportProblem, ExportResult } from './written-file.ts';
