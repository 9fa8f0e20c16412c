/** Which days are over, and the event that says so of each: once, in order. */
import type { Database } from 'better-sqlite3';
import { addDays, dayIn, startOfDay, toInstant } from '../../../shared/domain/time.ts';
import type { DayParts } from './parts.ts';
import { NOT_UNDONE } from '../protocol/undone.ts';

/** So far back the days of a kiosk are closed that has closed none yet. */
const FIRST_DAYS = 31;

/** The newest `day.closed`. The house's own events have an index. */
export const closedLast = (db: Database): { readonly seq: number; readonly day: string } | null =>
  db
    .prepare<[], { seq: number; day: string }>(
      `SELECT seq, body ->> '$.day' AS day FROM event WHERE visit_id IS NULL AND type = 'day.closed' ORDER BY seq DESC LIMIT 1`,
    )
    .get() ?? null;

/** The number of the last event before an instant. Looks from the end. */
const lastBefore = (db: Database, at: string): number =>
  db
    .prepare<[string], number>('SELECT seq FROM event WHERE at < ? ORDER BY seq DESC LIMIT 1')
    .pluck()
    .get(at) ?? 0;

/** Days before today on which something happened and that are not closed yet, oldest first. */
export const openDays = ({ db, protocol, zone }: DayParts): string[] => {
  const today = dayIn(zone, Date.parse(protocol.now()));
  const last = closedLast(db);
  const after = last?.seq ?? lastBefore(db, toInstant(startOfDay(zone, addDays(today, -FIRST_DAYS))));
  const days = new Set<string>();
  for (const at of db.prepare<[number], string>('SELECT at FROM event WHERE seq > ?').pluck().iterate(after))
    days.add(dayIn(zone, Date.parse(at)));
  return [...days].filter((day) => day < today && day > (last?.day ?? '')).sort();
};

/** Of earlier days, and under today's keys. */
const movedCount = (db: Database, zone: string, today: string): number =>
  db
    .prepare<[{ from: string; to: string; began: string }], number>(
      `SELECT count(DISTINCT visit_id) FROM visit_key
       WHERE key_name >= @from AND key_name < @to AND wrapped IS NOT NULL
         AND (SELECT at FROM event WHERE event.visit_id = visit_key.visit_id ORDER BY seq LIMIT 1) < @began`,
    )
    .pluck()
    .get({ from: today, to: addDays(today, 1), began: toInstant(startOfDay(zone, today)) }) ?? 0;

/** What moved on is told with the newest of the days. */
export const closeDays = (parts: DayParts): void => {
  const { db, protocol, zone, log } = parts;
  const days = openDays(parts);
  const visitsOn = db
    .prepare<[string], number>(`SELECT count(*) FROM visit WHERE day = ? AND ${NOT_UNDONE}`)
    .pluck();
  const sweptOn = db
    .prepare<[string], number>(`SELECT count(*) FROM task WHERE kind = 'swept' AND detail = ?`)
    .pluck();
  for (const day of days) {
    const today = dayIn(zone, Date.parse(protocol.now()));
    const body = {
      day,
      visits: visitsOn.get(day) ?? 0,
      swept: sweptOn.get(day) ?? 0,
      moved: day === days.at(-1) ? movedCount(db, zone, today) : 0,
    };
    protocol.transaction(() => protocol.append({ type: 'day.closed', actor: 'kiosk', body }));
    log.write({ event: 'day-closed', ...body });
  }
};
