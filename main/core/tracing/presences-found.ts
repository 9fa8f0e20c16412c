/** Reads table `presence` by ward and time, however large it is. */
import type { Database } from 'better-sqlite3';
import { BOUND } from '../db/bound.ts';
import type { PresenceRecord } from '../protocol/presences.ts';
import { DAY, type Span } from './spans.ts';

export interface PresencesFound {
  /** Times inside that may reach into the window, in one ward. */
  inWard(ward: string, window: Span): PresenceRecord[];
  /** The same of all wards that anybody has been in. */
  inWindow(window: Span): PresenceRecord[];
  /** Of one visit, all its times inside, oldest first. */
  ofVisit(visitId: string): PresenceRecord[];
}

/** As the index `presence_long` has it: SQLite takes an index of some rows only where the question says so in the same words. */
const LONG = 'ends_latest IS NULL OR ends_latest - starts_earliest > 86400000';

export const presencesFound = (db: Database): PresencesFound => {
  // Whatever is no longer than a day and reaches into the window began less than a day before it …
  const short = db.prepare<[{ ward: string; since: number } & Span], PresenceRecord>(
    `SELECT * FROM presence INDEXED BY presence_by_ward
     WHERE ward = @ward AND starts_earliest > @since AND starts_earliest < @to AND ends_latest > @from AND NOT (${LONG})`,
  );
  // … and the few that are longer, or have not ended, have an index of their own.
  const ended = db.prepare<[{ ward: string } & Span], PresenceRecord>(
    `SELECT * FROM presence INDEXED BY presence_long
     WHERE ward = @ward AND ends_latest > @from AND starts_earliest < @to AND (${LONG})`,
  );
  const open = db.prepare<[{ ward: string } & Span], PresenceRecord>(
    `SELECT * FROM presence INDEXED BY presence_long
     WHERE ward = @ward AND ends_latest IS NULL AND starts_earliest < @to AND (${LONG})`,
  );
  const ofVisit = db.prepare<[string], PresenceRecord>(
    `SELECT * FROM presence WHERE visit_id = ${BOUND} ORDER BY leg`,
  );
  // One step into the index for each ward, not one for each row.
  const wards = db
    .prepare<[], string>(
      `WITH RECURSIVE known (ward) AS (
         SELECT min(ward) FROM presence
         UNION ALL SELECT (SELECT min(ward) FROM presence WHERE ward > known.ward) FROM known WHERE ward IS NOT NULL
       ) SELECT ward FROM known WHERE ward IS NOT NULL`,
    )
    .pluck();
  const inWard: PresencesFound['inWard'] = (ward, { from, to }) => [
    ...ended.all({ ward, from, to }),
    ...open.all({ ward, from, to }),
    ...short.all({ ward, from, to, since: from - DAY }),
  ];
  return {
    inWard,
    inWindow: (window) => wards.all().flatMap((ward) => inWard(ward, window)),
    ofVisit: (visitId) => ofVisit.all(visitId),
  };
};
