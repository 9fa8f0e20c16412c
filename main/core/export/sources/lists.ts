/** Tables of what is handed over whole: the house as it is now, and the people of a case. */
import type { Evacuation } from '../../../../shared/api/staff.ts';
import type { CaseData } from '../../../../shared/domain/tracing.ts';
import { callSheetColumns, callsOf } from '../columns/call-sheet.ts';
import { casePeople } from '../columns/case-people.ts';
import { accountedName, accountedOf, evacuationColumns } from '../columns/evacuation.ts';
import { lineListColumns } from '../columns/line-list.ts';
import type { House } from '../columns/names.ts';
import { valuesOf, type Column } from '../table.ts';
import type { Source } from './source.ts';

const listOf = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  nameOf: (row: Row) => string | null,
): Source => ({
  headings: columns,
  total: rows.length,
  rows: rows.map((row) => ({
    values: valuesOf(columns, row),
    missing: nameOf(row) === null ? 'closed' : null,
  })),
});

export const evacuationSource = (house: House, evacuation: Evacuation): Source =>
  listOf(evacuationColumns(house), accountedOf(evacuation), accountedName);

export const lineListSource = (house: House, data: CaseData): Source =>
  listOf(lineListColumns(house), casePeople(data), ({ person }) => person.name);

export const callSheetSource = (house: House, data: CaseData): Source =>
  listOf(callSheetColumns(house), callsOf(casePeople(data)), ({ person }) => person.name);
