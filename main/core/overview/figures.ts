/** Visits by day and outcome, and the reasons that were given, counted where they lie. */
import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import type { DayFigures, Figures, FiguresQuery } from '../../../shared/api/overview.ts';
import { correctionReason, overrideReason } from '../../../shared/domain/events.ts';
import { OUTCOMES, type Outcome } from '../../../shared/domain/outcome.ts';
import { addDays } from '../../../shared/domain/time.ts';
import { NOT_UNDONE } from '../protocol/undone.ts';

interface DayRow extends Record<Outcome, number> {
  readonly day: string;
  readonly visits: number;
  readonly persons: number;
  readonly overridden: number;
  readonly swept: number;
}

const OF_WARD = '(@ward IS NULL OR ward = @ward)';

const dayRows = (db: Database, { from, to, ward }: FiguresQuery): DayRow[] =>
  db
    .prepare<[{ from: string; to: string; ward: string | null }], DayRow>(
      `SELECT day, count(*) AS visits, sum(party_size) AS persons, sum(overridden) AS overridden,
         sum(coalesce("left" ->> '$.evidence' = 'swept', 0)) AS swept,
         ${OUTCOMES.map((one) => `sum(outcome = '${one}') AS "${one}"`).join(', ')}
       FROM visit WHERE day BETWEEN @from AND @to AND ${OF_WARD} AND ${NOT_UNDONE} GROUP BY day`,
    )
    .all({ from, to, ward: ward ?? null });

interface ReasonRow {
  readonly reason: string;
  readonly count: number;
}

const reasonRows = (
  db: Database,
  { from, to, ward }: FiguresQuery,
  type: 'visit.overridden' | 'visit.corrected',
): ReasonRow[] =>
  db
    .prepare<[{ from: string; to: string; ward: string | null; type: string }], ReasonRow>(
      // The visits of the days first: a house has ten years of events.
      `SELECT event.body ->> '$.reason' AS reason, count(DISTINCT event.visit_id) AS count
       FROM visit CROSS JOIN event ON event.visit_id = visit.visit_id
       WHERE day BETWEEN @from AND @to AND ${OF_WARD} AND ${NOT_UNDONE} AND event.type = @type
       GROUP BY reason ORDER BY count DESC, reason`,
    )
    .all({ from, to, ward: ward ?? null, type });

const reasonsIn = <Shape extends z.ZodType>(shape: Shape, rows: readonly ReasonRow[]) =>
  rows.map(({ reason, count }) => ({ reason: shape.parse(reason), count }));

const empty = (day: string): DayFigures => ({
  day,
  outcomes: Object.fromEntries(OUTCOMES.map((one) => [one, 0])) as Record<Outcome, number>,
  visits: 0,
  persons: 0,
  overridden: 0,
  swept: 0,
});

const figuresOf = ({ day, visits, persons, overridden, swept, ...counts }: DayRow): DayFigures => ({
  day,
  outcomes: counts,
  visits,
  persons,
  overridden,
  swept,
});

/** Every day from `from` to `to`, both included. */
export const figuresOfDays = (db: Database, query: FiguresQuery): Figures => {
  const found = new Map(dayRows(db, query).map((row) => [row.day, row]));
  const days: DayFigures[] = [];
  for (let day = query.from; day <= query.to; day = addDays(day, 1)) {
    const row = found.get(day);
    days.push(row === undefined ? empty(day) : figuresOf(row));
  }
  return {
    days,
    overrides: reasonsIn(overrideReason, reasonRows(db, query, 'visit.overridden')),
    corrections: reasonsIn(correctionReason, reasonRows(db, query, 'visit.corrected')),
  };
};
