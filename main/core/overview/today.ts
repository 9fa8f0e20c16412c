/** Today in numbers, and the newest of what the lead answers for: closing, head, erasing, export. */
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { HeadList, Overview } from '../../../shared/api/overview.ts';
import { MOST_ROWS } from '../../../shared/api/overview.ts';
import type { EventType } from '../../../shared/domain/events.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import { expectedBookings } from '../reception/expected.ts';
import type { ReceptionParts } from '../reception/parts.ts';
import { openTasks } from '../protocol/tasks.ts';

export type OverviewParts = ReceptionParts;

const newestOf = <T>(
  db: Database,
  types: readonly EventType[],
  shape: z.ZodType<T>,
): (T & { at: string }) | null => {
  const row = db
    .prepare<[string], { at: string; body: string }>(
      `SELECT at, body FROM event WHERE visit_id IS NULL AND type IN (SELECT value FROM json_each(?)) ORDER BY seq DESC LIMIT 1`,
    )
    .get(JSON.stringify(types));
  return row === undefined ? null : { ...shape.parse(JSON.parse(row.body)), at: row.at };
};

const closedBody = z.object({ day: z.string(), visits: z.int(), swept: z.int() });
const erasedBody = z.object({ visits: z.int() });
const exportedBody = z.object({ rows: z.int() });

const base64url = (bytes: Buffer): string => bytes.toString('base64url');

export const overviewOf = (parts: OverviewParts): Overview => {
  const { db, protocol, settings } = parts;
  const now = protocol.now();
  const today = dayIn(settings.institution.zone, Date.parse(now));
  const visits = protocol.visitsOfDay(today);
  const open = protocol.openVisits();
  const head = db
    .prepare<[], { length: number; at: string; hash: Buffer }>(
      'SELECT length, at, hash FROM head ORDER BY length DESC LIMIT 1',
    )
    .get();
  const counted = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
  return {
    now,
    today,
    wards: settings.wards.map(({ id, name }) => ({ id, name })),
    places: settings.places.map(({ id, name }) => ({ id, name })),
    expected: expectedBookings(parts).length,
    waiting: open.filter(({ state }) => state === 'waiting').length,
    inside: open.filter(({ state }) => state === 'inside').length,
    left: visits.filter(({ state }) => state === 'left').length,
    postponed: visits.filter(({ outcome, undone }) => outcome === 'postpone' && !undone).length,
    swept: visits.filter(({ left }) => left?.evidence === 'swept').length,
    residentsOut: protocol.openOutings().length,
    tasks: counted('SELECT count(*) FROM task WHERE closed_at IS NULL'),
    openCases: counted('SELECT count(*) FROM tracing_case WHERE closed_by IS NULL'),
    closed: newestOf(db, ['day.closed'], closedBody),
    head: head === undefined ? null : { ...head, hash: base64url(head.hash) },
    erased: newestOf(db, ['fields.erased'], erasedBody),
    mended: openTasks(db).find(({ kind }) => kind === 'state-mended')?.openedAt ?? null,
    exported: newestOf(db, ['export.written', 'log.exported', 'postponements.exported'], exportedBody),
  };
};

/** Signed heads, the newest first; `before`: only shorter ones. */
export const headsOf = (db: Database, before?: number): HeadList => ({
  total: db.prepare<[], number>('SELECT count(*) FROM head').pluck().get() ?? 0,
  heads: db
    .prepare<[number, number], { length: number; at: string; hash: Buffer; jws: string }>(
      'SELECT length, at, hash, jws FROM head WHERE length < ? ORDER BY length DESC LIMIT ?',
    )
    .all(before ?? Number.MAX_SAFE_INTEGER, MOST_ROWS)
    .map((row) => ({ ...row, hash: base64url(row.hash) })),
});
