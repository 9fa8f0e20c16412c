/** Table `outing`: which residents are out, as the log has it. */
import { isDeepStrictEqual } from 'node:util';
import type { Database } from 'better-sqlite3';
import { BOUND } from '../db/bound.ts';
import { endOf, endText } from './presence-text.ts';
import { isOutingEvent, projectOuting } from './project-outing.ts';
import { eventOf, readEvent } from './rows.ts';
import type { EventRow } from './rows.ts';
import type { Outing } from './types.ts';

/** A row of table `outing`. */
export interface OutingRecord {
  readonly outing_id: string;
  readonly revision: number;
  readonly booking_id: string | null;
  readonly ward: string;
  readonly out: string;
  readonly back: string | null;
}

/** What an outing looks like as a row. */
export const outingRecordOf = (outing: Outing): OutingRecord => ({
  outing_id: outing.outingId,
  revision: outing.revision,
  booking_id: outing.bookingId,
  ward: outing.ward,
  out: endText(outing.out),
  back: endText(outing.back),
});

const outingOf = (row: OutingRecord): Outing => ({
  outingId: row.outing_id,
  revision: row.revision,
  bookingId: row.booking_id,
  ward: row.ward,
  out: endOf(row.out),
  back: endOf(row.back),
});

export interface Outings {
  get(outingId: string): Outing | null;
  open(): Outing[];
  openOf(bookingId: string): Outing | null;
  write(outing: Outing): void;
  /** Derives one outing again from its events. Inside a transaction. Whether it was kept otherwise. Throws for events that it cannot follow from. */
  mend(outingId: string): boolean;
  /** Derives the whole table again from the log. Inside a transaction. */
  rebuild(): void;
}

export const createOutings = (db: Database): Outings => {
  const one = db.prepare<[string], OutingRecord>('SELECT * FROM outing WHERE outing_id = ?');
  const open = db.prepare<[], OutingRecord>(
    `SELECT * FROM outing WHERE back IS NULL ORDER BY "out" ->> '$.at', outing_id`,
  );
  const openOf = db.prepare<[string], OutingRecord>(
    `SELECT * FROM outing WHERE booking_id = ${BOUND} AND back IS NULL`,
  );
  const upsert = db.prepare(
    `INSERT INTO outing (outing_id, revision, booking_id, ward, "out", back)
     VALUES (@outing_id, @revision, @booking_id, @ward, @out, @back)
     ON CONFLICT (outing_id) DO UPDATE SET revision = excluded.revision, back = excluded.back`,
  );
  const eventsOf = db.prepare<[string], EventRow>(
    `SELECT * FROM event WHERE visit_id = ${BOUND} ORDER BY seq`,
  );
  const remove = db.prepare('DELETE FROM outing WHERE outing_id = ?');
  const found = (row: OutingRecord | undefined): Outing | null => (row ? outingOf(row) : null);

  const outings: Outings = {
    get: (outingId) => found(one.get(outingId)),
    open: () => open.all().map(outingOf),
    openOf: (bookingId) => found(openOf.get(bookingId)),
    write: (outing) => {
      upsert.run(outingRecordOf(outing));
    },
    mend(outingId) {
      const outing = eventsOf.all(outingId).reduce<Outing | null>((before, row) => {
        const event = readEvent(eventOf(row));
        return isOutingEvent(event) ? projectOuting(before, event, false) : before;
      }, null);
      const row = one.get(outingId);
      if (isDeepStrictEqual(row && { ...row }, outing ? outingRecordOf(outing) : undefined)) return false;
      remove.run(outingId);
      if (outing !== null) outings.write(outing);
      return true;
    },
    rebuild() {
      db.prepare('DELETE FROM outing').run();
      const rows = db.prepare<[], EventRow>(`SELECT * FROM event WHERE type LIKE 'resident.%' ORDER BY seq`);
      for (const row of rows.all()) {
        const event = readEvent(eventOf(row));
        if (!isOutingEvent(event) || event.visitId === null) continue;
        // What is in the log was taken: who was out then is not asked again.
        outings.write(projectOuting(outings.get(event.visitId), event, false));
      }
    },
  };
  return outings;
};
