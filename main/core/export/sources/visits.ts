/** Visits for a daily log or the whole protocol, day by day: never more of them in memory than came on one. */
import type { Database } from 'better-sqlite3';
import type { EventBody } from '../../../../shared/domain/events.ts';
import { addDays, startOfDay, toInstant } from '../../../../shared/domain/time.ts';
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

/** The days from one to another on which visits began, in their order. */
export const daysBetween = (db: Database, from: string, to: string): string[] =>
  db
    .prepare<[string, string], string>(
      'SELECT DISTINCT day FROM visit WHERE day BETWEEN ? AND ? ORDER BY day',
    )
    .pluck()
    .all(from, to);

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
  const before = {
    first: addDays(from, -LONGEST_DAYS),
    from,
    began: toInstant(startOfDay(house.institution.zone, from)),
  };
  const ofDay = selectVisits(db, `WHERE day = @day AND ${NOT_UNDONE} ORDER BY opened_by`);
  const ofBefore = selectVisits(db, `WHERE ${BEFORE} ORDER BY opened_by`);
  const countOf = (where: string, named: object): number =>
    db.prepare<[object], number>(`SELECT count(*) FROM visit WHERE ${where}`).pluck().get(named) ?? 0;
  const columns = visitColumns(house);
  const isErased = erasedIn(reader);
  const rowOf = async (visit: Visit): Promise<SourceRow> => {
    // Most of a long protocol is forgotten: for those no key is looked for.
    const personal = isErased(visit.visitId) ? 'erased' : await reader.personal(visit);
    const isMissing = typeof personal === 'string';
    const fact = { visit, personal: isMissing ? {} : personal, overrides: overridesOf(reader, visit) };
    return { values: valuesOf(columns, fact), missing: isMissing ? personal : null };
  };
  const rows = async function* (): AsyncGenerator<SourceRow> {
    if (alsoBefore) for (const visit of ofBefore(before)) yield rowOf(visit);
    for (const day of daysBetween(db, from, to)) for (const visit of ofDay({ day })) yield rowOf(visit);
  };
  return {
    headings: columns,
    total:
      countOf(`day BETWEEN @from AND @to AND ${NOT_UNDONE}`, { from, to }) +
      (alsoBefore ? countOf(BEFORE, before) : 0),
    rows: rows(),
  };
};

const overridesOf = (reader: Reader, { visitId, overridden }: Visit): EventBody<'visit.overridden'>[] =>
  overridden
    ? reader.history(visitId).flatMap((event) => (event.type === 'visit.overridden' ? [event.body] : []))
    : [];

/** Whether the key of the fields that say who it was is nowhere any more. */
const erasedIn = ({ db }: Reader): ((visitId: string) => boolean) => {
  const keys = db
    .prepare<[string], 0 | 1>(
      `SELECT wrapped IS NOT NULL FROM visit_key WHERE visit_id = ? AND kind IN ('all', 'identity')`,
    )
    .pluck();
  const held = db.prepare<[string], 1>('SELECT 1 FROM held_key WHERE visit_id = ? LIMIT 1').pluck();
  return (visitId) => {
    const found = keys.all(visitId);
    return found.length > 0 && !found.includes(1) && held.get(visitId) === undefined;
  };
};
