/** What left the house before, from the events that say so. */
import type { Database } from 'better-sqlite3';
import type { ExportsOverview } from '../../../shared/api/exports.ts';
import type { EventType } from '../../../shared/domain/events.ts';
import { readBody } from '../protocol/rows.ts';
import { OWN_TARGET } from '../../../shared/api/exports.ts';

type Earlier = ExportsOverview['earlier'][number];

interface Row {
  readonly type: Extract<EventType, 'export.written' | 'log.exported' | 'postponements.exported'>;
  readonly version: number;
  readonly at: string;
  readonly actor: string;
  readonly body: string;
  readonly name: string | null;
}

/** As many as one looks through. */
const MOST = 200;

/** What was written before `export.written` was: always a CSV, in the kiosk's own folder. */
const BEFORE = {
  format: 'csv',
  purpose: null,
  caseId: null,
  encrypted: false,
  target: OWN_TARGET,
} as const satisfies Partial<Earlier>;

const bodyOf = ({ type, version, body }: Row): Omit<Earlier, 'at' | 'by'> => {
  switch (type) {
    case 'export.written':
      return readBody(type, version, body);
    case 'log.exported': {
      const { day, rows, sha256 } = readBody(type, version, body);
      return { what: 'daily-log', from: day, to: day, rows, sha256, ...BEFORE };
    }
    case 'postponements.exported':
      return { what: 'postponements', ...readBody(type, version, body), ...BEFORE };
  }
};

export const earlierExports = (db: Database): Earlier[] =>
  db
    .prepare<[number], Row>(
      `SELECT type, version, at, actor, body, staff.name FROM event LEFT JOIN staff ON 'staff:' || staff.id = actor
       WHERE visit_id IS NULL AND type IN ('export.written', 'log.exported', 'postponements.exported')
       ORDER BY seq DESC LIMIT ?`,
    )
    .all(MOST)
    .map((row) => ({ at: row.at, by: row.name ?? row.actor, ...bodyOf(row) }));

export const openCases = (db: Database): ExportsOverview['cases'] =>
  db
    .prepare<[], ExportsOverview['cases'][number]>(
      `SELECT case_id AS caseId, at AS openedAt FROM tracing_case JOIN event ON seq = opened_by
       WHERE closed_by IS NULL ORDER BY opened_by DESC`,
    )
    .all();
