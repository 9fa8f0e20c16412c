/** What is kept and until when, what was erased and why, and the rows behind each number: for the lead. */
import type { Database } from 'better-sqlite3';
import {
  MOST_KEPT_ROWS,
  type RetentionQuery,
  type RetentionRows,
  type RetentionState,
} from '../../../shared/api/retention.ts';
import { FIELD_KINDS, type SealedKind } from '../../../shared/domain/events.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { addDays, dayIn } from '../../../shared/domain/time.ts';
import type { Backups } from '../backup/index.ts';
import type { EventRow } from '../protocol/rows.ts';
import { eventOf, readBody } from '../protocol/rows.ts';
import type { Protocol } from '../protocol/types.ts';
import { daysOf } from './due.ts';
import { createHolds } from './holds.ts';

/** So many of the newest erasures are shown: with the defaults three a night. */
const MOST_ERASURES = 60;

type KindRow = RetentionState['kinds'][number];
type Row = RetentionRows['rows'][number];
export interface StateParts {
  readonly db: Database;
  readonly protocol: Pick<Protocol, 'now'>;
  readonly settings: Settings;
  readonly backups: Backups;
}

/** Of a visit its last day, of outings and gifts the day of their key. */
const LAST_DAY = `coalesce(v.last_day, n.day)`;
const FROM = `FROM visit_key AS k JOIN key_name AS n ON n.name = k.key_name LEFT JOIN visit AS v ON v.visit_id = k.visit_id`;
const COLUMNS = `k.visit_id AS visitId, v.receipt AS receipt, v.ward AS ward, ${LAST_DAY} AS lastDay`;
/** What was sealed before there were kinds is kept as long as who it is. */
const ofKind = (kind: SealedKind): string => (kind === 'identity' ? `('identity', 'all')` : `('${kind}')`);

export const createRetentionState = ({ db, protocol, settings, backups }: StateParts) => {
  const { zone } = settings.institution;
  const holds = createHolds(db);
  const days = daysOf(settings.retention);
  const erasures = db.prepare<[], EventRow & { name: string | null }>(
    `SELECT event.*, staff.name FROM event LEFT JOIN staff ON 'staff:' || staff.id = actor
     WHERE type = 'fields.erased' AND visit_id IS NULL ORDER BY seq DESC LIMIT ${MOST_ERASURES}`,
  );
  const oneErasure = db.prepare<[number], EventRow>(
    `SELECT * FROM event WHERE seq = ? AND type = 'fields.erased'`,
  );
  const openCases = db.prepare<[], { caseId: string; since: string }>(
    `SELECT case_id AS caseId, at AS since FROM tracing_case JOIN event ON event.seq = opened_by WHERE closed_by IS NULL ORDER BY seq`,
  );

  const kept = (kind: (typeof FIELD_KINDS)[number]): KindRow => {
    const found = db
      .prepare<[], { kept: number; oldest: string | null }>(
        `SELECT count(*) AS kept, min(${LAST_DAY}) AS oldest ${FROM} WHERE k.wrapped IS NOT NULL AND k.kind IN ${ofKind(kind)}`,
      )
      .get() ?? { kept: 0, oldest: null };
    const next = found.oldest === null ? null : addDays(found.oldest, days[kind] + 1);
    return { kind, days: days[kind], ...found, next };
  };
  const listed = (where: string, ...values: (string | number)[]): RetentionRows => {
    const total =
      db
        .prepare<typeof values, number>(`SELECT count(*) ${FROM} WHERE ${where}`)
        .pluck()
        .get(...values) ?? 0;
    const rows = db
      .prepare<typeof values, Row>(
        `SELECT ${COLUMNS} ${FROM} WHERE ${where} ORDER BY lastDay, k.visit_id LIMIT ${MOST_KEPT_ROWS}`,
      )
      .all(...values);
    return { total, rows };
  };
  const bodyOf = ({ version, body }: EventRow) => readBody('fields.erased', version, body);
  const none: RetentionRows = { total: 0, rows: [] };

  /** Whom an erasure up to a day took: who is erased of that kind, and was not by the one before it. */
  const erasedBy = (seq: number): RetentionRows => {
    const row = oneErasure.get(seq);
    if (row === undefined) return none;
    const { kind, upTo, visitIds } = bodyOf(row);
    if (visitIds.length > 0)
      return listed(
        `k.kind = ? AND k.visit_id IN (SELECT value FROM json_each(?))`,
        kind,
        JSON.stringify(visitIds),
      );
    const before = db
      .prepare<[string, number, string], string | null>(
        `SELECT max(body ->> '$.upTo') FROM event WHERE type = 'fields.erased' AND visit_id IS NULL
           AND body ->> '$.kind' = ? AND seq < ? AND body ->> '$.upTo' < ?`,
      )
      .pluck()
      .get(kind, seq, upTo ?? '');
    return listed(
      `k.kind = ? AND k.wrapped IS NULL AND ${LAST_DAY} > ? AND ${LAST_DAY} <= ?`,
      kind,
      before ?? '',
      upTo ?? '',
    );
  };

  return {
    state(): RetentionState {
      const now = protocol.now();
      return {
        now,
        today: dayIn(zone, Date.parse(now)),
        kinds: FIELD_KINDS.map(kept),
        why: settings.retention.why,
        erasures: erasures.all().map((row) => {
          const { visitIds: _named, ...body } = bodyOf(row);
          const { seq, at, actor } = eventOf(row);
          return { seq, at, by: row.name ?? actor, ...body };
        }),
        holds: openCases.all().map((one) => ({ ...one, visits: holds.visitsOf(one.caseId).length })),
        backup: { ...backups.state(), keep: settings.backup.keep },
      };
    },
    rows(query: RetentionQuery): RetentionRows {
      if (query.of === 'erased') return erasedBy(query.seq);
      if (query.of === 'kept') return listed(`k.wrapped IS NOT NULL AND k.kind IN ${ofKind(query.kind)}`);
      const visitIds = holds.visitsOf(query.caseId);
      return listed(
        `k.kind IN ('identity', 'all') AND k.visit_id IN (SELECT value FROM json_each(?))`,
        JSON.stringify(visitIds),
      );
    },
  };
};
export type RetentionDesk = ReturnType<typeof createRetentionState>;
