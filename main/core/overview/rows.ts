/** The visits behind a number, newest first, a page at a time. Without names. */
import type { Database } from 'better-sqlite3';
import {
  MOST_ROWS,
  type OverviewRow,
  type OverviewRows,
  type RowsQuery,
} from '../../../shared/api/overview.ts';
import type { Outcome, PermitClass } from '../../../shared/domain/outcome.ts';
import type { PresenceEnd } from '../../../shared/domain/presence.ts';
import { NOT_UNDONE } from '../protocol/undone.ts';

interface Row {
  readonly visit_id: string;
  readonly day: string;
  readonly receipt: string;
  readonly ward: string;
  readonly place: string;
  readonly outcome: Outcome;
  readonly state: OverviewRow['state'];
  readonly party_size: number;
  readonly arrived: string | null;
  readonly left: string | null;
  readonly overridden: 0 | 1;
  readonly permitClass: PermitClass;
  readonly attemptedAt: string;
}

const HAS_REASON = (type: string, wanted: string) =>
  `EXISTS (SELECT 1 FROM event AS e WHERE e.visit_id = visit.visit_id AND e.type = '${type}' AND e.body ->> '$.reason' = ${wanted})`;

const WHERE: Record<RowsQuery['of'], string> = {
  all: 'TRUE',
  outcome: 'outcome = @outcome',
  overridden: 'overridden = 1',
  swept: `"left" ->> '$.evidence' = 'swept'`,
  'override-reason': HAS_REASON('visit.overridden', '@overrideReason'),
  'correction-reason': HAS_REASON('visit.corrected', '@correctionReason'),
  waiting: `state = 'waiting'`,
  inside: `state = 'inside'`,
  left: `state = 'left'`,
};

const endOf = (text: string | null): PresenceEnd | null =>
  text === null ? null : (JSON.parse(text) as PresenceEnd);

export const rowsOf = (db: Database, query: RowsQuery): OverviewRows => {
  const wanted = {
    from: query.from,
    to: query.to,
    ward: query.ward ?? null,
    outcome: query.outcome ?? null,
    overrideReason: query.overrideReason ?? null,
    correctionReason: query.correctionReason ?? null,
  };
  const where = `day BETWEEN @from AND @to AND (@ward IS NULL OR ward = @ward) AND ${NOT_UNDONE} AND ${WHERE[query.of]}`;
  const total =
    db.prepare<[typeof wanted], number>(`SELECT count(*) FROM visit WHERE ${where}`).pluck().get(wanted) ?? 0;
  const after =
    query.after === undefined
      ? null
      : (db
          .prepare<[string], number>('SELECT opened_by FROM visit WHERE visit_id = ?')
          .pluck()
          .get(query.after) ?? null);
  const rows = db
    .prepare<[typeof wanted & { after: number | null }], Row>(
      `SELECT visit.*, event.body ->> '$.permitClass' AS permitClass, event.body ->> '$.attemptedAt' AS attemptedAt
       FROM visit JOIN event ON event.seq = opened_by
       WHERE ${where} AND (@after IS NULL OR opened_by < @after) ORDER BY opened_by DESC LIMIT ${MOST_ROWS}`,
    )
    .all({ ...wanted, after });
  return { total, rows: rows.map(rowOf) };
};

const rowOf = (row: Row): OverviewRow => ({
  visitId: row.visit_id,
  day: row.day,
  receipt: row.receipt,
  ward: row.ward,
  place: row.place,
  permitClass: row.permitClass,
  outcome: row.outcome,
  state: row.state,
  partySize: row.party_size,
  arrived: endOf(row.arrived),
  left: endOf(row.left),
  overridden: row.overridden === 1,
  attemptedAt: row.attemptedAt,
});
