/** Visits for a daily log or the whole protocol, one after another: never all of them in memory. */
import type { Database } from 'better-sqlite3';
import type { EventBody } from '../../../../shared/domain/events.ts';
import { addDays, startOfDay, toInstant } from '../../../../shared/domain/time.ts';
import { BOUND } from '../../db/bound.ts';
import { readBody, type EventRow } from '../../protocol/rows.ts';
import { selectVisits } from '../../protocol/visits.ts';
import type { Visit } from '../../protocol/types.ts';
import { visitColumns } from '../columns/visits.ts';
import type { House } from '../columns/names.ts';
import { valuesOf } from '../table.ts';
import type { Reader } from './reader.ts';
import type { Source, SourceRow } from './source.ts';
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

/** Whether the key of the fields that say who it was is nowhere any more. */
const IS_ERASED = `(SELECT count(*) > 0 AND max(wrapped IS NOT NULL) = 0 FROM visit_key
    WHERE visit_key.visit_id = visit.visit_id AND kind IN ('all', 'identity'))
  AND NOT EXISTS (SELECT 1 FROM held_key WHERE held_key.visit_id = visit.visit_id)`;

/** Visits that began on these days and, with `alsoBefore`, those who came earlier and were, or may have been, still there. */
export const visitSource = (
  reader: Reader,
  house: House,
  { from, to }: Days,
  alsoBefore: boolean,
): Source => {
  const { db } = reader;
  const before = {
    first: addDays(from, -LONGEST_DAYS),
    from,
    began: toInstant(startOfDay(house.institution.zone, from)),
  };
  const ofDays = selectVisits(
    db,
    `WHERE day BETWEEN @from AND @to AND ${NOT_UNDONE} ORDER BY day, opened_by`,
    IS_ERASED,
  );
  const ofBefore = selectVisits(db, `WHERE ${BEFORE} ORDER BY opened_by`, IS_ERASED);
  const countOf = (where: string, named: object): number =>
    db.prepare<[object], number>(`SELECT count(*) FROM visit WHERE ${where}`).pluck().get(named) ?? 0;
  const columns = visitColumns(house);
  const overridesOf = overridesIn(db);
  const rowOf = (visit: Visit, isErased: boolean): SourceRow => {
    // Most of a long protocol is forgotten: for those no key is looked for.
    const personal = isErased ? 'erased' : reader.personal(visit);
    const isMissing = typeof personal === 'string';
    const overrides = visit.overridden ? overridesOf(visit.visitId) : [];
    return {
      values: valuesOf(columns, { visit, personal: isMissing ? {} : personal, overrides }),
      missing: isMissing ? personal : null,
    };
  };
  const rows = function* (): Generator<SourceRow> {
    if (alsoBefore) for (const { visit, is } of ofBefore(before)) yield rowOf(visit, is);
    for (const { visit, is } of ofDays({ from, to })) yield rowOf(visit, is);
  };
  return {
    headings: columns,
    total:
      countOf(`day BETWEEN @from AND @to AND ${NOT_UNDONE}`, { from, to }) +
      (alsoBefore ? countOf(BEFORE, before) : 0),
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
