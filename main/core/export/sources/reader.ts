/** What an export reads, over a connection of its own that cannot write: it runs beside the thread that answers the door. */
import type { Database } from 'better-sqlite3';
import type { PersonalFields } from '../../../../shared/domain/events.ts';
import { BOUND } from '../../db/bound.ts';
import { createPersonal } from '../../protocol/personal.ts';
import { eventOf, readEvent, type EventRow, type ReadEvent } from '../../protocol/rows.ts';
import type { Closed, Visit } from '../../protocol/types.ts';
import { createVisits } from '../../protocol/visits.ts';

export interface Reader {
  readonly db: Database;
  visit(visitId: string): Visit | null;
  history(visitId: string): ReadEvent[];
  /** The people of a visit. Of a vigil that went in and out, all who ever came along. */
  personal(visit: Pick<Visit, 'visitId' | 'resumedBy'>): PersonalFields | Closed;
}

/** The keys of days by their names, each opened for whoever exports. A key that is not among them does not open. */
export type OpenedKeys = ReadonlyMap<string, Uint8Array>;

export const createReader = (db: Database, keys: OpenedKeys): Reader => {
  const visits = createVisits(db);
  const { personal, personalOfAllTimes } = createPersonal(db, {
    open: (name) => {
      const key = keys.get(name);
      return key === undefined ? null : Buffer.from(key);
    },
  });
  const ofOne = db.prepare<[string], EventRow>(`SELECT * FROM event WHERE visit_id = ${BOUND} ORDER BY seq`);
  return {
    db,
    visit: (visitId) => visits.get(visitId),
    history: (visitId) => ofOne.all(visitId).map((row) => readEvent(eventOf(row))),
    personal: ({ visitId, resumedBy }) =>
      resumedBy === null ? personal(visitId) : personalOfAllTimes(visitId),
  };
};
