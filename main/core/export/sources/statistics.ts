import { OUTCOMES } from '../../../../shared/domain/outcome.ts';
import type { House } from '../columns/names.ts';
import { statisticsColumns, type WardDay } from '../columns/statistics.ts';
import { valuesOf } from '../table.ts';
import type { Reader } from './reader.ts';
import type { Source } from './source.ts';
import type { Days } from './visits.ts';

/** One row a day and ward. Erased names take nothing away from it. */
export const statisticsSource = ({ db }: Reader, house: House, days: Days): Source => {
  const outcomes = OUTCOMES.map((one) => `sum(visit.outcome = '${one}') AS "${one}"`).join(', ');
  const rows = db
    .prepare<[Days], WardDay>(
      `SELECT day, ward, count(*) AS visits, sum(party_size) AS persons,
         sum(coalesce(event.body ->> '$.children', 0)) AS children, ${outcomes},
         sum(overridden) AS overridden, sum(coalesce("left" ->> '$.evidence' = 'swept', 0)) AS swept
       FROM visit JOIN event ON event.seq = visit.opened_by
       WHERE day BETWEEN @from AND @to AND NOT (visit.state = 'closed' AND EXISTS (
         SELECT 1 FROM event AS mistake WHERE mistake.visit_id = visit.visit_id
           AND mistake.type = 'visit.undone' AND mistake.refers_to = visit.opened_by))
       GROUP BY day, ward ORDER BY day, ward`,
    )
    .all(days);
  const columns = statisticsColumns(house);
  return {
    headings: columns,
    total: rows.length,
    rows: rows.map((row) => ({ values: valuesOf(columns, row), missing: null })),
  };
};
