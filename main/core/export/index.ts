export { createExport, EXPORT_PROBLEMS, type ExportDailyLog, type ExportProblem } from './daily-log.ts';
export { daysWithVisits } from './days.ts';
