/** Cases as the events tell them: nothing of it names anybody. */
import type { Database } from 'better-sqlite3';
import { REMIND_AFTER_DAYS, type CaseRow } from '../../../shared/api/tracing.ts';
import type { EventBody } from '../../../shared/domain/events.ts';
import { readBody } from '../protocol/rows.ts';
import { daysBetweenInstants } from './days.ts';

interface EventOf<T extends 'case.opened' | 'case.closed'> {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly body: EventBody<T>;
}
export interface CaseStored {
  readonly caseId: string;
  readonly openedBy: number;
  readonly openedAt: string;
  readonly openedActor: string;
  readonly opened: EventBody<'case.opened'>;
  readonly closed: EventOf<'case.closed'> | null;
  readonly sealed: Buffer | null;
  /** Visits that it keeps, or kept. */
  readonly held: readonly string[];
}

interface Row {
  readonly case_id: string;
  readonly sealed: Buffer | null;
  readonly opened_by: number;
  readonly opened_at: string;
  readonly opened_actor: string;
  readonly opened_version: number;
  readonly opened_body: string;
  readonly closed_by: number | null;
  readonly closed_at: string | null;
  readonly closed_actor: string | null;
  readonly closed_version: number | null;
  readonly closed_body: string | null;
}
const ROWS = `
  SELECT case_id, sealed, opened_by, o.at AS opened_at, o.actor AS opened_actor, o.version AS opened_version, o.body AS opened_body,
    closed_by, c.at AS closed_at, c.actor AS closed_actor, c.version AS closed_version, c.body AS closed_body
  FROM tracing_case JOIN event AS o ON o.seq = opened_by LEFT JOIN event AS c ON c.seq = closed_by`;

const heldBy = (db: Database, caseId: string, from: number): string[] => [
  ...new Set(
    db
      .prepare<[number], { version: number; body: string }>(
        `SELECT version, body FROM event WHERE visit_id IS NULL AND seq >= ? AND type = 'case.held' ORDER BY seq`,
      )
      .all(from)
      .map(({ version, body }) => readBody('case.held', version, body))
      .flatMap((body) => (body.caseId === caseId ? body.visitIds : [])),
  ),
];

const storedOf = (db: Database, row: Row): CaseStored => ({
  caseId: row.case_id,
  openedBy: row.opened_by,
  openedAt: row.opened_at,
  openedActor: row.opened_actor,
  opened: readBody('case.opened', row.opened_version, row.opened_body),
  closed:
    row.closed_by === null || row.closed_at === null || row.closed_actor === null || row.closed_body === null
      ? null
      : {
          seq: row.closed_by,
          at: row.closed_at,
          actor: row.closed_actor,
          body: readBody('case.closed', row.closed_version ?? 1, row.closed_body),
        },
  sealed: row.sealed,
  held: heldBy(db, row.case_id, row.opened_by),
});

export const caseOf = (db: Database, caseId: string): CaseStored | null => {
  const row = db.prepare<[string], Row>(`${ROWS} WHERE case_id = ?`).get(caseId);
  return row === undefined ? null : storedOf(db, row);
};

/** The name of a member of staff, or the account's id where the account is gone. */
export const staffName = (db: Database, actor: string): string => {
  const id = actor.replace(/^staff:/, '');
  return db.prepare<[string], string>('SELECT name FROM staff WHERE id = ?').pluck().get(id) ?? id;
};

export const caseRow = (db: Database, stored: CaseStored, of: { zone: string; now: string }): CaseRow => {
  const { closed, opened } = stored;
  const ageDays = daysBetweenInstants(of.zone, stored.openedAt, closed?.at ?? of.now);
  return {
    caseId: stored.caseId,
    openedAt: stored.openedAt,
    openedBy: staffName(db, stored.openedActor),
    purpose: opened.purpose,
    window: { from: opened.from, to: opened.to },
    held: stored.held.length,
    ageDays,
    reminds: closed === null && ageDays > REMIND_AFTER_DAYS,
    closedAt: closed?.at ?? null,
    closedBy: closed === null ? null : staffName(db, closed.actor),
    reason: closed?.body.reason ?? null,
  };
};

/** Open ones first, the newest first. */
export const casesStored = (db: Database): CaseStored[] =>
  db
    .prepare<[], Row>(`${ROWS} ORDER BY closed_by IS NOT NULL, opened_by DESC`)
    .all()
    .map((row) => storedOf(db, row));
