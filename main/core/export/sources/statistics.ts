import { OUTCOMES } from '../../../../shared/domain/outcome.ts';
import type { House } from '../columns/names.ts';
import { statisticsColumns, type WardDay } from '../columns/statistics.ts';
import { valuesOf } from '../table.ts';
import type { Reader } from './reader.ts';
import type { Source } from './source.ts';
import type { Days } from './visits.ts';
import { NOT_UNDONE } from '../../protocol/undone.ts';

/** Whoever was judged again (a vigil that came back) fired rules again. */
const RULES = `SELECT day, ward, group_concat(rule || ' ' || times, ', ' ORDER BY times DESC, rule) AS rules FROM (
    SELECT day, ward, rule.value AS rule, count(*) AS times
    FROM visit JOIN event ON event.visit_id = visit.visit_id
      AND (event.seq = visit.opened_by OR event.type = 'visit.resumed'), json_each(event.body, '$.rules') AS rule
    WHERE day BETWEEN @from AND @to AND ${NOT_UNDONE} GROUP BY day, ward, rule
  ) GROUP BY day, ward`;

/** One row a day and ward. Erased names take nothing away from it. */
export const statisticsSource = ({ db }: Reader, house: House, days: Days): Source => {
  const outcomes = OUTCOMES.map((one) => `sum(visit.outcome = '${one}') AS "${one}"`).join(', ');
  const rows = db
    .prepare<[Days], WardDay>(
      `SELECT day, ward, count(*) AS visits, sum(party_size) AS persons,
         sum(coalesce(event.body ->> '$.children', 0)) AS children, ${outcomes},
         sum(overridden) AS overridden, sum(coalesce("left" ->> '$.evidence' = 'swept', 0)) AS swept,
         coalesce(fired.rules, '') AS rules
       FROM visit JOIN event ON event.seq = visit.opened_by
       LEFT JOIN (${RULES}) AS fired USING (day, ward)
       WHERE day BETWEEN @from AND @to AND ${NOT_UNDONE}
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
