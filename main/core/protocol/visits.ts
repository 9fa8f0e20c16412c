/** Table `visit`: the projection of the log. */
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { EventBody } from '../../../shared/domain/events.ts';
import { presenceEnd } from '../../../shared/domain/presence.ts';
import { BOUND } from '../db/bound.ts';
import { canonicalJson } from './canonical.ts';
import { endOf, endText } from './presence-text.ts';
import { createPresences } from './presences.ts';
import { isVisitEvent, project } from './project.ts';
import { eventOf, readBody, readEvent } from './rows.ts';
import type { EventRow } from './rows.ts';
import type { Leg, Visit } from './types.ts';

/** A row of table `visit`. */
export interface VisitRecord {
  readonly visit_id: string;
  readonly revision: number;
  readonly state: Visit['state'];
  readonly opened_by: number;
  readonly booking_id: string | null;
  readonly receipt: string;
  readonly outcome: Visit['outcome'];
  readonly ward: string;
  readonly place: string;
  readonly party_size: number;
  readonly arrived: string | null;
  readonly left: string | null;
  readonly overridden: 0 | 1;
  readonly day: string;
  readonly legs: string;
  readonly resumed_by: number | null;
  readonly told_by: number | null;
  readonly last_day: string;
}

/** With what opened it and, of a vigil that came back, what was found then. */
interface Row extends VisitRecord {
  readonly type: 'visit.checked-in' | 'visit.referred' | 'visit.postponed' | 'visit.entered-late';
  readonly version: number;
  readonly body: string;
  readonly resumed_version: number | null;
  readonly resumed_body: string | null;
  readonly undone: 0 | 1;
}

const legsShape = z.array(z.strictObject({ arrived: presenceEnd, left: presenceEnd }));
const legsText = (legs: readonly Leg[]): string =>
  canonicalJson(legs.map(({ arrived, left }) => ({ arrived: { ...arrived }, left: { ...left } })));

/** What a visit looks like as a row. */
export const recordOf = (visit: Visit): VisitRecord => ({
  visit_id: visit.visitId,
  revision: visit.revision,
  state: visit.state,
  opened_by: visit.openedBy,
  booking_id: visit.opened.bookingId,
  receipt: visit.opened.receipt,
  outcome: visit.outcome,
  ward: visit.ward,
  place: visit.place,
  party_size: visit.partySize,
  arrived: endText(visit.arrived),
  left: endText(visit.left),
  overridden: visit.overridden ? 1 : 0,
  day: visit.day,
  legs: legsText(visit.legs),
  resumed_by: visit.resumedBy,
  told_by: visit.toldBy,
  last_day: visit.lastDay,
});

/** What opened it, without what only a row of paper says. */
const openingOf = (row: Row): EventBody<'visit.checked-in'> => {
  if (row.type !== 'visit.entered-late') return readBody(row.type, row.version, row.body);
  const { rowCode: _rowCode, left: _left, ...body } = readBody(row.type, row.version, row.body);
  return body;
};

const openedOf = (row: Row): EventBody<'visit.checked-in'> => ({
  ...openingOf(row),
  ...(row.resumed_version === null || row.resumed_body === null
    ? {}
    : readBody('visit.resumed', row.resumed_version, row.resumed_body)),
});

const visitOf = (row: Row): Visit => ({
  visitId: row.visit_id,
  revision: row.revision,
  state: row.state,
  openedBy: row.opened_by,
  opened: openedOf(row),
  resumedBy: row.resumed_by,
  outcome: row.outcome,
  ward: row.ward,
  place: row.place,
  partySize: row.party_size,
  arrived: endOf(row.arrived),
  left: endOf(row.left),
  legs: row.legs === '[]' ? [] : legsShape.parse(JSON.parse(row.legs)),
  overridden: row.overridden === 1,
  toldBy: row.told_by,
  day: row.day,
  lastDay: row.last_day,
  undone: row.undone === 1,
});

const SELECT = `SELECT visit.*, event.type, event.version, event.body, resumed.version AS resumed_version, resumed.body AS resumed_body,
    visit.state = 'closed' AND EXISTS (SELECT 1 FROM event AS mistake WHERE mistake.visit_id = visit.visit_id
      AND mistake.type = 'visit.undone' AND mistake.refers_to = visit.opened_by) AS undone
  FROM visit JOIN event ON event.seq = visit.opened_by LEFT JOIN event AS resumed ON resumed.seq = visit.resumed_by`;

/** Visits by a condition of the caller's own, over a connection that may be only for reading: one after another, never all of them. `rest` begins with WHERE. */
export const selectVisits = (
  db: Database,
  rest: string,
): ((named: Readonly<Record<string, string | number>>) => Generator<Visit>) => {
  const statement = db.prepare<[Readonly<Record<string, string | number>>], Row>(`${SELECT} ${rest}`);
  return function* (named) {
    for (const row of statement.iterate(named)) yield visitOf(row);
  };
};

export interface Visits {
  get(visitId: string): Visit | null;
  byReceipt(receipt: string): Visit | null;
  ofBooking(bookingId: string): Visit[];
  open(): Visit[];
  ofDay(day: string): Visit[];
  write(visit: Visit): void;
  /** Derives one visit again from its events. Inside a transaction. Whether it was kept otherwise. Throws for events that it cannot follow from. */
  mend(visitId: string, zone: string): boolean;
  /** Derives the whole table again from the log. Inside a transaction. */
  rebuild(zone: string): void;
}

export const createVisits = (db: Database): Visits => {
  const list = (where: string) => db.prepare<[string?], Row>(`${SELECT} ${where} ORDER BY opened_by`);
  const one = list(`WHERE visit.visit_id = ${BOUND}`);
  const receipt = list('WHERE receipt = ?');
  const booking = list(`WHERE booking_id = ${BOUND}`);
  const open = list(`WHERE state IN ('waiting', 'inside')`);
  const day = list('WHERE day = ?');
  const upsert = db.prepare(
    `INSERT INTO visit (visit_id, revision, state, opened_by, booking_id, receipt, outcome, ward, place, party_size,
       arrived, "left", overridden, day, legs, resumed_by, told_by, last_day)
     VALUES (@visit_id, @revision, @state, @opened_by, @booking_id, @receipt, @outcome, @ward, @place, @party_size,
       @arrived, @left, @overridden, @day, @legs, @resumed_by, @told_by, @last_day)
     ON CONFLICT (visit_id) DO UPDATE SET revision = excluded.revision, state = excluded.state,
       outcome = excluded.outcome, ward = excluded.ward, place = excluded.place, party_size = excluded.party_size,
       arrived = excluded.arrived, "left" = excluded."left", overridden = excluded.overridden,
       legs = excluded.legs, resumed_by = excluded.resumed_by, told_by = excluded.told_by, last_day = excluded.last_day`,
  );
  const presences = createPresences(db);
  const eventsOf = db.prepare<[string], EventRow>(
    `SELECT * FROM event WHERE visit_id = ${BOUND} ORDER BY seq`,
  );
  const kept = db.prepare<[string], VisitRecord>('SELECT * FROM visit WHERE visit_id = ?');
  const remove = db.prepare('DELETE FROM visit WHERE visit_id = ?');
  const derived = (visitId: string, zone: string): Visit | null =>
    eventsOf.all(visitId).reduce<Visit | null>((visit, row) => {
      const event = readEvent(eventOf(row));
      return isVisitEvent(event) ? project(visit, event, zone) : visit;
    }, null);

  const visits: Visits = {
    get: (visitId) => first(one.get(visitId)),
    byReceipt: (code) => first(receipt.get(code)),
    ofBooking: (bookingId) => booking.all(bookingId).map(visitOf),
    open: () => open.all().map(visitOf),
    ofDay: (wanted) => day.all(wanted).map(visitOf),
    write: (visit) => {
      upsert.run(recordOf(visit));
      presences.write(visit);
    },
    mend(visitId, zone) {
      const visit = derived(visitId, zone);
      const record = visit && recordOf(visit);
      const row = kept.get(visitId) ?? null;
      const sameRow = sameRecord(row, record);
      if (sameRow && presences.are(visitId, visit)) return false;
      if (!sameRow) remove.run(visitId);
      presences.forget(visitId);
      if (visit !== null) visits.write(visit);
      return true;
    },
    rebuild(zone) {
      db.prepare('DELETE FROM visit').run();
      db.prepare('DELETE FROM presence').run();
      const built = new Map<string, Visit>();
      for (const row of db
        .prepare<[], EventRow>(`SELECT * FROM event WHERE type LIKE 'visit.%' ORDER BY seq`)
        .iterate()) {
        const event = readEvent(eventOf(row));
        if (!isVisitEvent(event) || event.visitId === null) continue;
        built.set(event.visitId, project(built.get(event.visitId) ?? null, event, zone));
      }
      for (const visit of built.values()) visits.write(visit);
    },
  };
  return visits;
};

const sameRecord = (row: VisitRecord | null, record: VisitRecord | null): boolean =>
  row === null || record === null
    ? row === record
    : (Object.keys(record) as (keyof VisitRecord)[]).every((column) => row[column] === record[column]);

const first = (row: Row | undefined): Visit | null => (row ? visitOf(row) : null);
