/** Visits for a daily log or the whole protocol, one after another: never all of them in memory. */
import type { Database } from 'better-sqlite3';
import type { EventBody } from '../../../../shared/domain/events.ts';
import { addDays, startOfDay, toInstant } from '../../../../shared/domain/time.ts';
import { BOUND } from '../../db/bound.ts';
import { readBody, type EventRow } from '../../protocol/rows.ts';
import { visitColumns, type TableVisit } from '../columns/visits.ts';
import type { House } from '../columns/names.ts';
import { valuesOf } from '../table.ts';
import type { Reader } from './reader.ts';
import type { Source, SourceRow } from './source.ts';
import { selectTableVisits } from './table-visits.ts';
import { NOT_UNDONE } from '../../protocol/undone.ts';

/** A vigil may last for days: so far back those who were still here are looked for. */
export const LONGEST_DAYS = 31;

export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Those of earlier days whose presence reaches, or may reach, into the day that begins at `began`. */
const BEFORE = `day >= @first AND day < @from AND ${NOT_UNDONE}
  AND (arrived IS NOT NULL AND ("left" IS NULL OR "left" ->> '$.latest' >= @began)
    OR legs ->> '$[#-1].left.latest' >= @began)`;

/** Visits that began on these days and, with `alsoBefore`, those who came earlier and were, or may have been, still there. */
export const visitSource = (
  reader: Reader,
  house: House,
  { from, to }: Days,
  alsoBefore: boolean,
): Source => {
  const { db } = reader;
  const named = {
    first: addDays(from, -LONGEST_DAYS),
    // A house that moved to another zone may have days that are one later than their keys are called.
    firstKey: addDays(from, -LONGEST_DAYS - 1),
    from,
    to,
    began: toInstant(startOfDay(house.institution.zone, from)),
  };
  const ofDays = selectTableVisits(
    reader,
    `WHERE day BETWEEN @from AND @to AND ${NOT_UNDONE} ORDER BY day, opened_by`,
  );
  const ofBefore = selectTableVisits(reader, `WHERE ${BEFORE} ORDER BY opened_by`);
  const countOf = (where: string): number =>
    db.prepare<[object], number>(`SELECT count(*) FROM visit WHERE ${where}`).pluck().get(named) ?? 0;
  const columns = visitColumns(house);
  const overridesOf = overridesIn(db);
  const rowOf = (visit: TableVisit, isForgotten: boolean): SourceRow => {
    // Most of a long protocol is forgotten: for those no key is looked for.
    const personal = isForgotten ? 'erased' : reader.personal(visit);
    const isMissing = typeof personal === 'string';
    const overrides = visit.overridden ? overridesOf(visit.visitId) : [];
    return {
      values: valuesOf(columns, { visit, personal: isMissing ? {} : personal, overrides }),
      missing: isMissing ? personal : null,
    };
  };
  const rows = function* (): Generator<SourceRow> {
    if (alsoBefore) for (const { visit, isForgotten } of ofBefore(named)) yield rowOf(visit, isForgotten);
    for (const { visit, isForgotten } of ofDays(named)) yield rowOf(visit, isForgotten);
  };
  return {
    headings: columns,
    // Those that were undone too: to tell them apart each visit would have to be read.
    total: countOf('day BETWEEN @from AND @to') + (alsoBefore ? countOf(BEFORE) : 0),
    rows: rows(),
  };
};

const overridesIn = (db: Database): ((visitId: string) => EventBody<'visit.overridden'>[]) => {
  const overrides = db.prepare<[string], Pick<EventRow, 'version' | 'body'>>(
    `SELECT version, body FROM event WHERE visit_id = ${BOUND} AND type = 'visit.overridden' ORDER BY seq`,
  );
  return (visitId) =>
    overrides.all(visitId).map(({ version, body }) => readBody('visit.overridden', version, body));
};
