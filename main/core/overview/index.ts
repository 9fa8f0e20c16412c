export { figuresOfDays } from './figures.ts';
export { rowsOf } from './rows.ts';
export { headsOf, overviewOf, type OverviewParts } from './today.ts';
