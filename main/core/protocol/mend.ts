/** «State rebuilt from events equals state kept», for what a day can have touched: how large the database is does not matter to a start. */
import { SqliteError, type Database } from 'better-sqlite3';
import type { EventType } from '../../../shared/domain/events.ts';
import type { Outings } from './outings.ts';
import { familyOf } from './rows.ts';
import type { Mended } from './types.ts';
import type { Visits } from './visits.ts';

/** So many of the newest events are asked at the most; `kiosk verify` asks all. */
const MOST_EVENTS = 20_000;

interface MendParts {
  readonly visits: Visits;
  readonly outings: Outings;
  readonly zone: string;
  readonly transaction: <T>(work: () => T) => T;
}

export const createMend = (db: Database, { visits, outings, zone, transaction }: MendParts) => {
  const touched = db.prepare<[{ after: number; most: number }], { id: string; type: EventType }>(
    `SELECT visit_id AS id, type FROM event WHERE visit_id IS NOT NULL
       AND seq > max(@after, (SELECT coalesce(max(seq), 0) FROM event) - @most)`,
  );
  const openVisits = db
    .prepare<[], string>(`SELECT visit_id FROM visit WHERE state IN ('waiting', 'inside')`)
    .pluck();
  const openOutings = db.prepare<[], string>('SELECT outing_id FROM outing WHERE back IS NULL').pluck();

  return (afterSeq: number): Mended =>
    transaction(() => {
      const [ofVisits, ofOutings] = [new Set(openVisits.all()), new Set(openOutings.all())];
      for (const { id, type } of touched.iterate({ after: afterSeq, most: MOST_EVENTS })) {
        if (familyOf(type) === 'visit') ofVisits.add(id);
        if (familyOf(type) === 'resident') ofOutings.add(id);
      }
      let unclear = 0;
      const mended = (ids: ReadonlySet<string>, mend: (id: string) => boolean): number => {
        let count = 0;
        for (const id of ids)
          try {
            if (mend(id)) count += 1;
          } catch (thrown) {
            // The log itself does not hold: it is left as it is, and `kiosk verify` names the row.
            if (thrown instanceof SqliteError) throw thrown;
            unclear += 1;
          }
        return count;
      };
      return {
        visits: mended(ofVisits, (id) => visits.mend(id, zone)),
        outings: mended(ofOutings, (id) => outings.mend(id)),
        unclear,
      };
    });
};
