/** Visits for a daily log or the whole protocol, in slices: never more of them in memory than one. */
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
const SLICE = 500;

export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Visits that began on these days and, with `alsoBefore`, those whose presence reaches, or may reach, into them. */
export const visitSource = (
  reader: Reader,
  house: House,
  { from, to }: Days,
  alsoBefore: boolean,
): Source => {
  const { db } = reader;
  const began = toInstant(startOfDay(house.institution.zone, from));
  const within = {
    from,
    to,
    began,
    first: alsoBefore ? addDays(from, -LONGEST_DAYS) : from,
  };
  const where = `day BETWEEN @first AND @to AND ${NOT_UNDONE} AND (day >= @from
    OR arrived IS NOT NULL AND ("left" IS NULL OR "left" ->> '$.latest' >= @began)
    OR legs ->> '$[#-1].left.latest' >= @began)`;
  const slice = selectVisits(db, `WHERE ${where} AND opened_by > @after ORDER BY opened_by LIMIT ${SLICE}`);
  const total = db.prepare<[typeof within], number>(`SELECT count(*) FROM visit WHERE ${where}`).pluck();
  const columns = visitColumns(house);
  const isErased = erasedIn(reader);
  const rows = async function* (): AsyncGenerator<SourceRow> {
    for (let after = 0; ;) {
      const visits = slice({ ...within, after });
      for (const visit of visits) {
        // Most of a long protocol is forgotten: for those no key is looked for.
        const personal = isErased(visit.visitId) ? 'erased' : await reader.personal(visit);
        const isMissing = typeof personal === 'string';
        yield {
          values: valuesOf(columns, {
            visit,
            personal: isMissing ? {} : personal,
            overrides: overridesOf(reader, visit),
          }),
          missing: isMissing ? personal : null,
        };
      }
      const last = visits.at(-1);
      if (last === undefined || visits.length < SLICE) return;
      after = last.openedBy;
    }
  };
  return { headings: columns, total: total.get(within) ?? 0, rows: rows() };
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
