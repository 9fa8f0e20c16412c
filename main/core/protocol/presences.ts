/** Table `presence`: each time inside of a visit with the earliest and latest that both its ends can have been, as tracing searches them. */
import { isDeepStrictEqual } from 'node:util';
import type { Database } from 'better-sqlite3';
import type { PresenceEnd } from '../../../shared/domain/presence.ts';
import { BOUND } from '../db/bound.ts';
import type { Visit } from './types.ts';

/** A row of table `presence`. Milliseconds since 1970. */
export interface PresenceRecord {
  readonly visit_id: string;
  readonly leg: number;
  readonly ward: string;
  readonly place: string;
  readonly starts_earliest: number;
  readonly starts_latest: number;
  readonly ends_earliest: number | null;
  readonly ends_latest: number | null;
}

const recordOf = (
  visit: Visit,
  leg: number,
  arrived: PresenceEnd,
  left: PresenceEnd | null,
): PresenceRecord => ({
  visit_id: visit.visitId,
  leg,
  ward: visit.ward,
  place: visit.place,
  starts_earliest: Date.parse(arrived.earliest),
  starts_latest: Date.parse(arrived.latest),
  ends_earliest: left && Date.parse(left.earliest),
  ends_latest: left && Date.parse(left.latest),
});

/** Ward and place are the visit's as they were put right last, for all its legs. */
export const presencesOf = (visit: Visit): PresenceRecord[] => [
  ...visit.legs.map(({ arrived, left }, leg) => recordOf(visit, leg, arrived, left)),
  ...(visit.arrived === null ? [] : [recordOf(visit, visit.legs.length, visit.arrived, visit.left)]),
];

export const createPresences = (db: Database) => {
  const clear = db.prepare(`DELETE FROM presence WHERE visit_id = ${BOUND} AND leg >= ?`);
  const upsert = db.prepare(
    `INSERT INTO presence (visit_id, leg, ward, place, starts_earliest, starts_latest, ends_earliest, ends_latest)
     VALUES (@visit_id, @leg, @ward, @place, @starts_earliest, @starts_latest, @ends_earliest, @ends_latest)
     ON CONFLICT (visit_id, leg) DO UPDATE SET ward = excluded.ward, place = excluded.place,
       starts_earliest = excluded.starts_earliest, starts_latest = excluded.starts_latest,
       ends_earliest = excluded.ends_earliest, ends_latest = excluded.ends_latest`,
  );
  const kept = db.prepare<[string], PresenceRecord>(
    `SELECT * FROM presence WHERE visit_id = ${BOUND} ORDER BY leg`,
  );
  return {
    /** Whether those that are kept are the visit's; of none (null) there are none. */
    are: (visitId: string, visit: Visit | null): boolean =>
      isDeepStrictEqual(
        kept.all(visitId).map((row) => ({ ...row })),
        visit === null ? [] : presencesOf(visit),
      ),
    forget: (visitId: string): void => void clear.run(visitId, 0),
    write(visit: Visit): void {
      const rows = presencesOf(visit);
      for (const row of rows) upsert.run(row);
      clear.run(visit.visitId, rows.length);
    },
  };
};
