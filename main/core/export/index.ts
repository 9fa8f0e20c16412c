export { createExport, type ExportDailyLog, type ExportProblem } from './daily-log.ts';
export { daysWithVisits } from './days.ts';
